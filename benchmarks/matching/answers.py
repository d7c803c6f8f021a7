"""Who could be meant by what is left of a name: the check that a label is the only best answer.

It holds the register's names as plain keys in order and answers three questions: who has just this key, whose key goes on from
here, and whose key is one letter away. It knows nothing of any matcher.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

_FORMS = frozenset({"LTD", "LIMITED", "PLC", "LLP", "CIC", "CIO", "LIMTED"})
_PHRASES = re.compile(r"\b(?:COMMUNITY INTEREST COMPANY|PUBLIC LIMITED COMPANY|LIMITED LIABILITY PARTNERSHIP|C I C)\b")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def plain(name: str) -> str:
    """A name's key: capitals, & as AND, no marks, no legal form, no THE, lone letters side by side run together."""
    text = re.sub(r"['’.]", "", name.upper()).replace("&", " AND ")
    words = re.sub(r"[^A-Z0-9]+", " ", text)
    if "COMP" in words or "C I C" in words or "PARTNERSHIP" in words:
        words = _PHRASES.sub(" ", words)
    kept = [word for word in words.split() if word not in _FORMS and word != "THE"]
    return re.sub(r"(?<=\b[A-Z]) (?=[A-Z]\b)", "", " ".join(kept or words.split()))


class Answers:
    """A register's names, to be looked up by what is left of them."""

    def __init__(self, names: Sequence[str]) -> None:
        keyed = [plain(name) for name in names]
        self.order = sorted(range(len(keyed)), key=keyed.__getitem__)
        self.keys = [keyed[row] for row in self.order]

    def same(self, key: str) -> list[int]:
        """Rows of the register with just this key."""
        at = bisect_left(self.keys, key)
        rows = []
        while at < len(self.keys) and self.keys[at] == key:
            rows.append(self.order[at])
            at += 1
        return rows

    def going_on(self, start: str, most: int = 60) -> list[int]:
        """Rows whose key begins so (at most ``most``, which is answer enough)."""
        return list(islice((row for found, row in self._from(start) if found.startswith(start)), most))

    def holding(self, words: Sequence[str], most: int = 20_000) -> list[int] | None:
        """Rows whose key has the same first word and all the others; None where too many begin so to look at."""
        wanted, rows = set(words), []
        for number, (found, row) in enumerate(self._from(f"{words[0]} ")):
            if number == most:
                return None
            if wanted <= set(found.split()):
                rows.append(row)
        return rows

    def beginnings(self, key: str) -> list[int]:
        """Rows whose whole key is the first word or words of this one, or all of it."""
        words = key.split()
        return [row for size in range(1, len(words) + 1) for row in self.same(" ".join(words[:size]))]

    def near(self, key: str) -> list[int]:
        """Rows whose key is one letter away: one left out, put in, changed, or two swapped."""
        return [row for variant in _one_away(key) for row in self.same(variant)]

    def _from(self, start: str) -> Iterator[tuple[str, int]]:
        at = bisect_left(self.keys, start)
        while at < len(self.keys) and self.keys[at].startswith(start):
            yield self.keys[at], self.order[at]
            at += 1


def _one_away(key: str) -> set[str]:
    """Every text one slip away."""
    pairs = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    made = {a + b[1:] for a, b in pairs if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1}
    made |= {a + letter + b[1:] for a, b in pairs if b for letter in _LETTERS}
    made |= {a + letter + b for a, b in pairs for letter in _LETTERS}
    return made - {key}
