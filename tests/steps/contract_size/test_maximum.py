"""The maximum contract value: examples, the slow twin, what always holds, and what may be printed."""

import tomllib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.maximum import (
    AT_LEAST,
    CAUTIOUS,
    CAVEAT,
    GRID,
    OPTIMISTIC,
    SETTINGS,
    UNITS,
    USUAL,
    Banded,
    Provider,
    age_of_accounts,
    band,
    carrying,
    curve,
    half_can_carry,
    most,
    people_to_talk_to,
    printable,
    printed_maximum,
    sentence,
    share_maximum,
    stressed,
    suggested_maximum,
)
from keepitlocal.steps.place import _mapping
from tests.twins import maximum as twin

FIVE = [Provider(f"b{n}", f"Body {n}", income_pence=n * 200_000_00) for n in (1, 2, 3, 4, 5)]
FOUR = FIVE[:4]


def test_half_of_income_and_three_remain() -> None:
    found = curve(FOUR)
    assert [found.able(value * 100) for value in (100_000, 100_001, 200_000, 200_001, 400_001)] == [4, 3, 3, 2, 0]
    assert suggested_maximum(found) == 200_000_00
    assert suggested_maximum(found, at_least=4) == 100_000_00
    assert suggested_maximum(found, at_least=5) is None


def test_a_body_without_accounts_is_neither_for_nor_against() -> None:
    found = curve([*FOUR, Provider("b5", "Body 5")])
    assert found.not_known == 1 and suggested_maximum(found) == suggested_maximum(curve(FOUR))


def test_each_limit_bites() -> None:
    one = Provider("b", "B", income_pence=1000, reserves_pence=60)
    assert [most(one, setting) for setting in SETTINGS] == [1000, 500, 240]
    assert most(replace(one, at_work_pence=300), USUAL) == 200
    assert most(replace(one, at_work_pence=600), USUAL) == 0
    assert most(replace(one, reserves_pence=None), CAUTIOUS) == 250
    assert most(replace(one, income_pence=None), OPTIMISTIC) is None


def test_one_body_counts_once() -> None:
    assert curve([FOUR[0], replace(FOUR[0], name="Its other name")]).found == 1


def test_what_is_printed_is_bands_on_a_grid() -> None:
    found = printable(curve([*FIVE, Provider("b6", "Body 6")]))
    assert [(step.pence, step.known, step.at_most) for step in found.steps][2:4] == [
        (100_000_00, "5 to 9", "5 to 9"),
        (200_000_00, "under five", "5 to 9"),
    ]
    assert found.maximum_pence == 200_000_00  # 300,000 exactly would be Body 3's accounts
    assert "£200,000 a year" in found.sentence and found.lines()[0] == found.sentence
    assert found.lines()[4] == "£200,000 a year: under five; 5 to 9 with those not known"


def test_what_half_could_carry_stands_beside_what_three_could() -> None:
    found = curve(FIVE)  # most: £100,000 to £500,000
    assert half_can_carry(
        found
    ) == 200_000_00 and "Half of those whose accounts are known could carry £200,000" in sentence(found)
    large = [replace(one, income_pence=10**11) for one in FIVE[:3]]
    small = [Provider(f"s{n}", "S", income_pence=30_000_00) for n in range(4)]
    assert "Fewer than half of those whose accounts are known could carry even £25,000." in sentence(
        curve([*large, *small])
    )
    assert half_can_carry(curve(FOUR)) is None


@pytest.mark.parametrize(("unknown", "said"), [(5, False), (6, True)])
def test_that_most_accounts_are_not_known_is_said_with_the_figure(unknown: int, said: bool) -> None:
    told = sentence(curve([*FIVE, *(Provider(f"u{n}", "U") for n in range(unknown))]))
    assert ("most are not known" in told) is said


def test_nothing_printed_can_be_made_without_the_caveat() -> None:
    assert CAVEAT == (
        "This is an estimate for planning the size of lots. It must not be used to decide whom to invite, exclude or "
        "score."
    )
    assert printable(curve([])).lines()[-1] == CAVEAT
    with pytest.raises(TypeError):
        Banded("usual", (), None, "", caveat="")
    with pytest.raises(ValueError, match="caveat"):
        replace(printable(curve([])), caveat="")


@pytest.mark.parametrize("count", [3, 4])
def test_of_under_five_accounts_no_maximum_is_printed(count: int) -> None:
    found = curve(FIVE[:count])
    assert suggested_maximum(found) is not None and printed_maximum(found) is None
    assert "under five have accounts" in sentence(found)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "under five"), (1, "under five"), (4, "under five"), (5, "5 to 9"), (50, "50 or more")]
)
def test_bands_never_tell_a_number_under_five(count: int, words: str) -> None:
    assert band(count) == words


def test_too_few_are_said_to_be_too_few_or_not_known() -> None:
    assert "no organisation" in sentence(curve([]))
    assert "neither for nor against" in sentence(curve([Provider("b", "B")] * 3))
    assert "building capacity" in sentence(curve([replace(one, income_pence=10_000_00) for one in FIVE]))


def test_the_age_of_accounts_is_said_of_five_or_more() -> None:
    dated = [replace(one, accounts=date(2018 + place % 3, 3, 31)) for place, one in enumerate(FIVE)]
    assert age_of_accounts(dated) == "Their accounts end in 2018 to 2020."
    assert age_of_accounts([replace(one, accounts=date(2020, 3, 31)) for one in FIVE]) == "Their accounts end in 2020."
    assert age_of_accounts(dated[:4]) == age_of_accounts([*dated[:4], replace(dated[4], income_pence=None)]) == ""


