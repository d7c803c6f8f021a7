"""What a payment asks of a bidder: examples, the account book beside it, and what always holds."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.payment import ADVANCE, ARREARS, MILESTONES, USUAL, Terms, by_size, profile
from tests.twins import payment as twin

YEAR = 120_000_00


@pytest.mark.parametrize(
    ("terms", "months_needed"),
    [
        (Terms("a", ADVANCE, 3), 0),
        (Terms("b", ARREARS, 1), 1),
        (Terms("c", ARREARS, 1, 30), 1 + Fraction(360, 365)),
        (Terms("d", ARREARS, 3), 3),
        (Terms("e", ARREARS, 3, 30), 3 + Fraction(360, 365)),
        (Terms("f", MILESTONES, 6), 6),
        (Terms("g", ADVANCE, 12, 0, Fraction(1), 0), 12),
    ],
)
def test_months_of_working_capital(terms: Terms, months_needed: Fraction) -> None:
    found = profile(YEAR, terms, months=24)
    assert (found.months, found.peak_pence) == (months_needed, int(months_needed * 10_000_00))


def test_share_at_risk_and_who_lends() -> None:
    found = profile(YEAR, USUAL[-1], months=24)
    assert found.at_risk_pence == 48_000_00
    assert "the bidder lends" in found.lender
    assert "nobody" in profile(YEAR, USUAL[0], months=24).lender


def test_what_bidders_of_each_size_could_bear() -> None:
    found = profile(YEAR, Terms("q", ARREARS, 3), months=24)  # £30,000
    assert by_size(found) == (
        (
            "Income under £100,000 a year",
            "could not: it takes at least 3.6 times its reserves",
            "could not: it takes at least 120% of its reserves",
        ),
        (
            "Income £100,000 to £500,000 a year",
            "some could: it takes an income of £360,000 or more",
            "some could: it takes an income of £120,000 or more",
        ),
        ("Income £500,000 to £1m a year", "could: at most 72% of its reserves", "could: at most 24% of its reserves"),
        ("Income £1m to £10m a year", "could: at most 36% of its reserves", "could: at most 12% of its reserves"),
        ("Income £10m or more a year", "could: at most 4% of its reserves", "could: at most 1% of its reserves"),
    )
    assert {cell for row in by_size(profile(YEAR, USUAL[0], months=24)) for cell in row[1:]} == {"needs none"}


@pytest.mark.parametrize(("annual", "words"), [(40_000_000_00, "could: at most 100%"), (40_000_004_00, "some could")])
def test_each_side_of_what_reserves_carry(annual: int, words: str) -> None:
    found = profile(annual, Terms("m", ARREARS, 3), months=12)  # a quarter of it, and reserves of £10m
    assert by_size(found, reserves=(12,))[-1][1].startswith(words)


def test_the_account_month_by_month() -> None:
    assert profile(YEAR, Terms("q", ARREARS, 3), months=6).cash == tuple(
        pounds * 100 for pounds in (-10_000, -20_000, 0, -10_000, -20_000, 0)
    )
    late = profile(YEAR, Terms("r", ADVANCE, 6, 0, Fraction(1, 2), 60), months=6)
    assert late.cash == tuple(pounds * 100 for pounds in (20_000, 10_000, 0, -10_000, -20_000, -30_000, -30_000, 0))
    assert (late.peak_pence, late.without_pence, late.at_risk_pence) == (30_000_00, 30_000_00, 30_000_00)


def test_results_that_never_come_are_lost_for_good() -> None:
    found = profile(YEAR, Terms("r", ADVANCE, 1, 0, Fraction(1, 2), 0), months=24)
    assert (found.peak_pence, found.without_pence) == (5_000_00, 120_000_00)


@pytest.mark.parametrize(
    "wrong", [{"months": 0}, {"terms": Terms("x", every=0)}, {"terms": Terms("x", results=Fraction(2))}, {"annual": -1}]
)
def test_nonsense_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="at least one month"):
        profile(wrong.get("annual", YEAR), wrong.get("terms", USUAL[0]), months=wrong.get("months", 12))


terms_ = st.builds(
    Terms,
    name=st.just("t"),
    how=st.sampled_from([ADVANCE, ARREARS, MILESTONES]),
    every=st.integers(1, 12),
    days=st.integers(0, 120),
    results=st.fractions(0, 1, max_denominator=10),
    lag=st.integers(0, 500),
)


@settings(max_examples=40)
@given(terms_, st.integers(0, 10**9), st.integers(1, 24))
def test_the_account_book_says_the_same(terms: Terms, annual: int, months: int) -> None:
    found = profile(annual, terms, months=months)
    assert found.peak_pence == int(twin.peak(annual, terms, months))
    assert found.without_pence == int(twin.peak(annual, terms, months, results_come=False))
    assert found.cash[-1] == 0 and max(0, -min(found.cash)) <= found.peak_pence + 1  # floored to a penny
    assert found.without_pence >= max(found.peak_pence, found.at_risk_pence)


@given(terms_, st.integers(1, 36), st.integers(1, 90))
def test_waiting_longer_never_needs_less(terms: Terms, months: int, more: int) -> None:
    before = profile(YEAR, terms, months=months).peak_pence
    assert profile(YEAR, replace(terms, days=terms.days + more), months=months).peak_pence >= before
    assert profile(YEAR, replace(terms, lag=terms.lag + more), months=months).peak_pence >= before


@given(st.integers(1, 12), st.integers(1, 36))
def test_paid_in_advance_in_full_nobody_lends(every: int, months: int) -> None:
    assert profile(YEAR, Terms("t", ADVANCE, every), months=months).peak_pence == 0
