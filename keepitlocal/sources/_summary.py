"""What came of reading one member of an input: counts, sums and dates, taken from the part that was written."""

from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import Path

import duckdb

from keepitlocal.domain.redaction import is_redacted
from keepitlocal.sources import _grid_sql as sql


@dataclass(frozen=True)
class Reading:
    """What one member of an input was taken for, and what came of it. Amounts are whole pence."""

    file: str
    source: str | None
    title: str = ""
    table: str = ""
    part: Path | None = None
    columns: dict[str, str | None] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: int | None = None
    kept: int | None = None
    set_aside: dict[str, int] = field(default_factory=dict)
    amount_pence: int | None = None
    set_aside_pence: int | None = None
    unreadable_amounts: int | None = None
    control_rows: int | None = None
    control_pence: int | None = None
    first_date: date | None = None
    last_date: date | None = None
    payees: int | None = None
    negative: int | None = None
    redacted: int | None = None
    message: str = ""

    @property
    def reconciles(self) -> bool:
        """Whether kept and set aside come to what the control counted, in rows and in pence."""
        if self.rows is None or self.control_rows is None:
            return True
        same_pence = (
            self.control_pence is None or (self.amount_pence or 0) + (self.set_aside_pence or 0) == self.control_pence
        )
        return self.rows == self.control_rows and same_pence


def summarise(base: Reading, /, *, amount: str) -> Reading:
    """Fill in the counts of a reading from its part; ``amount`` names the table's money column, empty where it has none."""
    columns = import_module(f"keepitlocal.tables.{base.table}").columns
    when = next((name for name in ("date", "start", "published", "awarded") if name in columns), "")
    who = next((name for name in ("payee", "supplier", "recipient") if name in columns), "")
    kept = "FILTER (set_aside IS NULL)"
    # Where one row of the file gives several figures, the file's rows are counted, not the figures.
    rows = "count(DISTINCT row)" if "measure" in columns else "count(*)"
    picks = [
        rows,
        f"{rows} {kept}",
        f'sum("{amount}") {kept}' if amount else "NULL",
        f'sum("{amount}") FILTER (set_aside IS NOT NULL)' if amount else "NULL",
        f'min("{when}") {kept}' if when else "NULL",
        f'max("{when}") {kept}' if when else "NULL",
        f'count(DISTINCT "{who}") {kept}' if who else "NULL",
        f'count(*) FILTER (set_aside IS NULL AND "{amount}" < 0)' if amount else "NULL",
    ]
    with duckdb.connect() as connection:
        table = f"read_parquet({sql.literal(str(base.part))})"
        row = connection.execute(f"SELECT {', '.join(picks)} FROM {table}").fetchall()[0]
        redacted = _redacted_rows(connection, table) if who == "payee" else None
        aside = connection.execute(
            f"SELECT set_aside, count(*) FROM {table} WHERE set_aside IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
    message = "" if row[1] else _nothing_kept(base, dict(aside))
    return replace(
        base,
        rows=row[0],
        kept=row[1],
        amount_pence=int(row[2] or 0) if amount else None,
        set_aside_pence=int(row[3] or 0) if amount else None,
        first_date=row[4],
        last_date=row[5],
        payees=row[6],
        negative=row[7],
        redacted=redacted,
        set_aside=dict(aside),
        message=message,
    )


def _redacted_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    names = connection.execute(
        f"SELECT payee, count(*) FROM {table} WHERE set_aside IS NULL AND payee IS NOT NULL GROUP BY 1"
    ).fetchall()
    return sum(count for name, count in names if is_redacted(name))


def _nothing_kept(base: Reading, aside: dict[str, int]) -> str:
    told = [
        f"{reason} ({count:,})"
        for reason, count in aside.items()
        if reason not in (sql.BLANK, sql.REPEATED, sql.NOTHING)
    ]
    taken = f"{base.file} was taken for {base.title[:1].lower()}{base.title[1:]}, but"
    return (
        f"{taken} none of its rows counts: {'; '.join(told)}." if told else f"{taken} holds no row with anything in it."
    )
