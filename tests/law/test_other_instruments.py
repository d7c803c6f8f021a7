"""Every rule beside the Procurement Act's: one commission on which it bears, one on which it does not, and its words."""

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law import CERTAINTY, STAGES, rules
from keepitlocal.law.bearing import bearing

DAY = date(2026, 6, 1)
FOLDER = Path(__file__).parent / "examples"
INSTRUMENTS = (
    "best_value",
    "exclusion_order_2026",
    "local_government_act_1988",
    "people_and_registration",
    "policy_notes",
    "provider_selection_regime_2023",
    "social_value_act_2012",
    "subsidy_control_act_2022",
    "transparency_code_2015",
    "vat",
)
WITHOUT_EXAMPLES = ("localism_act_2011", "notices")
MINE = [rule for rule in rules() if rule.instrument.name in {*INSTRUMENTS, *WITHOUT_EXAMPLES}]


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


WORDS = re.compile(
    r"\b(lawful|unlawful|illegal|legal(?! adviser)|complian\w*|breach\w*|safe\w*|vendor|creditor|locality|leakage|cap)\b",
    flags=re.IGNORECASE,
)


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_no_rule_uses_a_word_that_is_never_printed(rule) -> None:
    said = " ".join([rule.title, rule.consequence, rule.evidence, rule.ask, rule.note])
    found = [word for word in WORDS.findall(said) if not (rule.id == "N-UK17" and word == "compliance")]
    assert found == []


def test_the_right_to_challenge_is_off_until_asked_for() -> None:
    assert not next(rule for rule in rules() if rule.id == "CRC-1").when
