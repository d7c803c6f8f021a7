"""Names in comparable form: examples, and the SQL and Python twins agree on anything."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.organisation import charity_id, company_id
from keepitlocal.matching.clean import charity_id_sql, company_id_sql, is_company_sql, key, key_sql


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Example Trust", "EXAMPLE TRUST"),
        ("EXAMPLE CARE LTD", "EXAMPLE CARE"),
        ("Example Care Limited.", "EXAMPLE CARE"),
        ("Example & Sons (Wexborough) Ltd", "EXAMPLE AND SONS WEXBOROUGH"),
        ("St. Example's C.I.C.", "ST EXAMPLES"),
        ("Example Community Interest Company", "EXAMPLE"),
        ("Caffi Enghraifft Cyfyngedig", "CAFFI ENGHRAIFFT"),
        ("Café Example", "CAFE EXAMPLE"),
    ],
)
def test_key(name: str, expected: str) -> None:
    assert key(name) == expected


def _run(expression: str, value: str) -> object:
    return duckdb.execute(f"SELECT {expression} FROM (SELECT $value AS name)", {"value": value}).fetchall()[0][0]


@given(st.text(alphabet=st.sampled_from("Aa Bé&.'-()LtdLIMITEDCICPLCthe1,/"), max_size=40))
def test_sql_and_python_make_the_same_key(name: str) -> None:
    assert _run(key_sql("name"), name) == key(name)


@pytest.mark.parametrize(
    ("name", "expected"), [("EXAMPLE LTD", True), ("Example plc", True), ("Example CIC", False), ("Ltd Example", False)]
)
def test_a_company_is_told_by_its_legal_form(name: str, expected: bool) -> None:
    assert _run(is_company_sql("name"), name) is expected


@given(st.text(alphabet=st.sampled_from("0123456789ABCIPRS N/-"), max_size=12))
def test_sql_and_python_read_the_same_company_number(number: str) -> None:
    assert _run(company_id_sql("name"), number) == company_id(number)


@given(
    st.text(alphabet=st.sampled_from("0123456789 NOCHARITYREG:-/"), max_size=14)
    | st.sampled_from(["Charity 1057949", "Reg. No. 1057949", "1057949-1"])
)
def test_sql_and_python_read_the_same_charity_number(number: str) -> None:
    assert _run(charity_id_sql("name"), number) == charity_id(number)
