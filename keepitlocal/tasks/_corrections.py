"""A place's corrections/: people's decisions about who payees are, read from CSV files and put into the matching."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from keepitlocal.matching.corrections import COLUMNS, Decision, read_decisions, settle, spelt
from keepitlocal.tasks._folder import Folder, Problem

if TYPE_CHECKING:
    import duckdb

README = f"""Decisions about who a payee is. They always win over what the computer makes of a name.

Make a CSV file here, with any name, whose first row is

    {",".join(COLUMNS)}

and one row a decision:

    payee      the name as it stands in the published file
    org_id     the organisation: GB-COH-01234567 (company number), GB-CHC-1234567 (charity number)
    decision   yes: the payee is that organisation; no: it is not, whatever its name
    by         who decided: a role or initials, since a report may show it
    on         the date, as 2026-03-31
    why        what it rests on, such as "invoice shows company number"

A later decision about the same payee and organisation replaces an earlier one. Rows are never deleted: they are
the record. keepitlocal review asks about the payees that matter most and writes review.csv for you. Files whose name
opens with shared- hold what other councils decided: your own decisions win over them.

When somebody asks for a correction of the report, what you decide goes here; run keepitlocal report again afterwards.
"""


def decisions(folder: Folder, /) -> list[Decision]:
    """Every decision of a place, file by file. Raises Problem naming file and row where one cannot be understood."""
    found: list[Decision] = []
    try:
        for path in sorted(folder.corrections.glob("*.csv")):
            found += read_decisions(text_of(path.read_bytes()), file=f"corrections/{path.name}")
        settle(found)
    except ValueError as error:
        raise Problem(f"{error} Nothing was changed.") from error
    return found


def text_of(raw: bytes, /) -> str:
    """The text of a CSV file as a spreadsheet may have saved it."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def deny(connection: "duckdb.DuckDBPyConnection", found: Iterable[Decision], /) -> Mapping[str, Decision]:
    """Make ``denied(payee, org_id)`` for the matching, every id of a body that was denied; returns who payees were
    decided to be.

    Raises Problem where a decision names an organisation for a redacted payee or an individual: these are never
    matched.
    """
    sure, never = settle(found)
    people = connection.execute("SELECT payee, hidden FROM told WHERE hidden OR likely_person").fetchall()
    hidden, persons = {spelt(payee) for payee, withheld in people if withheld}, {spelt(payee) for payee, _ in people}
    # Whoever is a person here is none of another council's business, whatever it says of somebody of that name.
    sure = {key: one for key, one in sure.items() if not (one.shared and key in persons)}
    for one in sure.values():
        if one.key in hidden:
            raise Problem(
                f"{one.file}, row {one.row}: that payee is redacted or an individual, and is never "
                f"matched. Take the row out."
            )
    bodies = dict(connection.execute("SELECT org_id, body FROM bodies_of").fetchall())
    members: dict[str, list[str]] = {}
    for org_id, body in bodies.items():
        members.setdefault(body, []).append(org_id)
    spellings = _spellings(connection, {key for key, _ in never})
    connection.execute("CREATE OR REPLACE TEMP TABLE denied (payee VARCHAR, org_id VARCHAR)")
    for key, org_id in sorted(never):
        for same in members.get(bodies.get(org_id, org_id), [org_id]):
            for payee in spellings.get(key, ()):
                connection.execute("INSERT INTO denied VALUES (?, ?)", [payee, same])
    return sure


def decide(connection: "duckdb.DuckDBPyConnection", sure: Mapping[str, Decision], /) -> None:
    """Put what people decided into ``matches``, in place of what was found."""
    for key, payees in _spellings(connection, set(sure)).items():
        one = sure[key]
        for payee in payees:
            connection.execute("DELETE FROM matches WHERE payee = ?", [payee])
            connection.execute("INSERT INTO matches VALUES (?, ?, 'decision', ?)", [payee, one.org_id, one.because])


def _spellings(connection: "duckdb.DuckDBPyConnection", keys: set[str]) -> dict[str, list[str]]:
    """For each key, the payees to match that are spelt so."""
    found: dict[str, list[str]] = {}
    if keys:
        for (payee,) in connection.execute("SELECT payee FROM payees_to_match ORDER BY payee").fetchall():
            if spelt(payee) in keys:
                found.setdefault(spelt(payee), []).append(payee)
    return found
