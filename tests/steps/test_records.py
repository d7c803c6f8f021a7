"""The record of reasons: what is asked, when, and always with a blank for the officer's own words."""

from dataclasses import replace
from datetime import date

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law import rules
from keepitlocal.law.bearing import bearing
from keepitlocal.steps.contract_size.records import Record, questions, records
from keepitlocal.steps.contract_size.routes import BLANK, Current, Setting
from tests.our_words import said

DAY = date(2026, 11, 25)
CARE = Commission(subject="services", cpv=("85320000",), value_pence=300_000_00)
LARGE = replace(CARE, value_pence=900_000_00)
CLEANING = Commission(subject="services", cpv=("90910000",), value_pence=400_000_00)
GRANT = Commission(form="grant", value_pence=40_000_00)
HEALTH = replace(CARE, health=True)
ALL = (CARE, LARGE, CLEANING, GRANT, HEALTH, Commission(), Commission(subject="goods"), replace(CARE, in_house=True))


def setting(commission: Commission, /, *, on: date = DAY, current: Current | None = None) -> Setting:
    return Setting(commission, on, bearing(commission, on=on), current=current)


def by_id(commission: Commission, /, **known: object) -> dict[str, Record]:
    return {one.id: one for one in records(setting(commission, **known))}


def test_every_reason_opens_with_a_blank_and_says_what_and_when() -> None:
    for commission in ALL:
        for one in records(setting(commission)):
            assert one.text.startswith(f"{BLANK}\n") and one.what.endswith(".") and one.when
            assert said("\n".join([one.title, one.what, one.when, one.text])) == [], one.id


def test_every_question_says_what_it_does_to_the_timetable_and_how_we_know() -> None:
    for commission in ALL:
        for one in questions(setting(commission)):
            assert one.words.endswith("?") and one.matters.endswith(".")
            assert "from memory, not verified" in one.source and one.rule
            assert said("\n".join([one.words, one.matters, one.source])) == [], one.id


def test_rules_named_are_those_that_the_law_files_hold() -> None:
    known = {rule.id for rule in rules()}
    families = {id_.partition("-")[0] for id_ in known if not id_.startswith("PA-T")}  # of the files that are written
    named = {id_ for commission in ALL for one in records(setting(commission)) for id_ in one.rules}
    named |= {one.rule for commission in ALL for one in questions(setting(commission))}
    assert len(named) > 20
    assert {id_ for id_ in named - known if id_.partition("-")[0] in families} == set()


def test_a_grant_is_not_asked_for_the_reasons_of_a_contract() -> None:
    assert set(by_id(GRANT)) == {"grant_or_contract", "equality", "route", "ending"}
    assert {"value", "aggregation", "lots", "barriers", "conflicts"} <= set(by_id(CARE))


def test_social_value_is_asked_below_the_threshold_for_light_touch_and_before_contact() -> None:
    assert by_id(CARE)["social_value"].when.startswith("dated, before")
    assert "social_value" not in by_id(replace(CARE, value_pence=207_719_00))
    assert "social_value" not in by_id(HEALTH)


def test_reasons_for_no_lots_go_into_the_notice_unless_light_touch() -> None:
    assert "go into the tender notice" in by_id(CLEANING)["lots"].what
    assert "go into the tender notice" not in by_id(LARGE)["lots"].what
    assert by_id(LARGE)["lots"].rules == ("PA-018", "PA-018n")
    assert by_id(CARE)["lots"].rules == ("BT-086",)


def test_what_may_bear_is_included_where_the_regime_is_open() -> None:
    found = by_id(Commission())
    assert {"PA-012c", "BT-086"} <= set(found["barriers"].rules)
    assert {"LOC-3", "PA-032"} <= set(found["reservation"].rules)
    assert not set(by_id(LARGE)["reservation"].rules) & {"LOC-3"}
    assert not set(by_id(CARE)["reservation"].rules) & {"PA-032"}


def test_the_estimate_and_what_is_counted_with_it_stand_in_the_draft() -> None:
    found = by_id(replace(CARE, related_pence=50_000_00))
    assert "£350,000 with VAT" in found["value"].text
    assert "£50,000 in other contracts" in found["aggregation"].text
    assert "[sum] with VAT" in by_id(replace(CARE, value_pence=None))["value"].text


@pytest.mark.parametrize(
    ("current", "asked"),
    [
        (None, True),
        (Current(in_place=False), False),
        (Current(True, voluntary_body=False), False),
        (Current(True), True),
    ],
)
def test_a_voluntary_body_is_told_in_time_unless_there_is_none(current: Current | None, asked: bool) -> None:
    assert ("ending" in by_id(CARE, current=current)) is asked


def test_staff_and_registration_are_asked_where_they_may_matter() -> None:
    def ids(commission: Commission) -> set[str]:
        return {one.id for one in questions(setting(commission))}

    assert {"staff", "pensions", "cqc", "ofsted", "equality_people"} <= ids(CARE)
    assert not {"staff", "pensions"} & ids(replace(CARE, staff_transfer=False))
    assert not {"staff", "cqc"} & ids(Commission(subject="goods"))
    assert "staff" not in ids(GRANT)


def test_where_the_law_files_do_not_reach_no_rule_is_named() -> None:
    assert {one.rules for one in records(setting(CARE, on=date(2022, 8, 1)))} == {()}
    assert len(records(setting(CARE, on=date(2022, 8, 1)))) >= 8
