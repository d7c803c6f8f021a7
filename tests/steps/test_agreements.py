"""What registers say, read as contracts: how each was let, what counts once, what it is worth a year, from what day."""

from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from keepitlocal.domain.place import Place
from keepitlocal.tables import TYPES, contracts, grants, payees, payments
from keepitlocal.tasks._agreements import ROUTES, make_agreements, narrow, widen
from keepitlocal.tasks._folder import Problem

PLACE = Place("E99000001", "Wexborough", kind="district")
# Words of real registers, and what they are taken for.
WORDS = {
    "ITT": "competed",
    "OJEU Tender": "competed",
    "Request for quotes": "competed",
    "RFQ": "competed",
    "open": "competed",
    "Mini-Comp": "framework_competed",
    "Further Comp via Framework": "framework_competed",
    "Request for quotes via framework": "framework_competed",
    "Direct Call-Off": "framework_direct",
    "Direct Award via Framework/Waiver": "framework_direct",
    "Exemption/Direct Award via Framework": "framework_direct",
    "YPO framework": "framework",
    "Call of via framework": "framework",
    "CSO Exception": "direct",
    "Direct Award": "direct",
    "Exemption & Waiver": "direct",
    "Negotiated without prior call for competition": "direct",
    "Novation": "extended",
    "Extension": "extended",
    "": "not_said",
    "N/A": "not_said",
    "Other": "other",
    "PSAA National Procurement exercise": "other",
}


@pytest.fixture
def connection() -> Any:
    """An empty store, as matching leaves it."""
    with duckdb.connect() as opened:
        for module in (contracts, grants, payees, payments):
            name = module.__name__.rpartition(".")[2]
            spec = ", ".join(f'"{column}" {TYPES[told.type]}' for column, told in module.columns.items())
            opened.execute(f"CREATE TEMP TABLE {name} ({spec})")
        yield opened


def add(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    names = {name for row in rows for name in row}
    connection.register("added", pa.table({name: [row.get(name) for row in rows] for name in sorted(names)}))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM added")


def made(connection: duckdb.DuckDBPyConnection, wanted: str, **settings: Any) -> list[tuple[Any, ...]]:
    make_agreements(connection, place=PLACE, settings=settings)
    return connection.execute(wanted).fetchall()


@pytest.mark.parametrize(("words", "route"), WORDS.items(), ids=str)
def test_words_of_registers(words: str, route: str, connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "contracts", [{"source": "contracts", "process": words}])
    assert made(connection, "SELECT route FROM agreements") == [(route,)]


def test_every_route_is_met_by_some_words() -> None:
    assert {route for route, _ in ROUTES} | {"other"} == set(WORDS.values())


def test_a_value_repeated_for_each_supplier_counts_once(connection: duckdb.DuckDBPyConnection) -> None:
    same = {"source": "contracts", "reference": "S1", "value_pence": 100}
    other = [{"source": "contracts", "reference": None, "value_pence": 100}] * 2
    lots = [same | {"row": 4, "value_pence": 70}, same | {"row": 5, "lot": "2"}]
    add(connection, "contracts", [same | {"row": 2}, same | {"row": 3}, *lots, *other])
    wanted = "SELECT count(*), count(*) FILTER (first), sum(amount_pence) FILTER (first) FROM agreements"
    found = made(connection, wanted)
    assert found == [(6, 5, 100 + 70 + 100 + 200)]


def test_a_year_of_a_contract_is_its_share_of_the_term(connection: duckdb.DuckDBPyConnection) -> None:
    two_years = {"source": "contracts", "start": date(2024, 4, 1), "end": date(2026, 3, 31), "value_pence": 1_000_000}
    half = two_years | {"end": date(2024, 9, 30)}
    told = two_years | {"annual_pence": 7}
    add(connection, "contracts", [two_years, half, told, two_years | {"end": None}])
    assert made(connection, "SELECT annual_pence FROM agreements ORDER BY 1 NULLS FIRST") == [
        (None,),
        (7,),
        (1_000_000 * 1461 // (4 * 730),),
        (1_000_000,),
    ]


def test_extensions_lie_after_the_end(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "contracts", [{"source": "contracts", "end": date(2026, 3, 31), "extension_months": 12}])
    assert made(connection, "SELECT last_end FROM agreements") == [(date(2027, 3, 31),)]


def test_notices_of_other_buyers_and_plans_are_left_out(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [
        {"source": "ocds", "publisher": "Wexborough Borough Council", "stage": "award", "title": "ours"},
        {"source": "ocds", "publisher": "Greater Wexborough Fire Authority", "stage": "award", "title": "theirs"},
        {"source": "ocds", "publisher": "Wexborough Borough Council", "stage": "tender", "title": "not yet let"},
        {"source": "contracts", "publisher": "A purchasing body", "stage": "contract", "title": "on our register"},
    ]
    add(connection, "contracts", rows)
    assert made(connection, "SELECT title FROM agreements ORDER BY 1") == [("on our register",), ("ours",)]


def test_the_moment_is_the_newest_day_or_what_the_council_says(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "payments", [{"date": date(2025, 3, 31)}])
    add(connection, "grants", [{"source": "grants", "date": date(2025, 4, 15)}])
    add(connection, "contracts", [{"source": "contracts", "start": date(2031, 1, 1)}])
    assert made(connection, "SELECT day FROM moment") == [(date(2025, 4, 15),)]


def test_a_day_in_place_toml_that_is_none_is_said(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(Problem, match="as_at = 'soon', which is not a day"):
        made(connection, "SELECT 1", as_at="soon")
    connection.execute("DROP TABLE agreements; DROP TABLE awards; DROP TABLE moment")
    assert made(connection, "SELECT day FROM moment", as_at=date(2026, 4, 30)) == [(date(2026, 4, 30),)]


def test_suppliers_never_paid_stand_among_payees_for_matching_alone(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE payments RENAME TO paid_rows")
    add(connection, "paid_rows", [{"payee": "Paid Ltd", "amount_pence": 5}])
    connection.execute("CREATE TEMP VIEW payments AS SELECT * FROM paid_rows")
    add(connection, "contracts", [{"supplier": "Paid Ltd"}, {"supplier": "Waiting CIC", "company_number": "99000001"}])
    widen(connection)
    assert connection.execute("SELECT payee, company_number FROM payments ORDER BY 1").fetchall() == [
        ("Paid Ltd", None),
        ("Waiting CIC", "99000001"),
    ]
    narrow(connection)
    assert connection.execute("SELECT payee, amount_pence FROM payments").fetchall() == [("Paid Ltd", 5)]


def test_an_extension_that_was_taken_does_not_lengthen_it_again(connection: duckdb.DuckDBPyConnection) -> None:
    row = {
        "source": "contracts",
        "title": "Care",
        "start": date(2022, 4, 1),
        "end": date(2025, 3, 31),
        "extension_months": 12,
    }
    add(
        connection,
        "contracts",
        [
            row | {"reference": "left", "extensions": "2", "extensions_taken": 1},
            row | {"reference": "taken", "extensions": "1", "extensions_taken": 1},
            row | {"reference": "not said", "extensions": "1", "extensions_taken": None},
        ],
    )
    make_agreements(connection, place=PLACE, settings={})
    found = dict(connection.execute("SELECT reference, last_end FROM agreements").fetchall())
    assert found == {"left": date(2026, 3, 31), "taken": date(2025, 3, 31), "not said": date(2026, 3, 31)}
