"""Working days of two laws, both standstills, and what is counted in days or months. Fixtures: law.md, section 7."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.period import months_after
from keepitlocal.law import clocks
from keepitlocal.law.days import ENGLAND, UK, add_working_days, is_working_day, working_days_before


def march(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 3, day) for day in days)


def test_both_standstills_of_a_notice_on_monday_2_march_2026() -> None:
    act, health = clocks.standstill(date(2026, 3, 2)), clocks.health_standstill(date(2026, 3, 2))
    assert act.counted == march(2, 3, 4, 5, 6, 9, 10, 11)
    assert (act.ends, act.free) == march(11, 12)
    assert (health.begins, health.ends) == march(3, 13)
    assert health.free == date(2026, 3, 14)


def test_a_bank_holiday_of_northern_ireland_alone_stops_the_act_and_not_health() -> None:
    act, health = clocks.standstill(date(2026, 3, 12)), clocks.health_standstill(date(2026, 3, 12))
    assert act.counted == march(12, 13, 16, 18, 19, 20, 23, 24)
    assert act.free == date(2026, 3, 25)
    assert act.skipped == ("17 March 2026: Saint Patrick's Day (Northern Ireland)",)
    assert health.ends == date(2026, 3, 25)
    assert health.skipped == ()


def test_a_notice_on_a_saturday_begins_to_count_on_monday() -> None:
    assert clocks.standstill(date(2026, 3, 14)).counted[0] == date(2026, 3, 16)


def test_five_working_days_after_the_further_decision() -> None:
    assert clocks.health_after_representations(date(2026, 3, 30)).ends == date(2026, 4, 8)  # over Easter


def test_no_shorter_standstill_may_be_offered_but_a_longer_one_may() -> None:
    with pytest.raises(ValueError, match="at least 8"):
        clocks.standstill(date(2026, 3, 2), days=7)
    assert clocks.standstill(date(2026, 3, 2), days=10).ends == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("day", "uk", "england"),
    [
        (date(2026, 3, 17), False, True),  # Northern Ireland
        (date(2026, 8, 3), False, True),  # Scotland's summer bank holiday
        (date(2026, 11, 30), False, True),  # Saint Andrew
        (date(2026, 4, 6), False, False),  # Easter Monday
        (date(2026, 12, 28), False, False),  # in place of 26 December, a Saturday
        (date(2022, 9, 19), False, False),  # proclaimed ten days before
        (date(2026, 3, 18), True, True),
        (date(2026, 3, 21), False, False),
    ],
)
def test_which_days_are_working_days(day: date, uk: bool, england: bool) -> None:
    assert is_working_day(day) is uk
    assert is_working_day(day, calendar=ENGLAND) is england


def test_years_whose_holidays_are_not_settled_come_with_a_warning() -> None:
    assert add_working_days(date(2026, 12, 1), 8).warning == ""
    assert "2026" in add_working_days(date(2026, 12, 29), 8).warning


DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(1, 40), st.sampled_from([UK, ENGLAND]))
def test_counting_forward_matches_a_slow_twin_and_counting_back_returns(
    start: date, number: int, calendar: str
) -> None:
    found = add_working_days(start, number, calendar=calendar)
    slow, left = start, number
    while left:
        slow += timedelta(days=1)
        left -= is_working_day(slow, calendar=calendar)
    assert found.day == slow == found.counted[-1]
    back = working_days_before(found.day + timedelta(days=1), number, calendar=calendar)
    assert back.counted == found.counted


@given(DAYS)
def test_england_never_counts_longer_than_the_united_kingdom(start: date) -> None:
    assert add_working_days(start, 8, calendar=ENGLAND).day <= add_working_days(start, 8, calendar=UK).day


@pytest.mark.parametrize(
    ("how", "days"),
    [
        ({}, 25),
        ({"light_touch": True}, 0),
        ({"documents": False}, 30),
        ({"electronic": False}, 30),
        ({"electronic": False, "documents": False}, 35),
        ({"shortened": "planned notice"}, 10),
        ({"shortened": "preselected"}, 10),
        ({"shortened": "agreed"}, 0),
        ({"shortened": "urgent"}, 10),
        ({"participation": True}, 25),
        ({"participation": True, "shortened": "urgent"}, 10),
        ({"participation": True, "shortened": "planned notice"}, 25),
    ],
)
def test_how_long_tenders_stay_open(how: dict, days: int) -> None:
    assert clocks.tender_days(**how) == days


def test_the_time_is_counted_from_the_day_after() -> None:
    assert clocks.tender_period(date(2026, 6, 1), 25).ends == date(2026, 6, 26)


def test_a_planned_notice_counts_between_40_days_and_12_months_before() -> None:
    window = clocks.planned_notice_window(date(2027, 2, 10))
    assert (window.begins, window.ends) == (date(2026, 2, 10), date(2027, 1, 1))


def test_what_is_due_when() -> None:
    """Most periods of the Act begin with a day: 56 days beginning with 1 April end on 26 May."""
    assert clocks.last_of(date(2026, 4, 1), 56) == date(2026, 5, 26)
    assert clocks.payments_compliance_due(date(2026, 3, 31)) == date(2026, 4, 29)
    assert clocks.payments_compliance_due(date(2026, 4, 1)) == date(2026, 10, 29)
    assert clocks.payments_compliance_due(date(2026, 10, 1)) == date(2027, 4, 29)
    assert clocks.contract_payment_due(date(2026, 6, 30)) == date(2026, 7, 29)
    assert clocks.contract_payment_due(date(2026, 7, 1)) == date(2026, 10, 29)
    assert clocks.pipeline_due(date(2026, 5, 26)) == date(2026, 5, 26)
    assert clocks.pipeline_due(date(2026, 5, 27)) == date(2027, 5, 26)
    assert clocks.payment_due(date(2026, 1, 1)).ends == date(2026, 1, 30)


def test_written_reasons_fifteen_days_to_ask_and_fifteen_to_answer() -> None:
    assert clocks.written_reasons(date(2026, 3, 2)).ends == date(2026, 3, 16)
    assert clocks.written_reasons(date(2026, 3, 2), date(2026, 3, 16)).ends == date(2026, 3, 30)
    assert "no date" in clocks.written_reasons(date(2026, 3, 2), date(2026, 3, 17)).words


def test_months_back_end_on_a_day_that_is_there() -> None:
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2028, 2, 29), -12) == date(2027, 2, 28)
