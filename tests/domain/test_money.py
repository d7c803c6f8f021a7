"""Amounts as published become whole pence, and whole pence become words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.money import exact, percent, pounds, read_pence


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1234.56", 123456),
        ("£1,234.56", 123456),
        ("\u00a31,234.56", 123456),
        ("\ufffd880,000.00 ", 88000000),  # Exeter's register: the pound sign was lost on the way
        ("Â£12.00", 1200),
        (" 1 616.23 ", 161623),  # Leeds: spaces inside
        ("(12.30)", -1230),
        ("12.30-", -1230),
        ("-£5", -500),
        ("£-5", -500),
        ("12CR", -1200),
        ("-", 0),
        ("1.5E+05", 15000000),
        ("0.125", 13),
        ("-0.125", -13),
        ("12", 1200),
    ],
)
def test_amounts_as_published(text: str, pence: int) -> None:
    assert read_pence(text) == pence


@pytest.mark.parametrize("text", ["", "TBC", "#REF!", "N/A", "1/2", "Total", "12.3.4", "1e99", "inf", "NaN"])
def test_what_is_no_amount(text: str) -> None:
    assert read_pence(text) is None


@given(st.integers(-(10**14), 10**14))
def test_what_is_shown_in_full_reads_back(pence: int) -> None:
    assert read_pence(exact(pence)) == pence


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (118712345678, "£1.19bn"),
        (123456789, "£1.2m"),
        (95000, "£950"),
        (1234567, "£12,300"),
        (-5600000000, "-£56m"),
        (0, "£0"),
    ],
)
def test_money_for_reading(pence: int, words: str) -> None:
    assert pounds(pence) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(37, 100), "37%"),
        (Fraction(1, 500), "under 1%"),
        (Fraction(999, 1000), "over 99%"),
        (Fraction(0), "0%"),
        (None, "n/a"),
    ],
)
def test_shares_for_reading(share: Fraction | None, words: str) -> None:
    assert percent(share) == words
