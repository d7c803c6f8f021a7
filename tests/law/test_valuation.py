"""An estimate counts every line of Schedule 3, with VAT, and contracts that could reasonably be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.law.valuation import CONTRACT_LINES, lines_for, worksheet


def test_extensions_and_vat_count() -> None:
    found = worksheet({"payable": 100_000_00, "extensions": 73_100_00})
    assert found.total_pence == 207_720_00  # exactly the threshold of 2026 for services
    assert found.words == "The estimate is at least £207,720 with VAT."
    assert [line.id for line in found.open_lines] == ["options", "fees", "in_kind", "prizes"]


def test_no_vat_where_none_is_due_and_nought_answers_a_line() -> None:
    found = worksheet({line: 0 for line, *_ in CONTRACT_LINES} | {"payable": 207_720_00}, vat=False)
    assert found.words == "The estimate is £207,720 with VAT."


def test_others_count_unless_there_are_reasons() -> None:
    amounts = {"payable": 100_000_00}
    assert worksheet(amounts, related_pence=90_000_00).total_pence == 210_000_00
    apart = worksheet(amounts, related_pence=90_000_00, separate_reasons="Two places, two needs")
    assert apart.total_pence == 120_000_00 and "left out for the reasons given" in apart.words


def test_frameworks_and_concessions_have_lines_of_their_own() -> None:
    assert worksheet({"call_offs": 10}, form="framework", vat=False).total_pence == 10
    assert worksheet({"receipts": 10, "assets": 5}, form="concession", vat=False).total_pence == 15
    assert lines_for("call-off") == CONTRACT_LINES


@pytest.mark.parametrize(("amounts", "said"), [({"paid": 1}, "is no line"), ({"fees": -1}, "below nothing")])
def test_slips_are_told(amounts: dict[str, int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        worksheet(amounts)


@given(
    st.dictionaries(st.sampled_from([line for line, *_ in CONTRACT_LINES]), st.integers(0, 10**12)),
    st.integers(0, 10**12),
    st.booleans(),
)
def test_a_line_more_never_makes_it_less(amounts: dict[str, int], more: int, vat: bool) -> None:
    before = worksheet(amounts, vat=vat).total_pence
    assert worksheet(amounts | {"fees": amounts.get("fees", 0) + more}, vat=vat).total_pence >= before
    assert worksheet(amounts, vat=True).total_pence >= worksheet(amounts, vat=False).total_pence
