"""Who could be meant by what is left of a name: the check that a label is the only best answer.

It holds the register's names as plain keys in order and answers three questions: who has just this key, whose key goes on from
here, and whose key is one letter away. It knows nothing of any matcher.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice

import numpy as np

_FORMS = frozenset({"LTD", "LIMITED", "PLC", "LLP", "CIC", "CIO", "LIMTED"})
_PHRASES = re.compile(r"\b(?:COMMUNITY INTEREST COMPANY|PUBLIC LIMITED COMPANY|LIMITED LIABILITY PARTNERSHIP|C I C)\b")
_SMALL = frozenset({"OF", "AND", "THE", "FOR", "IN", "AT", "ON", "TO", "WITH", "BY"})
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
        self._tight = np.sort(np.fromiter(map(_tight, self.keys), np.uint64, len(self.keys)))

    def written_apart(self, key: str) -> bool:
        """Whether somebody has this key when gaps between words are left out: MODERNCLASSIC is MODERN CLASSIC."""
        at = int(np.searchsorted(self._tight, np.uint64(_tight(key))))
        return at < len(self._tight) and bool(self._tight[at] == _tight(key))

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

    def holding(self, words: Sequence[str]) -> list[int] | None:
        """Rows whose key has the same first word and all the others; None where too many begin so to look at."""
        wanted = set(words)
        family = self._family(words[0])
        return None if family is None else [row for found, row in family if wanted <= set(found.split())]

    def lengthened(self, words: Sequence[str]) -> list[int] | None:
        """Rows that these words may be short for: letters left out of a word, or the last words as initials."""
        family = self._family(words[0])
        return None if family is None else [row for found, row in family if _short_for(words, found.split())]

    def _family(self, word: str, most: int = 20_000) -> list[tuple[str, int]] | None:
        family = list(islice(self._from(f"{word} "), most + 1))
        return family if len(family) <= most else None

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


def _short_for(short: Sequence[str], words: Sequence[str]) -> bool:
    if len(short) < len(words) and len(short) > 1:
        rest = [word for word in words[len(short) - 1 :] if word not in _SMALL]
        return all(map(_left_out, short[:-1], words)) and short[-1] == "".join(word[0] for word in rest)
    return len(short) == len(words) and all(map(_left_out, short, words))


def _left_out(short: str, word: str) -> bool:
    """Whether a word is another with letters left out, the first kept."""
    letters = iter(word)
    return short[0] == word[0] and all(letter in letters for letter in short)


def _tight(key: str) -> int:
    return int.from_bytes(blake2b(key.replace(" ", "").encode(), digest_size=8).digest(), "big")


def _one_away(key: str) -> set[str]:
    """Every text one slip away."""
    pairs = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    made = {a + b[1:] for a, b in pairs if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1}
    made |= {a + letter + b[1:] for a, b in pairs if b for letter in _LETTERS}
    made |= {a + letter + b for a, b in pairs for letter in _LETTERS}
    return made - {key}
