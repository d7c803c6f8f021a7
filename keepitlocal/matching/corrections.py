"""People's decisions about who a payee is: they always win over what the computer makes of a name."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

YES, NO = "yes", "no"
COLUMNS = ("payee", "org_id", "decision", "by", "on", "why")
SHARED = "shared-"  # what files of other councils' decisions are called; the council's own win over them
_ORG_ID = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]+)+-[A-Za-z0-9]+")
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # a spreadsheet that opens a CSV takes text with these beginnings for a formula
_GUARD = re.compile(r"^'+(?=[=+\-@])")


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
    def shared(self) -> bool:
        """Whether another council decided it."""
        return self.file.rpartition("/")[2].startswith(SHARED)

    @property
    def because(self) -> str:
        """What a report says beside the match."""
        return f"decided by {self.by} on {self.on.day} {self.on:%B %Y}" + (f": {self.why}" if self.why else "")


def spelt(payee: str, /) -> str:
    """A payee as decisions are compared by: case and doubled spaces do not matter, everything else does."""
    return " ".join(unguarded(payee).casefold().split())


def is_org_id(text: str, /) -> bool:
    """Whether a text has the form of an org-id, such as GB-COH-01234567."""
    return bool(_ORG_ID.fullmatch(text))


def guarded(text: str, /) -> str:
    """Text as it may stand in a CSV: with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str, /) -> str:
    """The same text without that apostrophe."""
    return _GUARD.sub("", text)


def as_csv(decisions: Iterable[Decision], /, *, columns: Sequence[str] = COLUMNS, heading: bool = True) -> str:
    """Decisions as ``read_decisions`` reads them, lines ending in a newline; ``columns`` in the order of a file's own."""
    target = io.StringIO()
    writer = csv.DictWriter(target, fieldnames=columns, restval="", lineterminator="\n")
    if heading:
        writer.writeheader()
    for one in decisions:
        values = (one.payee, one.org_id, YES if one.is_it else NO, one.by, one.on.isoformat(), one.why)
        told = {name: guarded(" ".join(value.split())) for name, value in zip(COLUMNS, values, strict=True)}
        writer.writerow({name: told.get(name, "") for name in columns})
    return target.getvalue()


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
        values = {name: unguarded((raw.get(name) or "").strip()) for name in COLUMNS}
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
    if not is_org_id(org_id):
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

    Of two decisions about the same payee and organisation the later counts; the order they come in does not matter.
    Other councils' decisions (``shared``) hold where the council's own say nothing else and none of them contradicts
    another: see ``contested``. Raises ValueError naming both rows where two of the council's own of the same day
    contradict each other, or where they say that one payee is two organisations.
    """
    told = list(decisions)
    last = _latest(one for one in told if not one.shared)
    sure: dict[str, Decision] = {}
    for one in last.values():
        if one.is_it and one.key in sure:
            raise ValueError(_both(sure[one.key], one))
        if one.is_it:
            sure[one.key] = one
    never = {pair for pair, one in last.items() if not one.is_it}
    for key, theirs in _shared(told, last, sure).items():
        yes, no = _sides(theirs)
        if not _disagree(theirs) and yes:
            sure[key] = next(one for one in theirs if one.is_it)
        never |= {(key, org_id) for org_id in no - yes}
    return sure, frozenset(never)


def holding(decisions: Iterable[Decision], /) -> list[Decision]:
    """The decisions that count: of each payee and organisation the last. Raises ValueError as ``settle`` does."""
    return list(_latest(decisions).values())


def contested(decisions: Iterable[Decision], /) -> dict[str, tuple[Decision, ...]]:
    """Payees (their keys) about whom other councils' decisions contradict each other and the council's own say nothing.

    None of these decisions holds: a person has to look. Raises ValueError as ``settle`` does.
    """
    told = list(decisions)
    sure, _ = settle(one for one in told if not one.shared)
    last = _latest(one for one in told if not one.shared)
    return {key: theirs for key, theirs in _shared(told, last, sure).items() if _disagree(theirs)}


def _latest(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The last decision about each payee and organisation."""
    last: dict[tuple[str, str], Decision] = {}
    for one in sorted(decisions, key=_order):
        before = last.get((one.key, one.org_id))
        if before is not None and before.on == one.on and before.is_it != one.is_it:
            raise ValueError(_both(before, one))
        last[one.key, one.org_id] = one
    return last


def _order(one: Decision) -> tuple[date, str, int]:
    return one.on, one.file, one.row


def _shared(
    decisions: Iterable[Decision], mine: dict[tuple[str, str], Decision], sure: dict[str, Decision]
) -> dict[str, tuple[Decision, ...]]:
    """What other councils say last, by payee, where the council's own decisions do not answer it."""
    last: dict[tuple[str, str, str], list[Decision]] = {}
    for one in sorted((one for one in decisions if one.shared), key=_order):
        before = last.setdefault((one.file, one.key, one.org_id), [])
        before[:] = [other for other in before if other.on == one.on] + [one]
    found: dict[str, list[Decision]] = {}
    for one in sorted((one for some in last.values() for one in some), key=_order):
        if (one.key, one.org_id) not in mine and not (one.is_it and one.key in sure):
            found.setdefault(one.key, []).append(one)
    return {key: tuple(some) for key, some in sorted(found.items())}


def _sides(decisions: Iterable[Decision]) -> tuple[set[str], set[str]]:
    told = list(decisions)
    return {one.org_id for one in told if one.is_it}, {one.org_id for one in told if not one.is_it}


def _disagree(decisions: Iterable[Decision]) -> bool:
    yes, no = _sides(decisions)
    return len(yes) > 1 or bool(yes & no)


def _both(one: Decision, other: Decision) -> str:
    return (
        f"{one.file}, row {one.row} and {other.file}, row {other.row} contradict each other. "
        "Keep the one that is right; to withdraw a decision, write the same payee and org_id with no and a later date."
    )
