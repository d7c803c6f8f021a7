"""The maximum contract value: examples, the slow twin, what always holds, and what may be printed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.maximum import (
    AT_LEAST,
    CAUTIOUS,
    GRID,
    OPTIMISTIC,
    SETTINGS,
    USUAL,
    Provider,
    band,
    curve,
    most,
    people_to_talk_to,
    printable,
    printed_maximum,
    sentence,
    share_maximum,
    suggested_maximum,
)
from tests.twins import maximum as twin

FOUR = [Provider(f"b{n}", f"Body {n}", income_pence=n * 200_000_00) for n in (1, 2, 3, 4)]


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
    rows = printable(curve([*FOUR, Provider("b5", "Body 5")]))
    assert rows[0] == ("£10,000", "under five", "5 to 9")
    assert printed_maximum(curve(FOUR)) == 100_000_00  # 200,000 exactly would be Body 2's accounts
    assert "£100,000 a year" in sentence(curve(FOUR))


@pytest.mark.parametrize(
    ("count", "words"), [(0, "none found"), (1, "under five"), (4, "under five"), (5, "5 to 9"), (50, "50 or more")]
)
def test_bands_never_tell_a_number_under_five(count: int, words: str) -> None:
    assert band(count) == words


def test_too_few_are_said_to_be_too_few_or_not_known() -> None:
    assert "no organisation" in sentence(curve([]))
    assert "neither for nor against" in sentence(curve([Provider("b", "B")] * 3))
    assert "building capacity" in sentence(curve(FOUR[:2]))


def test_people_are_by_name_and_only_those_who_may_be_named() -> None:
    zeta, alpha = (replace(FOUR[0], body=name, name=name, may_be_named=True) for name in ("zeta", "Alpha"))
    assert [name for name, *_ in people_to_talk_to([zeta, alpha, FOUR[2]])] == ["Alpha", "zeta"]


def test_work_by_the_hour_has_a_share_and_no_value() -> None:
    assert share_maximum(providers=10, headroom=Fraction(1, 4)) == Fraction(1, 5)
    assert share_maximum(providers=3, headroom=Fraction(1, 4)) == Fraction(1, 3)
    with pytest.raises(ValueError, match="headroom"):
        share_maximum(providers=0, headroom=Fraction(1))


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


def test_the_grid_rises_and_three_is_the_usual() -> None:
    assert list(GRID) == sorted(GRID) and AT_LEAST == 3
