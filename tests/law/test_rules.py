"""Every rule of every instrument: one commission on which it bears, one on which it does not, and its words."""

import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law import CERTAINTY, STAGES, in_force, rules
from keepitlocal.law import rule as rule_
from keepitlocal.law.bearing import bearing
from keepitlocal.law.facts import facts
from tests.our_words import said as forbidden

DAY = date(2026, 6, 1)
FOLDER = Path(__file__).parent / "examples"
MINE = rules()
INSTRUMENTS = tuple(dict.fromkeys(rule.instrument.name for rule in MINE if rule.when))
DAYS = tuple(
    date(*told) for told in ((2025, 2, 24), (2025, 12, 31), (2026, 1, 1), (2026, 4, 1), (2026, 10, 1), (2027, 6, 1))
)


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"law_examples_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers(id_: str, example: Commission | tuple[Commission, date]) -> tuple[bool, bool]:
    """Whether it surely bears, and whether it may bear."""
    commission, day = example if isinstance(example, tuple) else (example, DAY)
    found = bearing(commission, on=day)
    return found.bears(id_), any(one.rule.id == id_ for one in found.bearings)


CASES = [(name, rule.id) for name in INSTRUMENTS for rule in MINE if rule.instrument.name == name and rule.when]


@pytest.mark.parametrize(("name", "id_"), CASES)
def test_a_commission_on_which_it_bears_and_one_on_which_it_does_not(name: str, id_: str) -> None:
    examples = load(name)
    assert answers(id_, examples.BEARS[id_]) == (True, True)
    assert answers(id_, examples.NOT[id_]) == (False, False)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_no_example_is_for_a_rule_that_is_not_there(name: str) -> None:
    examples, there = load(name), {id_ for file, id_ in CASES if file == name}
    assert set(examples.BEARS) == set(examples.NOT) == there


@pytest.mark.parametrize(
    ("pounds", "day", "caught"),
    [
        (207_720, date(2026, 1, 1), True),
        (207_719, date(2026, 1, 1), False),
        (214_904, date(2025, 12, 31), True),
        (214_903, date(2025, 12, 31), False),
        (663_540, date(2026, 1, 1), True),
        (300_000, date(2026, 1, 1), True),
    ],
)
def test_social_value_has_a_threshold_of_its_own_for_care(pounds: int, day: date, caught: bool) -> None:
    care = Commission(subject="services", cpv=("85312400",), value_pence=pounds * 100)
    assert bearing(care, on=day).bears("SV-2") is caught


def test_what_is_not_known_is_asked_and_not_ruled_out() -> None:
    found = bearing(Commission(subject="services", cpv=("85312400",)), on=DAY)
    assert {one.rule.id: one.sure for one in found.bearings}["TUPE-1"] is False


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_each_rule_says_where_it_is_from_and_how_sure(rule) -> None:
    assert rule.certainty in CERTAINTY
    assert rule.stage in STAGES
    assert rule.citation and rule.evidence and rule.consequence[-1] in ".?"
    assert (rule.reviewed_by, rule.reviewed_on) == ("", None)
    assert (rule.value is None) == (rule.unit == "")


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_no_rule_uses_a_word_that_is_never_printed(rule) -> None:
    said = " ".join([rule.title, rule.consequence, rule.evidence, rule.ask, rule.note])
    found = [word for word in forbidden(said) if not (rule.id == "N-UK17" and word == "compliance")]
    assert found == []


def test_the_right_to_challenge_is_off_until_asked_for() -> None:
    assert not next(rule for rule in rules() if rule.id == "CRC-1").when


@pytest.mark.parametrize("day", DAYS)
def test_every_trigger_names_facts_and_rules_that_there_are(day: date) -> None:
    """A slip in a file: a fact that is none, or a rule that is not in force."""
    known = in_force(day)
    there = facts(Commission(), on=day).keys() | known.keys()
    named = {name for rule in known.values() for name in names(rule.when)}
    assert len(named) > 20
    assert named - there == set()


