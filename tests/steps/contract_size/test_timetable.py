"""The timetable back from an end: examples on each side of a boundary, and what holds for any lengths."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.period import months_after
from keepitlocal.steps.contract_size.lead_times import ROUTES, Length, lead_times, length, steps_for
from keepitlocal.steps.contract_size.timetable import timetable

END = date(2027, 3, 31)
SOME = ("engagement", "key_decision", "pack", "mobilisation", "voluntary_notice")
OWN = {"engagement": 10, "pack": 20, "mobilisation": 30, "voluntary_notice": 30}


def test_steps_stand_one_behind_another_and_end_with_the_present_arrangement() -> None:
    found = timetable(END, steps=SOME, on=date(2026, 1, 1), own=OWN)
    assert [(step.id, step.first, step.last) for step in found.steps] == [
        ("engagement", date(2027, 1, 1), date(2027, 1, 10)),
        ("key_decision", date(2027, 1, 11), date(2027, 2, 9)),
        ("pack", date(2027, 2, 10), date(2027, 3, 1)),
        ("mobilisation", date(2027, 3, 2), END),
        ("voluntary_notice", date(2027, 3, 2), END),
    ]
    assert found.decide_by == found.steps[0].first
    assert found.formal_by == next(step.last for step in found.steps if step.id == "key_decision")


def test_28_clear_days_lie_between_notice_and_decision() -> None:
    step = timetable(END, steps=["key_decision"], on=END).steps[0]
    assert (step.last - step.first).days - 1 == 28


def test_notice_to_a_voluntary_body_comes_after_the_decision_even_where_nothing_else_does() -> None:
    found = timetable(END, steps=("key_decision", "voluntary_notice"), on=date(2026, 1, 1))
    notice = next(step for step in found.steps if step.id == "voluntary_notice")
    assert (notice.first, found.formal_by) == (date(2027, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("on", "passed"), [(date(2027, 3, 2), False), (date(2027, 3, 3), True)])
def test_the_day_itself_has_not_passed(on: date, *, passed: bool) -> None:
    found = timetable(END, steps=["pack"], own={"pack": 30}, on=on)
    assert found.decide_by == date(2027, 3, 2)
    assert (found.days_past > 0) is passed
    assert found.steps[0].passed is passed
    assert ("has passed by 1 day" in found.sentences[0]) is passed


def test_what_would_help_is_said_in_months_and_steps() -> None:
    found = timetable(END, steps=("pack", "mobilisation"), own={"pack": 40, "mobilisation": 50}, on=date(2027, 2, 16))
    assert found.decide_by == date(2027, 1, 1)
    assert "has passed by 46 days" in found.sentences[0]
    assert "2 months" in found.sentences[1]
    assert "taking 46 days out of “Starting up” (50 days)" in found.sentences[1]
    assert "Preparing the pack" not in found.sentences[1]


def test_steps_that_the_law_fixes_are_not_offered_for_shortening() -> None:
    found = timetable(END, steps=("key_decision", "voluntary_notice"), on=date(2027, 1, 15))
    assert "no shortening" in found.sentences[1]


@pytest.mark.parametrize(("on", "ended"), [(END, False), (END + timedelta(1), True)])
def test_what_has_ended_is_asked_about(on: date, *, ended: bool) -> None:
    said = " ".join(timetable(END, steps=SOME, on=on).sentences)
    assert ("It ended on 31 March 2027, 1 day ago" in said) is ended


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    # 31 March 2027 is a Wednesday, Easter Monday the 29th: the eight working days that end with it begin on the 18th.
    assert Length(8, "working days").first(END) == date(2027, 3, 18)
    # 17 March is a bank holiday in Northern Ireland, and so is none of them.
    assert Length(8, "working days").first(date(2027, 3, 17)) == date(2027, 3, 5)
    assert Length(8, "working days").first(date(2027, 3, 16)) == date(2027, 3, 5)
    assert Length(1, "working days").first(date(2027, 3, 21)) == date(2027, 3, 19)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2027, 4, 1), -3, date(2027, 1, 1)),
        (date(2027, 5, 31), -3, date(2027, 2, 28)),
        (date(2028, 5, 31), -3, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_keep_the_day_where_the_month_has_it(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize("value", [-1, 1001, 2.5, True, "soon", "3", "3 years", None, ""])
def test_a_length_that_is_none_is_said(value: object) -> None:
    with pytest.raises(ValueError, match="Write days as a number"):
        length(value)


def test_a_council_puts_its_own() -> None:
    found = lead_times({"tender": "40 working days", "call_in": 0})
    assert (str(found["tender"].length), found["tender"].own) == ("40 working days", True)
    assert "call_in" not in {
        step.id for step in timetable(END, steps=steps_for("open"), on=END, own={"call_in": 0}).steps
    }


def test_a_slip_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(ValueError, match="Did you mean mobilisation"):
        lead_times({"mobilization": 30})
    with pytest.raises(ValueError, match="engagment is no step"):
        timetable(END, steps=["engagment"], on=END)


def test_every_step_says_why_from_where_and_how_sure_and_every_route_has_some() -> None:
    for one in lead_times().values():
        assert one.why
        assert one.source
        assert one.certainty in {"text", "guidance", "second-hand", "memory", "estimate"}
        assert set(one.routes) <= set(ROUTES)
    assert all(steps_for(route) for route in ROUTES)
    assert "voluntary_notice" not in steps_for("open", voluntary=False)
    assert "voluntary_notice" in steps_for("open", voluntary=None)


LENGTHS = st.dictionaries(
    st.sampled_from(sorted(lead_times())),
    st.one_of(st.integers(0, 200), st.builds("{} {}".format, st.integers(0, 20), st.sampled_from(["months", "weeks"]))),
)


@given(
    end=st.dates(date(2020, 1, 1), date(2040, 1, 1)), steps=st.sets(st.sampled_from(sorted(lead_times()))), own=LENGTHS
)
def test_whatever_the_lengths(end: date, steps: set[str], own: dict[str, object]) -> None:
    found = timetable(end, steps=steps, on=end, own=own)
    assert all(step.first <= step.last <= end for step in found.steps)
    assert found.decide_by == min((step.first for step in found.steps), default=end)
    after = [step for step in found.steps if not lead_times()[step.id].before]
    before = [step for step in found.steps if lead_times()[step.id].before]
    assert all(step.last < later.first for step in before for later in after)


@given(end=st.dates(date(2020, 1, 1), date(2040, 1, 1)), more=st.integers(1, 400))
def test_a_later_end_never_asks_for_an_earlier_decision(end: date, more: int) -> None:
    steps = steps_for("open")
    first = timetable(end, steps=steps, on=end).decide_by
    assert timetable(end + timedelta(more), steps=steps, on=end).decide_by >= first
