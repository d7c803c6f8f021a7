"""Where each matched organisation is, and what every rule for local says of it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from keepitlocal.domain.councils import find_council, newest
from keepitlocal.domain.place import Address, Place, Presence
from keepitlocal.localities import rules
from keepitlocal.store.library import Location, lookup


def make_bodies(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Make ``addresses(org_id, postcode, role, register)``: those of every id of the body count for the id that was matched."""
    connection.execute(
        """CREATE TEMP TABLE known_as AS
        SELECT DISTINCT p.org_id, coalesce(m.org_id, p.org_id) AS other FROM payees p LEFT JOIN members m ON m.body = p.body
        WHERE p.org_id IS NOT NULL;
        CREATE TEMP TABLE addresses AS
        SELECT DISTINCT org_id, postcode, role, register FROM (
            SELECT k.org_id, o.postcode, coalesce(o.address_role, CASE WHEN o.org_id LIKE 'GB-COH-%'
                THEN 'registered' ELSE 'contact' END) AS role, o.register
            FROM organisations o JOIN known_as k ON k.other = o.org_id
            UNION ALL SELECT coalesce(p.org_id, y.org_id), p.postcode, 'published', p.register
            FROM published p LEFT JOIN payees y ON upper(trim(y.payee)) = upper(trim(p.name))
            UNION ALL SELECT y.org_id, t.postcode, 'published', 'spending as published' FROM told t JOIN payees y USING (payee)
        ) WHERE postcode IS NOT NULL AND org_id IN (SELECT org_id FROM payees)"""
    )


def make_localities(connection: duckdb.DuckDBPyConnection, /, *, place: Place, notify: Callable[[str], None]) -> None:
    """Make the tables ``localities`` and ``bodies`` from addresses, areas of operation and the rules found in localities/."""
    located = lookup(
        [row[0] for row in connection.execute("SELECT DISTINCT postcode FROM addresses").fetchall()],
        extra=_own_directory(connection),
        notify=notify,
    )
    presences = _presences(connection, place, located)
    rows = [
        (presence.org_id, rule.name, verdict.outcome, verdict.because)
        for rule in rules(place)
        for presence in presences
        if (verdict := rule.judge(presence))
    ]
    _table(connection, "localities", ("org_id", "definition", "outcome", "because"), rows)
    _finish_bodies(connection, located)


def make_rules(connection: duckdb.DuckDBPyConnection, /, *, place: Place) -> None:
    """Make the table ``rules``: those that apply to the place, with what people read for each."""
    _table(connection, "rules", ("definition", "title"), [(rule.name, rule.title) for rule in rules(place)])


def _own_directory(connection: duckdb.DuckDBPyConnection) -> pa.Table | None:
    wanted = "SELECT * FROM postcodes WHERE postcode IN (SELECT postcode FROM addresses)"
    own = connection.sql(wanted).to_arrow_table()
    return own if own.num_rows else None


def _presences(connection: duckdb.DuckDBPyConnection, place: Place, located: dict[str, Location]) -> list[Presence]:
    addresses: dict[str, list[Address]] = {}
    for org_id, postcode, role, register in connection.execute("SELECT * FROM addresses ORDER BY ALL").fetchall():
        spot = located.get(postcode)
        if spot is not None:
            found = Address(spot.district, spot.region, role, register, spot.latitude, spot.longitude)
            addresses.setdefault(org_id, []).append(found)
    works: dict[str, tuple[set[str], str]] = {}
    for org_id, areas, register in connection.execute(
        """SELECT k.org_id, operates_in, register FROM organisations o JOIN known_as k ON k.other = o.org_id
        WHERE operates_in IS NOT NULL ORDER BY ALL"""
    ).fetchall():
        found_areas, _ = works.setdefault(org_id, (set(), register))
        found_areas.update(_codes(areas, place))
    ids = [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT org_id FROM payees WHERE org_id IS NOT NULL ORDER BY 1"
        ).fetchall()
    ]
    return [
        Presence(
            org_id,
            addresses=tuple(addresses.get(org_id, ())),
            operates_in=frozenset(works.get(org_id, (set(), ""))[0]),
            operates_source=works.get(org_id, (set(), ""))[1],
        )
        for org_id in ids
    ]


def _codes(areas: str, place: Place) -> set[str]:
    """Area codes of a register's list; the place's own name counts as its code."""
    named = {part.strip() for part in areas.split("|") if part.strip()}
    own = {place.name.casefold(), f"{place.name} city".casefold(), f"{place.name} borough".casefold()}
    return {place.code if part.casefold() in own else _code(part) for part in named}


@cache
def _code(name: str) -> str:
    """The code of the council that a register names ("Throughout London" is none, and stays as it is)."""
    try:
        return find_council(name).code
    except LookupError:
        return newest(name)


def _finish_bodies(connection: duckdb.DuckDBPyConnection, located: dict[str, Location]) -> None:
    spots = [(code, spot.district, spot.ward) for code, spot in located.items()]
    _table(connection, "spots", ("postcode", "district", "ward"), spots)
    connection.execute(
        """CREATE TEMP TABLE bodies AS
        SELECT p.org_id, p.body, p.name, p.kind, a.register, s.district, s.ward, o.income_pence
        FROM (SELECT org_id, min(body) AS body, min(name) AS name, min(kind) AS kind FROM payees WHERE org_id IS NOT NULL GROUP BY org_id) p
        LEFT JOIN (SELECT org_id, arg_min(postcode, role || register) AS postcode, arg_min(register, role || register) AS register
            FROM addresses GROUP BY org_id) a USING (org_id)
        LEFT JOIN spots s ON s.postcode = a.postcode
        LEFT JOIN (SELECT k.org_id, max(income_pence) AS income_pence FROM organisations o JOIN known_as k ON k.other = o.org_id
            GROUP BY k.org_id) o USING (org_id)"""
    )


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    arrays = {column: pa.array([row[place] for row in rows], pa.string()) for place, column in enumerate(columns)}
    connection.register(f"{name}_arrow", pa.table(arrays))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {name}_arrow")
