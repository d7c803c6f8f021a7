"""The figure of the maximum value: bands alone, the caveat in it, every figure also in words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.report.curve import figure, table
from keepitlocal.steps.contract_size.maximum import CAVEAT, GRID, Provider, curve, printable

SEVEN = [Provider(str(n), f"Hazelbeck {n}", income_pence=300_000_00 + n) for n in range(7)]


def test_it_says_bands_by_value_with_the_caveat_in_its_caption() -> None:
    drawn = figure(printable(curve([*SEVEN, *[Provider(f"x{n}", "X") for n in range(4)]])), name="curve")
    assert f"<strong>{CAVEAT}</strong></figcaption>" in drawn
    assert "<b>5 to 9 (10 to 19 with those not known)</b> could carry £100,000 a year" in drawn
    assert "<b>under five</b> could carry £400,000 a year" in drawn
    assert drawn.count("<svg") == len(GRID) and drawn.count('<tr><th scope="row">') == len(GRID)
    assert len(re.findall(r'class="unsure"', drawn)) == 3  # seven and four up to £100,000; above it no more than four


def test_those_from_anywhere_stand_beside_those_here() -> None:
    here, everyone = printable(curve(SEVEN[:5])), printable(curve([*SEVEN, *more(5)]))
    beside = '<th scope="row">£100,000</th><td>5 to 9</td><td>5 to 9</td><td>10 to 19</td><td>10 to 19</td>'
    assert beside in table(here, everyone=everyone) and beside in figure(here, name="curve", everyone=everyone)
    assert "10 to 19</td>" not in table(here) and CAVEAT in table(here)


def more(count: int) -> list[Provider]:
    return [Provider(f"more{n}", "More", income_pence=300_000_00) for n in range(count)]


@given(st.lists(st.none() | st.integers(0, 10**10), max_size=12))
def test_it_never_holds_a_name_or_an_income(incomes: list[int | None]) -> None:
    found = [Provider(str(n), f"Hazelbeck {n}", income_pence=income) for n, income in enumerate(incomes)]
    drawn = figure(printable(curve(found)), name="curve")
    assert "Hazelbeck" not in drawn and CAVEAT in drawn
    assert set(re.findall(r"£[0-9.,]+m?", drawn)) <= set(
        re.findall(r"£[0-9.,]+m?", figure(printable(curve([])), name="c"))
    )
