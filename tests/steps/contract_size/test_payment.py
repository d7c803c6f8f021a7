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
    rows = by_size(profile(YEAR, Terms("q", ARREARS, 3, 30), months=24))
    assert rows[0] == ("Income £100,000 a year", "more than it has: 478%", "more than it has: 159%")
    assert rows[-1][1] == "takes 5% of its reserves"
    assert {cell for row in by_size(profile(YEAR, USUAL[0], months=24)) for cell in row[1:]} == {"needs none"}


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
    assert profile(annual, terms, months=months).peak_pence == int(twin.peak(annual, terms, months))


@given(terms_, st.integers(1, 36), st.integers(1, 90))
def test_waiting_longer_never_needs_less(terms: Terms, months: int, more: int) -> None:
    before = profile(YEAR, terms, months=months).peak_pence
    assert profile(YEAR, replace(terms, days=terms.days + more), months=months).peak_pence >= before
    assert profile(YEAR, replace(terms, lag=terms.lag + more), months=months).peak_pence >= before


@given(st.integers(1, 12), st.integers(1, 36))
def test_paid_in_advance_in_full_nobody_lends(every: int, months: int) -> None:
    assert profile(YEAR, Terms("t", ADVANCE, every), months=months).peak_pence == 0
