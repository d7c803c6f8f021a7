"""A workbook of payees as people filled it in: each row with a decision, and what in it cannot be understood."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from keepitlocal.matching.corrections import unguarded
from keepitlocal.report.review_book import ANOTHER, BY, DECISION, MANY, NONE, OTHER, PAYEE, WHY, org_id_heading
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._numbers import EXAMPLES, org_ids
from keepitlocal.tasks._sitting import CHOSEN, NONE_OF_THESE, TYPED


@dataclass(frozen=True)
class Filled:
    """One row that was filled in; ``decided`` are org-ids with whether the payee is that organisation."""

    row: int
    payee: str
    decided: tuple[tuple[str, bool], ...]
    proposed: tuple[str, ...]
    by: str
    why: str


def grid(path: Path, /) -> tuple[list[list[str]], int]:
    """The rows of the sheet that has the headings payee and decision, and the place of its headings, from 0.

    Raises Problem where the file cannot be read or no sheet has them.
    """
    for rows in _sheets(path):
        for place, row in enumerate(rows):
            if {PAYEE, DECISION} <= {_heading(text) for text in row}:
                return rows, place
    raise Problem(
        f"{path} has no row with the headings {PAYEE} and {DECISION}. Give the workbook that --xlsx wrote, "
        "its sheet Payees saved as CSV, or a file that another council shared."
    )


def _sheets(path: Path) -> Iterator[list[list[str]]]:
    from keepitlocal.files.sheets import WorkbookError, sheets
    from keepitlocal.files.text import encoding_of, read_text

    if not path.is_file():
        raise Problem(f"There is no file {path}.")
    if path.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods"):
        with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
            try:
                for _, file in sheets(path, scratch=Path(scratch) / "sheet"):
                    with file.open(encoding="utf-8", newline="") as opened:
                        yield list(csv.reader(opened))
            except WorkbookError as error:
                raise Problem(f"{path} cannot be opened as a workbook: {error}. Save it again as .xlsx.") from error
        return
    text = read_text(path, encoding=encoding_of(path))
    mark = max(",;\t", key=text.partition("\n")[0].count)
    yield list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def _heading(text: str) -> str:
    return " ".join(text.split()).casefold()


def filled(
    rows: Sequence[Sequence[str]], headings: int, /, *, by: str, on_registers: Mapping[str, object]
) -> tuple[list[Filled], list[str]]:
    """The rows that were filled in, and a sentence with the sheet's row on each that cannot be understood.

    ``by`` signs rows that say nobody; ``on_registers`` holds the org-ids typed that a register given has.
    """
    found: list[Filled] = []
    wrong: list[str] = []
    for number, values in _each(rows, headings):
        try:
            if one := _understood(number, values, by, on_registers):
                found.append(one)
        except ValueError as error:
            wrong.append(f"row {number}: {error}")
    return found, wrong


def typed_ids(rows: Sequence[Sequence[str]], headings: int, /) -> set[str]:
    """Every org-id that the numbers typed by people may stand for."""
    return {one for _, values in _each(rows, headings) for one in org_ids(values.get(OTHER, ""))}


def _each(rows: Sequence[Sequence[str]], headings: int) -> Iterator[tuple[int, dict[str, str]]]:
    names = [_heading(text) for text in rows[headings]]
    for number, row in enumerate(rows[headings + 1 :], headings + 2):
        yield number, {name: unguarded(text.strip()) for name, text in zip(names, row, strict=False)}


def _understood(number: int, values: dict[str, str], by: str, on_registers: Mapping[str, object]) -> Filled | None:
    decision, other = values.get(DECISION, "").casefold().removesuffix(".0"), values.get(OTHER, "")
    if not decision and not other:
        return None
    proposed = [values.get(org_id_heading(place), "").upper() for place in range(1, MANY + 1)]
    why, decided = _decided(decision, other, proposed, on_registers)
    if not values.get(PAYEE):
        raise ValueError("payee is empty. Take the row out, or write the payee as the council published it.")
    if not (values.get(BY) or by):
        raise ValueError("by is empty. Write who decides (a role or initials), or load it with --by.")
    return Filled(
        number,
        values[PAYEE],
        decided,
        tuple(one for one in proposed if one),
        values.get(BY) or by,
        values.get(WHY) or why,
    )


def _decided(
    decision: str, other: str, proposed: Sequence[str], on_registers: Mapping[str, object]
) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """The reason where none is given, and which organisations the payee is or is not."""
    if other and decision != ANOTHER:
        raise ValueError(
            f"an {OTHER} is given ({other}), and decision is {decision or 'empty'}. Write {ANOTHER}, or empty that cell."
        )
    if decision == ANOTHER:
        return TYPED, ((_other(other, on_registers), True),)
    if decision == NONE:
        listed = [one for one in proposed if one]
        if not listed:
            raise ValueError("nothing is proposed here that could be denied. Leave the decision empty, or write other.")
        return NONE_OF_THESE, tuple((one, False) for one in listed)
    if decision in map(str, range(1, MANY + 1)):
        if not proposed[int(decision) - 1]:
            raise ValueError(f"decision is {decision}, and no organisation stands under that number.")
        return CHOSEN, ((proposed[int(decision) - 1], True),)
    raise ValueError(f"decision is {decision!r}. Write 1 to {MANY}, {NONE} or {ANOTHER}, or leave it empty.")


def _other(text: str, on_registers: Mapping[str, object]) -> str:
    if not text:
        raise ValueError(f"decision is {ANOTHER}, and {OTHER} is empty. Write {EXAMPLES}.")
    possible = org_ids(text)
    if not possible:
        raise ValueError(f"{OTHER} is {text!r}, which is no number we know. Write it as {EXAMPLES}.")
    listed = [one for one in possible if one in on_registers] or possible
    if len(listed) > 1:
        raise ValueError(f"{OTHER} is {text!r}, which can be {' or '.join(listed)}. Write the one that is meant.")
    return listed[0]


def twice(found: Iterable[Filled], /) -> list[str]:
    """A sentence on each payee that two rows decide differently."""
    from keepitlocal.matching.corrections import spelt

    first: dict[str, Filled] = {}
    wrong = []
    for one in found:
        before = first.setdefault(spelt(one.payee), one)
        if set(before.decided) != set(one.decided):
            wrong.append(f"rows {before.row} and {one.row}: the same payee, decided differently. Keep one of them.")
    return wrong