def test_what_is_carried_already_is_what_payments_tell() -> None:
    paid = [
        replace(one, alike_pence=pence, income_pence=None) for one, pence in zip(FIVE, (0, 10, 30, 20, 40), strict=True)
    ]
    assert (carrying(paid).most, carrying(paid).not_known) == ((10, 20, 30, 40), 1)
    assert suggested_maximum(carrying(paid)) == 20


def test_people_are_by_name_and_only_those_who_may_be_named() -> None:
    zeta, alpha = (replace(FOUR[0], body=name, name=name, may_be_named=True) for name in ("zeta", "Alpha"))
    assert [name for name, *_ in people_to_talk_to([zeta, alpha, FOUR[2]])] == ["Alpha", "zeta"]


def test_work_that_ends_as_this_begins_is_not_in_hand() -> None:
    busy = [replace(one, at_work_pence=100_000_00) for one in FIVE]
    assert suggested_maximum(curve(busy)) == 200_000_00
    assert suggested_maximum(curve(busy, ending={"b3": 150_000_00})) == 300_000_00
    assert [suggested_maximum(found) for found in stressed(busy, ending={"b3": 150_000_00})] == [
        *(600_000_00, 300_000_00, 100_000_00)
    ]


@pytest.mark.parametrize(
    ("whole", "count", "headroom", "units"),
    [
        (1000, 7, Fraction(1, 5), 166),
        (1000, 6, Fraction(1, 5), None),  # 6 x 166 is 996
        (1200, 6, Fraction(1, 5), 200),
        (30, 3, Fraction(1, 2), 10),
        (30, 3, Fraction(49, 100), None),
        (30, 1, Fraction(9), None),
        (30, 5, Fraction(0), None),
    ],
)
def test_work_by_the_hour_has_a_share_and_no_value(whole: int, count: int, headroom: Fraction, units: int) -> None:
    assert share_maximum(whole, providers=count, headroom=headroom).units == units


def test_a_share_is_said_with_how_it_comes_about() -> None:
    assert "At most 200 of 1,200 (17%)" in share_maximum(1200, providers=6, headroom=Fraction(1, 5)).sentence
    assert "it takes 6 providers" in share_maximum(1200, providers=5, headroom=Fraction(1, 5)).sentence
    assert "With so few of them (under five)" in share_maximum(1200, providers=2, headroom=Fraction(1, 5)).sentence
    with pytest.raises(ValueError, match="headroom"):
        share_maximum(1, providers=0, headroom=Fraction(1))


@given(st.integers(1, 60), st.integers(1, 9), st.fractions(0, 3, max_denominator=6))
def test_the_twin_shares_alike(whole: int, count: int, headroom: Fraction) -> None:
    assert share_maximum(whole, providers=count, headroom=headroom).units == twin.share(whole, count, headroom)


amounts = st.none() | st.integers(0, 60)
providers = st.lists(
    st.builds(
        Provider,
        body=st.integers(0, 10**9).map(str),
        name=st.just("A body"),
        income_pence=amounts,
        reserves_pence=amounts,
        at_work_pence=st.integers(0, 20),
    ),
    max_size=8,
    unique_by=lambda one: one.body,
)
settings_ = st.sampled_from(SETTINGS)


@given(providers, settings_, st.integers(1, 4))
def test_the_twin_says_the_same(found: list[Provider], setting, at_least: int) -> None:
    assert suggested_maximum(curve(found, setting), at_least=at_least) == twin.maximum(found, setting, at_least, 70)
    for value in (1, 7, 30):
        assert curve(found, setting).able(value) == twin.able(found, value, setting)


@given(providers, settings_, st.randoms())
def test_it_falls_with_value_and_no_order_changes_it(found: list[Provider], setting, random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    whole = curve(found, setting)
    assert curve(shuffled, setting) == whole
    counts = [whole.able(value) for value in range(0, 70)]
    assert counts == sorted(counts, reverse=True)


@given(providers, st.integers(0, 60))
def test_another_provider_never_lowers_it_and_one_not_known_never_moves_it(found: list[Provider], income: int) -> None:
    before = suggested_maximum(curve(found)) or 0
    assert (suggested_maximum(curve([*found, Provider("new", "New", income_pence=income)])) or 0) >= before
    assert (suggested_maximum(curve([*found, Provider("new", "New")])) or 0) == before


@given(providers)
def test_a_more_cautious_setting_never_suggests_more(found: list[Provider]) -> None:
    values = [suggested_maximum(curve(found, setting)) or 0 for setting in SETTINGS]
    assert values == sorted(values, reverse=True)


@given(st.lists(st.integers(0, 10**10), max_size=12), st.integers(0, 11))
def test_settings_together_tell_no_more_than_one_and_no_organisation_within_a_step_is_told(
    incomes: list[int], changed: int
) -> None:
    """Move one organisation's income within a step of the grid: every printed curve stays as it was."""
    before = [Provider(str(n), "A body", income_pence=income) for n, income in enumerate(incomes)]
    if changed >= len(before):
        return
    # Cautious takes a quarter of income, so incomes up to four times the last step of the grid move it.
    steps = (0, *GRID, 2 * GRID[-1], 4 * GRID[-1])
    within = max(value for value in steps if value <= incomes[changed])
    after = [replace(one, income_pence=within) if one.body == str(changed) else one for one in before]
    for one, other in zip(stressed(before), stressed(after), strict=True):
        assert printable(one) == printable(other)


def test_the_grid_doubles_and_three_is_the_usual() -> None:
    assert all(after == 2 * before for before, after in pairwise(GRID)) and AT_LEAST == 3


def test_work_by_the_hour_or_place_is_named_as_services_are() -> None:
    labels = tomllib.loads(Path(_mapping.__file__).with_name("services.toml").read_text(encoding="utf-8"))
    assert set(UNITS) <= set(labels["work"])
