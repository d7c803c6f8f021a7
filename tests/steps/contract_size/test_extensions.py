"""Extensions taken and left: rows as registers have them, and where they contradict themselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.period import months_after
from keepitlocal.steps.contract_size.extensions import extensions

START = date(2020, 4, 1)


@pytest.mark.parametrize(
    ("end", "told", "words"),
    [
        (date(2022, 3, 31), {"duration": 24, "option": 0, "number": "0"}, "none allowed"),
        (date(2022, 3, 31), {"duration": 24, "option": 12, "number": "1"}, "none taken, 1 left (12 months)"),
        (date(2023, 3, 31), {"duration": 24, "option": 12, "number": "1", "taken": 1}, "all 1 taken"),
        # 24 months, taken twice for a year each: it was in all
        (date(2024, 3, 31), {"duration": 24, "option": 24, "number": "2", "taken": 2}, "all 2 taken"),
        # a year taken of two: by its dates it was 24 in all
        (date(2023, 3, 31), {"duration": 24, "option": 24, "number": "2", "taken": 1}, "1 taken, 1 left (12 months)"),
        # two years taken once: by its dates it is each time
        (date(2024, 3, 31), {"duration": 24, "option": 24, "number": "2", "taken": 1}, "1 taken, 1 left (24 months)"),
        (date(2022, 3, 31), {"duration": 24, "option": 24, "number": "2"}, "none taken, 2 left (24 or 48 months)"),
        (date(2022, 3, 31), {"option": 12}, "12 months in all could be added; how many times is not said"),
        (date(2022, 3, 31), {}, "the record does not say"),
        (date(2022, 3, 31), {"number": "see contract"}, "the record does not say"),
        (
            date(2022, 3, 31),
            {"last_end": date(2023, 3, 31)},
            "12 months in all could be added; how many times is not said",
        ),
    ],
)
def test_what_is_left(end: date, told: dict[str, object], words: str) -> None:
    found = extensions(START, end, **told)
    assert (found.words, found.contradictions) == (words, ())


@pytest.mark.parametrize(
    ("end", "told", "said"),
    [
        (date(2022, 3, 31), {"option": 12, "number": "0"}, "12 months of extension, and no extension"),
        (date(2022, 3, 31), {"option": 0, "number": "2"}, "2 extensions of no months"),
        (date(2022, 3, 31), {"option": 24, "number": "24"}, "probably a number of months"),
        (date(2024, 3, 31), {"duration": 24, "option": 12, "number": "1", "taken": 2}, "2 extensions are marked"),
        (date(2022, 3, 31), {"duration": 24, "option": 12, "number": "1", "taken": 1}, "no later than its first term"),
        (
            date(2025, 3, 31),
            {"duration": 24, "option": 12, "number": "1", "taken": 1},
            "36 months after its first term",
        ),
        (date(2023, 3, 31), {"duration": 24, "option": 12, "number": "1"}, "no extension is marked as taken"),
        (date(2019, 3, 31), {}, "before it starts"),
    ],
)
def test_what_contradicts_is_said(end: date, told: dict[str, object], said: str) -> None:
    found = extensions(START, end, **told)
    assert any(said in one for one in found.contradictions), found.contradictions


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_a_month_either_way_is_no_contradiction(days: int, *, late: bool) -> None:
    from datetime import timedelta

    found = extensions(START, date(2022, 3, 31) + timedelta(days), duration=24, option=0, number="0")
    assert bool(found.contradictions) is late


def test_the_last_end_counts_what_is_left() -> None:
    found = extensions(START, date(2023, 3, 31), duration=24, option=24, number="2", taken=1)
    assert (found.last_end, found.ends) == (date(2024, 3, 31), (date(2024, 3, 31),))


def test_it_could_end_after_each_extension_that_is_left() -> None:
    found = extensions(START, date(2022, 3, 31), duration=24, option=12, number="2", taken=0)
    assert found.ends == (date(2022, 9, 30), date(2023, 3, 31), date(2024, 3, 31))


@given(
    number=st.integers(0, 4),
    taken=st.none() | st.integers(0, 4),
    option=st.integers(0, 60),
    duration=st.integers(1, 60),
    term=st.integers(1, 120),
)
def test_what_holds_for_any_row(number: int, taken: int | None, option: int, duration: int, term: int) -> None:
    end = months_after(START, term)
    found = extensions(START, end, duration=duration, option=option, number=str(number), taken=taken)
    assert found.left is None or 0 <= found.left <= number
    assert found.months_left is None or 0 <= found.months_left[0] <= found.months_left[1] <= option * number
    assert found.last_end is None or found.last_end >= end
