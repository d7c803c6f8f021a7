"""Regime, light touch, reservation and lots as our reader sees them, beside what real notices say of themselves."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.law.notices import classes, releases

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def counted(data: Path) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in classes(releases(data / "notices" / "find_a_tender_2026-08.jsonl.gz")):
        found.setdefault(one.question, Counter())[one.cls.partition(";")[0]] += 1
    return found


def test_every_release_is_in_one_class(counted: dict[str, Counter[str]]) -> None:
    assert counted["regime"].total() == 1226
    assert sum(number for cls, number in counted["regime"].items() if cls.startswith("not covered")) == 338


def test_regime(counted: dict[str, Counter[str]]) -> None:
    """Of the notices that say what they are and give a value, 93% are as we read them; causes are in the benchmark."""
    found = counted["regime"]
    assert found["agrees"] == 729
    assert found["differs: says above"] == 25
    assert found["differs: says below"] == 29


def test_light_touch_is_told_by_exact_code(counted: dict[str, Counter[str]]) -> None:
    found = counted["light touch"]
    assert found["agrees: listed and flagged"] + found["agrees: neither"] == 665
    # Transport of pupils is flagged light touch by two councils under a code that is not on the list.
    assert found["differs: flagged, no code listed (transport)"] == 90
    assert found["differs: flagged, no code listed"] == 6
    assert found["differs: listed, not flagged"] == 71


def test_reservations(counted: dict[str, Counter[str]]) -> None:
    found = counted["reservation"]
    assert sum(number for cls, number in found.items() if cls.startswith("agrees")) == 23
    assert found["area: differs, above the threshold as we read it"] == 1


def test_lots_or_reasons(counted: dict[str, Counter[str]]) -> None:
    found = counted["lots"]
    assert (found["agrees: in lots"], found["agrees: reasons given"]) == (25, 2)
    assert found["differs: one lot and no reasons in the notice"] == 39
