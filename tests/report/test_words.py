"""Figures in words."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.finding import Finding
from keepitlocal.report import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction(37, 100), "37%"),
        (Fraction(6, 1000), "0.6%"),
        (Fraction(1, 10_000), "under 0.1%"),
        (Fraction(994, 1000), "99.4%"),
        (Fraction(99_999, 100_000), "over 99.9%"),
        (None, "nothing to divide by"),
    ],
)
def test_shares_near_nought_and_one_are_not_rounded_away(value: Fraction | None, said: str) -> None:
    assert words.share(value) == said


@given(st.fractions(min_value=0, max_value=1))
def test_a_share_says_nought_or_all_only_where_it_is(value: Fraction) -> None:
    assert (words.share(value) == "0%") == (value == 0)
    assert (words.share(value) == "100%") == (value == 1)


def test_a_figure_with_its_bounds(finding: Any) -> None:
    assert words.bounds(finding()) == "between 60% and 90%"
    assert words.span(finding()) == "60% to 90%"
    assert words.span_of(finding()) == "£600 to £900 of £1,000"
    assert words.bounds(finding(unknown=0)) == "60%"
    assert words.bounds(finding(denominator=0, numerator=0, unknown=0)) == "no money"


def test_unknown_credits_lower_the_lower_bound(finding: Any) -> None:
    assert words.span(finding(unknown=-100_00)) == "50% to 60%"


def test_what_is_no_share_is_an_amount_in_its_unit(finding: Any) -> None:
    assert words.bounds(finding(share=False, unknown=0)) == "£600"
    assert (
        words.bounds(finding(share=False, unit="contracts", numerator=12, unknown=3))
        == "between 12 contracts and 15 contracts"
    )
    assert words.bounds(finding(unit="index", numerator=52, denominator=10_000, unknown=0)) == "52 of 10,000"
    assert words.amount(314, "pence a person") == "£3.14 a person"


def test_cuts_are_said_in_words(subject: Any) -> None:
    s = subject()
    assert words.cut("definition", "area", subject=s) == "Address in Wexborough"
    assert words.cut("kind", "cic", subject=s) == "Community interest company"
    assert words.cut("month", "2024-04", subject=s) == "April 2024"
    assert words.cut("preset", "95000", subject=s) == "At or under £95,000"
    assert words.cut("route", "not_said", subject=s) == "The register does not say"
    assert words.cut("anything", "some_new_value", subject=s) == "Some new value"


def test_days_are_written_as_people_write_them() -> None:
    assert words.day(date(2026, 3, 3)) == "3 March 2026"
    assert words.day(None) == "not dated"


def test_a_finding_of_nothing_is_said(finding: Any) -> None:
    one: Finding = finding(unit="contracts", numerator=0, denominator=0, unknown=0)
    assert words.bounds(one) == "none"
