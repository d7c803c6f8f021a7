"""Financial years and how dates are spoken."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.period import FINANCIAL_YEAR_SQL, financial_year, span, spoken, year_bounds


@pytest.mark.parametrize(
    ("day", "year"), [(date(2024, 3, 31), "2023-24"), (date(2024, 4, 1), "2024-25"), (date(1999, 12, 31), "1999-00")]
)
def test_the_year_turns_on_the_first_of_april(day: date, year: str) -> None:
    assert financial_year(day) == year


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_lies_in_its_year_and_sql_agrees(day: date) -> None:
    first, last = year_bounds(financial_year(day))
    assert first <= day <= last
    found = duckdb.execute(f"SELECT {FINANCIAL_YEAR_SQL} FROM (SELECT $day AS date) pay", {"day": day}).fetchall()
    assert found[0][0] == financial_year(day)


def test_a_label_that_is_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="not a financial year"):
        year_bounds("2024-26")


def test_dates_are_spoken_as_people_write_them() -> None:
    assert spoken(date(2026, 3, 3)) == "3 March 2026"
    assert span(date(2024, 4, 2), date(2026, 3, 31)) == "2024-26"
    assert span(None, None) == "dates not published"
