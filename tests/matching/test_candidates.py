"""Who could it be: whatever one slip does to a name, the organisation meant is among those looked at closely."""

import re
from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from benchmarks.matching.register import make_register
from keepitlocal.matching.candidates import KEPT
from keepitlocal.matching.index import Index, build, expand, places_among
from keepitlocal.matching.resolve import evidence
from keepitlocal.matching.score import measured
from tests.small_register import ask, index_of

ROWS, ASKED = 3_000, 200
_FORM = re.compile(r" (LIMITED|LTD|PLC|LLP|CIC|CIO)\.?$", re.IGNORECASE)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return build([make_register(ROWS, seed=1)], tmp_path_factory.mktemp("candidates") / "index")


def in_longest_word(change: Callable[[str], str], *, least: int = 6) -> Callable[[str], str]:
    """The name with a change in the middle of its longest word, or as it is where that is short."""

    def changed(name: str) -> str:
        words = name.split()
        place = max(range(len(words)), key=lambda at: len(words[at]) * words[at].isalpha())
        if len(words[place]) >= least and words[place].isalpha():
            words[place] = change(words[place])
        return " ".join(words)

    return changed


def middle(word: str) -> int:
    return len(word) // 2


def after_first(word: str, seen: str, read: str) -> str:
    return word[0] + re.sub(seen, read, word[1:], count=1, flags=re.IGNORECASE)


def turned(name: str) -> str:
    words = _FORM.sub("", name).split()
    return " ".join([words[-1], *words[:-1]])


SLIPS: dict[str, Callable[[str], str]] = {
    "a letter left out": in_longest_word(lambda word: word[: middle(word)] + word[middle(word) + 1 :]),
    "a letter put in": in_longest_word(lambda word: word[: middle(word)] + "X" + word[middle(word) :]),
    "a wrong letter": in_longest_word(lambda word: word[: middle(word)] + "X" + word[middle(word) + 1 :]),
    "two letters swapped": in_longest_word(
        lambda word: word[: middle(word) - 1] + word[middle(word)] + word[middle(word) - 1] + word[middle(word) + 1 :]
    ),
    "run together": lambda name: name.replace(" ", "", 1),
    "torn apart": in_longest_word(lambda word: f"{word[:3]} {word[3:]}", least=7),
    "cut short at 30": lambda name: name[:30].strip() if len(name) > 34 else name,
    "without vowels": in_longest_word(
        lambda word: word[0] + re.sub("[AEIOU]", "", word[1:], flags=re.IGNORECASE), least=7
    ),
    "clipped": in_longest_word(lambda word: word[:5], least=8),
    "O read as nought": in_longest_word(lambda word: after_first(word, "O", "0")),
    "I read as one": in_longest_word(lambda word: after_first(word, "I", "1")),
    "M read as RN": in_longest_word(lambda word: after_first(word, "M", "RN")),
    "RN read as M": in_longest_word(lambda word: after_first(word, "RN", "M")),
    "in another order": turned,
    "without its form": lambda name: _FORM.sub("", name),
    "in another case": str.swapcase,
    "with a code": lambda name: f"{name} (204519)",
    "with a trading name": lambda name: f"Sunny Days T/A {name}",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_after_one_slip_the_organisation_meant_is_a_candidate(slip: str, index: Index) -> None:
    names = index.organisations["name"].to_pylist()
    # Of initials alone nothing is left to go by once they stand in another order.
    fit = [
        entry
        for entry in Random(5).sample(range(len(names)), ASKED)
        if re.search(r"[A-Za-z]{4}", _FORM.sub("", names[entry]))
    ]
    asked = [(entry, text) for entry in fit if (text := SLIPS[slip](names[entry])) != names[entry]]
    assert len(asked) >= 5
    texts = [text for _, text in asked]
    rows, entries, _, _ = measured(texts, evidence([None] * len(asked)), index)
    pairs = set(zip(rows.tolist(), entries.tolist(), strict=True))
    missed = [(text, names[entry]) for row, (entry, text) in enumerate(asked) if (row, entry) not in pairs]
    assert len(missed) <= len(asked) // 80, missed
    ids = index.organisations["org_id"].to_pylist()
    for (entry, text), answer in zip(asked, ask(index, *texts), strict=True):
        # What is left of a name may be another's very name: COPPERWAVE 2 LTD, cut short, is COPPERWAVE LTD.
        right = answer.decision != "link" or answer.org_id == ids[entry] or "same name" in answer.because
        assert right, (text, names[entry], answer.candidates[0].name)


def test_no_reading_has_more_candidates_than_are_kept(index: Index) -> None:
    names = index.organisations["name"].to_pylist()[:300]
    rows, entries, ways, grid = measured(names, evidence([None] * len(names)), index)
    assert len(rows) == len(entries) == len(ways) == len(grid)
    assert np.isfinite(grid).all()
    counts = np.unique(np.stack([rows, ways]), axis=1, return_counts=True)[1]
    assert counts.max() <= 2 * KEPT  # two readings may be of one way


def test_a_postcode_brings_in_the_one_of_many_alike(tmp_path) -> None:
    halls = [
        (f"GB-CHC-{at:07d}", "Village Hall", f"ZZ{at // 20 + 1} {at % 9}A{chr(65 + at % 20)}") for at in range(171)
    ]
    index = index_of(tmp_path / "halls", halls)
    wanted = halls[100]
    entries = measured(["VILLAGE HALL"], evidence([wanted[2]]), index)[1]
    assert 100 in entries.tolist()


def test_ranges_are_laid_out_one_after_the_other() -> None:
    which, found = expand(np.array([2, 0, 3]), np.array([4, 0, 5]), np.array([10, 11, 12, 13, 14]))
    assert (which.tolist(), found.tolist()) == ([0, 0, 2, 2], [12, 13, 13, 14])
    assert places_among(np.array([1, 1, 4, 5, 5, 5])).tolist() == [0, 1, 0, 0, 1, 2]
    assert places_among(np.array([], np.int64)).tolist() == []