def names(when: Mapping[str, Any]) -> Iterator[str]:
    """Every fact that a trigger looks at, and every rule whose amount it takes."""
    for name, wanted in when.items():
        if name == "any":
            for one in wanted:
                yield from names(one)
            continue
        yield name
        if isinstance(wanted, Mapping):
            yield from (value for value in wanted.values() if isinstance(value, str))


def test_a_slip_in_a_trigger_would_be_found() -> None:
    slip = {"any": [{"regime": "public contract"}, {"estimat_pence": {"over": "PA-V-6m"}}], "lots": 1}
    assert list(names(slip)) == ["regime", "estimat_pence", "PA-V-6m", "lots"]


def test_days_of_a_rule_follow_each_other_and_never_overlap() -> None:
    for rule in MINE:
        assert rule.until is None or rule.from_ <= rule.until
    assert all(len(in_force(day)) > 100 for day in DAYS)  # raises where two of one id hold on one day


def test_the_floor_for_works_was_left_as_it_was_until_2026() -> None:
    assert [rule_("PA-V-works-floor", on=day).value for day in DAYS[:3]] == [213_477, 213_477, 207_720]


def test_works_of_central_government_have_a_floor_of_their_own() -> None:
    roof = Commission(subject="works", authority="central government", suitability=True, method="open")
    for pounds, day, caught in (
        (135_018, date(2026, 1, 1), False),
        (135_017, date(2026, 1, 1), True),
        (138_759, date(2025, 12, 31), True),
        (138_760, date(2025, 12, 31), False),
    ):
        assert bearing(replace(roof, value_pence=pounds * 100), on=day).bears("BT-085") is caught


def test_a_large_concession_below_its_threshold_has_no_duty_of_part_6() -> None:
    cafe = Commission(subject="services", cpv=("55330000",), form="concession", value_pence=1_000_000_00, method="open")
    found = {one.rule.id for one in bearing(cafe, on=DAY).bearings}
    assert not found & {"BT-085", "BT-086", "BT-087a", "BT-087b", "BT-087c", "BT-087d", "BT-087e", "BT-088"}


def test_rules_of_what_follows_the_award_reach_contracts_begun_before_them() -> None:
    """SI 2025/1316, regulation 2: sections 69 to 71 bear on public contracts awarded under the Act, whenever begun."""
    begun = Commission(subject="services", cpv=("90910000",), value_pence=6_000_000_00, begun=date(2025, 6, 1))
    for day, held in ((date(2025, 12, 31), False), (date(2026, 4, 1), True)):
        found = bearing(begun, on=day)
        assert [found.bears(id_) for id_ in ("PA-069", "PA-070", "PA-071", "PA-071b")] == [held] * 4


def test_user_choice_frees_from_notices_only_what_is_light_touch_and_awarded_directly() -> None:
    notices = ("PA-050n", "PA-053a", "PA-080")
    care = Commission(subject="services", cpv=("85312400",), value_pence=700_000_00, individual=True, method="direct")
    assert not any(bearing(care, on=DAY).bears(one) for one in notices)
    assert all(bearing(replace(care, method="open"), on=DAY).bears(one) for one in notices)
    goods = replace(care, subject="goods")
    assert all(bearing(goods, on=DAY).bears(one) for one in ("PA-041", "PA-050n", "PA-053", "PA-080"))


def test_nobody_is_asked_about_health_where_no_code_can_be_health() -> None:
    cleaning = Commission(subject="services", cpv=("90910000",), value_pence=1_00)
    assert "PA-X-nhs" not in {one.rule.id for one in bearing(cleaning, on=DAY).bearings}
    assert "PA-X-nhs" in {one.rule.id for one in bearing(replace(cleaning, cpv=("85312500",)), on=DAY).bearings}
