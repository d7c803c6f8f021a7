"""People's decisions about who a payee is: they always win over what the computer makes of a name."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YES, NO = "yes", "no"
COLUMNS = ("payee", "org_id", "decision", "by", "on", "why")
_ORG_ID = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]+)+-[A-Za-z0-9]+")


@dataclass(frozen=True)
class Decision:
    """One decision: this payee is (yes) or is not (no) that organisation. Where it was written: file and row."""

    payee: str
    org_id: str
    is_it: bool
    by: str
    on: date
    why: str
    file: str
    row: int

    @property
    def key(self) -> str:
        """The payee without regard to case and doubled spaces, which spreadsheets change on their own."""
        return spelt(self.payee)

    @property
    def because(self) -> str:
        """What a report says beside the match."""
        return f"decided by {self.by} on {self.on.day} {self.on:%B %Y}" + (f": {self.why}" if self.why else "")


def spelt(payee: str, /) -> str:
    """A payee as decisions are compared by: case and doubled spaces do not matter, everything else does."""
    return " ".join(payee.casefold().split())


def read_decisions(text: str, /, *, file: str) -> list[Decision]:
    """The decisions of one CSV file with the columns payee, org_id, decision, by, on and why (rows counted as a
    spreadsheet does).

    Empty rows are passed over. Raises ValueError naming file and row where something is missing or cannot be
    understood.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    reader.fieldnames = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in reader.fieldnames]
    if missing:
        raise ValueError(f"{file}: the first row should be {','.join(COLUMNS)}; {', '.join(missing)} is not there.")
    found = []
    for row, raw in enumerate(reader, 2):
        values = {name: (raw.get(name) or "").strip() for name in COLUMNS}
        if any(values.values()):
            found.append(_decision(values, file=file, row=row))
    return found


def _decision(values: dict[str, str], *, file: str, row: int) -> Decision:
    where = f"{file}, row {row}"
    for name in ("payee", "org_id", "decision", "by", "on"):
        if not values[name]:
            raise ValueError(f"{where}: the column {name} is empty. Every decision says {', '.join(COLUMNS[:-1])}.")
    decision, org_id = values["decision"].casefold(), values["org_id"].upper()
    if decision not in (YES, NO):
        raise ValueError(
            f"{where}: decision is {values['decision']!r}. Write yes (it is that organisation) or no (it is not)."
        )
    if not _ORG_ID.fullmatch(org_id):
        raise ValueError(
            f"{where}: {values['org_id']!r} is no org-id. Write it as GB-COH-01234567 (company) or "
            f"GB-CHC-123456 (charity)."
        )
    try:
        on = date.fromisoformat(values["on"])
    except ValueError as error:
        raise ValueError(f"{where}: {values['on']!r} is no date. Write it as 2026-03-31.") from error
    return Decision(values["payee"], org_id, decision == YES, values["by"], on, values["why"], file, row)


def settle(decisions: Iterable[Decision], /) -> tuple[dict[str, Decision], frozenset[tuple[str, str]]]:
    """What holds in the end: who each payee is (its key -> its yes), and which pairs never are (key, org_id).

    Of two decisions about the same payee and organisation the later counts. Raises ValueError naming both rows
    where two of the same day contradict each other, or where one payee is said to be two organisations.
    """
    last: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        before = last.get((one.key, one.org_id))
        if before is not None and before.on == one.on and before.is_it != one.is_it:
            raise ValueError(_both(before, one))
        if before is None or one.on >= before.on:
            last[one.key, one.org_id] = one
    sure: dict[str, Decision] = {}
    for one in last.values():
        if one.is_it and one.key in sure:
            raise ValueError(_both(sure[one.key], one))
        if one.is_it:
            sure[one.key] = one
    return sure, frozenset(pair for pair, one in last.items() if not one.is_it)


def _both(one: Decision, other: Decision) -> str:
    return (
        f"{one.file}, row {one.row} and {other.file}, row {other.row} contradict each other. "
        "Keep the one that is right; to withdraw a decision, write the same payee and org_id with no and a later date."
    )
