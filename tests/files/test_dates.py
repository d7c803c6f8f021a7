"""Dates in every style that occurs in councils' files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.files.dates import read_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03", date(2024, 4, 3)),
        ("2023-04-03 00:00:00", date(2023, 4, 3)),
        ("12/01/2011", date(2011, 1, 12)),
        ("24/12/2010", date(2010, 12, 24)),
        ("28/08/12", date(2012, 8, 28)),
        ("14-Jan-2011", date(2011, 1, 14)),
        ("26-May-11", date(2011, 5, 26)),
        ("04 September 2017", date(2017, 9, 4)),
        ("1st April 2020", date(2020, 4, 1)),
        ("2010-12", date(2010, 12, 1)),  # only a month is published
        ("Apr-21", date(2021, 4, 1)),
        ("July 2010-September 2010", date(2010, 7, 1)),
        ("201009", date(2010, 9, 1)),
        ("20240105", date(2024, 1, 5)),
        ("43831", date(2020, 1, 1)),  # a spreadsheet's serial number
        ("Mon 01/04/2024", date(2024, 4, 1)),
        ("Monday, 1 April 2024", date(2024, 4, 1)),
        ("04/2024", date(2024, 4, 1)),
        ("7/28/2014", date(2014, 7, 28)),  # Devon: one line the other way round
    ],
)
def test_styles(text: str, day: date) -> None:
    assert read_dates([text]) == {text: day}


@pytest.mark.parametrize(
    "text", ["#REF!", "TBC", "2017-09-31", "29/02/2023", "99/99/2020", "2019/13/45", "3058054.27", "12/34", "rolling"]
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert read_dates([text]) == {}


def test_a_column_reads_the_same_way_all_the_way_down() -> None:
    assert read_dates(["03/05/2017", "04/13/2017"])["03/05/2017"] == date(2017, 3, 5)
    assert read_dates(["03/05/2017", "13/04/2017"])["03/05/2017"] == date(2017, 5, 3)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d-%b-%Y", "%d %B %Y", "%Y%m%d"]))
def test_every_day_reads_back(day: date, style: str) -> None:
    text = day.strftime(style)
    assert read_dates([text]) == {text: day}
