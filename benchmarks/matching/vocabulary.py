"""The words that invented names are made of: lists by hand (words.toml), and brands, surnames and places made of syllables.

Every pool has its commonest words first, and a word's chance falls with its place in the pool as Zipf found it does in any
language: chance ~ 1 / (place + shift) ** slope. The slopes were set so that a register of names has the statistics printed by
``statistics.py`` beside those of real names.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from keepitlocal.reference import rows

HERE = Path(__file__).parent
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True)
class Pool:
    """Words, commonest first, and how steeply their chances fall."""

    words: Any
    slope: float
    shift: float = 1.0

    def draw(self, count: int, rng: Any) -> Any:
        """Places of ``count`` words drawn with Zipf's chances (the continuous law, inverted; no slope may be 1)."""
        low, high, power = self.shift, self.shift + len(self.words), 1 - self.slope
        chance = rng.random(count)
        at = (chance * (high**power - low**power) + low**power) ** (1 / power)
        return np.minimum((at - low).astype(np.int64), len(self.words) - 1)


@cache
def hand_lists() -> dict[str, list[str]]:
    """The lists of words.toml: bars between phrases, blanks between syllables."""
    told = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return {
        name: text.replace("\n", "").split("|") if "|" in text else text.split()
        for name, text in told.items()
    }  # fmt: skip


def pools(seed: int, brands: int = 1_800_000) -> dict[str, Pool]:
    """All pools. Another seed makes other brands, surnames and places, or the same in another order of frequency."""
    rng = np.random.default_rng([seed, 1])
    lists = hand_lists()
    surnames = _spoken(lists["surname_first"], lists["surname_last"], rng, 30_000)
    return {
        "brand": Pool(pa.array(_brands(lists, rng, brands)), 0.78, 5),
        "surname": Pool(pa.array(surnames), 0.85, 20),
        "place": Pool(pa.array(_places(lists, rng)), 0.45, 5),
        "given": Pool(pa.array(_shuffled([row["name"] for row in rows("given_names")], rng)), 0.6, 5),
        "letters": Pool(pa.array(_letters(rng)), 0.45),
        "number": Pool(pa.array([*map(str, range(1, 400)), *map(str, range(1990, 2027))]), 0.8),
        "ordinal": Pool(pa.array([f"{n}{_ending(n)}" for n in range(1, 60)]), 0.9),
        "ordinary": Pool(pa.array(_shuffled(lists["ordinary"], rng)), 0.5, 5),
        "generic": Pool(pa.array(lists["generic"]), 0.95, 2),
        "activity": Pool(pa.array(lists["activity"]), 0.7, 4),
        "tail": Pool(pa.array(lists["tail"]), 0.8),
        "street": Pool(pa.array(lists["street"]), 0.6, 2),
        "saint": Pool(pa.array(lists["saint"]), 0.9, 1),
        "cause": Pool(pa.array(lists["cause"]), 0.6, 2),
        "body": Pool(pa.array(lists["body"]), 0.9, 1),
        "federation": Pool(pa.array(lists["federation"]), 0.6, 2),
        "faith": Pool(pa.array(lists["faith"]), 0.6, 1),
        "school": Pool(pa.array(lists["school"]), 1.1, 1),
        "sport": Pool(pa.array(lists["sport"]), 0.8, 1),
    }


def areas(count: int) -> Any:
    """The postcode area of each of ``count`` places, by its number."""
    return (np.arange(count, dtype=np.int64) * 2_654_435_761 % 4_294_967_291) % area_count()


def postcodes(area: Any, rng: Any) -> Any:
    """Invented postcodes of the usual shape; many organisations share those of an accountant or a block of offices."""
    count = len(area)
    shared = rng.random(count) < 0.35
    number = np.where(shared, (rng.random(count) ** 4 * 900).astype(np.int64), rng.integers(0, 18 * 9 * 400, count))
    within = (number * 7919 + area * 104_729) % (18 * 9 * 400)
    district, rest = np.divmod(within, 9 * 400)
    sector, unit = np.divmod(rest, 400)
    units = pa.array([a + b for a, b in product("ABDEFGHJLNPQRSTUWXYZ", repeat=2)])
    outward = pa.array([f"{name}{n} " for name in hand_lists()["area"] for n in range(1, 19)])
    digits = pa.array([str(n) for n in range(1, 10)])
    parts = (outward.take(pa.array(area * 18 + district)), digits.take(pa.array(sector)), units.take(pa.array(unit)))
    return pa.compute.binary_join_element_wise(*parts, "")


def area_count() -> int:
    """How many postcode areas there are (BT, M, SE ...)."""
    return len(hand_lists()["area"])


def _brands(lists: dict[str, list[str]], rng: Any, count: int) -> list[str]:
    """Distinct brand words: two or three syllables, two ordinary words run together, or a word and a syllable."""
    first, middle, last = (lists[f"syllable_{part}"] for part in ("first", "middle", "last"))
    words = lists["ordinary"]
    made = [a + b for a, b in product(first, last)] + [a + b.lower() for a, b in product(words, words)]
    made += [a + b for a, b in product(words, last)]
    wanted = max(count - len(made), 0)
    picks = rng.integers(0, len(first) * len(middle) * len(last), int(wanted * 1.3))
    a, rest = np.divmod(picks, len(middle) * len(last))
    b, c = np.divmod(rest, len(last))
    made += [first[i] + middle[j] + last[k] for i, j, k in zip(a.tolist(), b.tolist(), c.tolist(), strict=True)]
    kept = np.array(list(dict.fromkeys(word.title() for word in made)), dtype=object)
    return list(kept[rng.permutation(len(kept))[:count]])


def _spoken(first: list[str], last: list[str], rng: Any, count: int) -> list[str]:
    return _shuffled(list(dict.fromkeys(a + b for a, b in product(first, last))), rng)[:count]


def _places(lists: dict[str, list[str]], rng: Any, count: int = 38_000) -> list[str]:
    """Council names first, then invented villages, some of them Great, Little, or on a sea."""
    towns = list(dict.fromkeys(row["name"] for row in rows("councils")))
    plain = _spoken(lists["surname_first"] + lists["syllable_first"], lists["place_last"], rng, count)
    more = _shuffled([f"{a} {b}" for a in lists["place_more"] for b in plain[:600]], rng)[:4000]
    after = _shuffled([f"{b} {a}" for a in lists["place_after"] for b in plain[:500]], rng)[:3000]
    return _shuffled(towns, rng) + _shuffled([*plain[: count - 7000], *more, *after], rng)


def _letters(rng: Any) -> list[str]:
    """Initials as firms write them: two letters are commoner than three."""
    two = [
        pattern.format(a, b)
        for a, b in product(LETTERS, repeat=2)
        for pattern in ("{}{}", "{} {}", "{} & {}", "{}&{}", "{}.{}.")
    ]
    three = [pattern.format(*abc) for abc in product(LETTERS, repeat=3) for pattern in ("{}{}{}", "{} {} {}")]
    return list(LETTERS) + _shuffled(two, rng) + _shuffled(three, rng)


def _shuffled(words: list[str], rng: Any) -> list[str]:
    return [words[at] for at in rng.permutation(len(words))]


def _ending(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
