"""A workbook in which people decide who payees are: a sheet that explains, and one with a row a payee."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from keepitlocal.report.workbook import COUNT, PENCE, TEXT, cell, fixed

MANY = 5  # organisations proposed, at the most
PAYEE, DECISION, OTHER, BY, WHY = "payee", "decision", "other org-id", "by", "why"
NONE, ANOTHER = "none", "other"
SHEET = "Payees"
TO_FILL = (DECISION, OTHER, BY, WHY)
_COLUMNS = (
    ("£", PENCE, 14),
    (PAYEE, TEXT, 34),
    (DECISION, TEXT, 11),
    (OTHER, TEXT, 20),
    (BY, TEXT, 12),
    (WHY, TEXT, 26),
)
_AFTER = (("lines", COUNT, 8), ("years", TEXT, 18), ("department", TEXT, 26), ("paid for", TEXT, 26))


def org_id_heading(number: int, /) -> str:
    """The heading of the org-id of a proposed organisation, counted from 1."""
    return f"{number} org-id"


@dataclass(frozen=True)
class BookRow:
    """A payee in the workbook; ``proposed`` holds name, org-id and reason of each organisation it could be."""

    pence: int
    payee: str
    proposed: Sequence[tuple[str, str, str]]
    lines: int
    years: str
    department: str
    category: str


def review_book(place: str, rows: Iterable[BookRow], /, *, by: str = "") -> bytes:
    """The workbook's bytes: the same rows give the same. ``by`` is filled in where it is known already."""
    from openpyxl import Workbook

    told = list(rows)
    book = Workbook(write_only=True)
    book.properties.title = f"Who is paid: {place}"
    book.properties.creator = "keepitlocal"
    _explain(book.create_sheet("Read me"), place, len(told))
    _payees(book.create_sheet(SHEET), told, by)
    target = io.BytesIO()
    book.save(target)
    return fixed(target.getvalue())


def _explain(sheet: Any, place: str, many: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 100
    sheet.append([cell(sheet, f"Who is paid: {place}", TEXT, font=Font(bold=True, size=14))])
    for heading, words in (("", f"{many:,} payees, the most money first, on the sheet {SHEET}."), *_EXPLAINED):
        line = cell(sheet, words, TEXT)
        line.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell(sheet, heading, TEXT, font=Font(bold=True)), line])


_EXPLAINED = (
    ("What to do", "For each payee that you can tell, fill in the yellow columns. Leave the others empty: what is not "
                   "known is counted as not known, which is better than a wrong match."),
    (DECISION, "1 to 5: the payee is the organisation under that number. none: it is none of those proposed. "
               "other: it is another organisation, whose number you give in the next column."),
    (OTHER, "With other only: GB-COH- and a company number, or GB-CHC- and a charity number. "
            "“company 01234567” and “charity 1234567” are understood too."),
    (BY, "Who decides: a role or initials, since a report may show it. One cell can be filled down."),
    (WHY, "What it rests on, such as “invoice shows the company number”. It may be left empty."),
    ("How sure", "Under each organisation: how likely the program thinks it, and why. It can be wrong: look at the "
                 "name, the postcode, and what was paid for."),
    ("Then", "Save the file (as a workbook, or this sheet as CSV) and load it: keepitlocal review FOLDER --load FILE. "
             "What cannot be understood is said with its row, and nothing is kept until it is mended."),
    ("Please leave", "The headings and the other columns as they are. Rows may be sorted, filtered and taken out."),
    ("Who is not here", "Individuals and redacted payees: they are never matched and never listed."),
)  # fmt: skip


def _payees(sheet: Any, rows: Sequence[BookRow], by: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    columns = [*_COLUMNS, *_proposals(), *_AFTER]
    for place, (_, _, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    _drop_down(
        sheet, last=len(rows) + 1, column=get_column_letter(1 + [name for name, _, _ in columns].index(DECISION))
    )
    sheet.append([cell(sheet, name, TEXT, font=Font(bold=True)) for name, _, _ in columns])
    yellow, wrapped = PatternFill("solid", fgColor="FFF7D6"), Alignment(wrap_text=True, vertical="top")
    for row in rows:
        filled = [_cell(sheet, value, kind) for value, (_, kind, _) in zip(_values(row, by), columns, strict=True)]
        for one, (name, _, _) in zip(filled, columns, strict=True):
            one.alignment = wrapped
            if name in TO_FILL:
                one.fill = yellow
        sheet.append(filled)


def _proposals() -> Iterable[tuple[str, str, int]]:
    for number in range(1, MANY + 1):
        yield from (
            (str(number), TEXT, 34),
            (org_id_heading(number), TEXT, 18),
            (f"{number} how sure and why", TEXT, 34),
        )


def _values(row: BookRow, by: str) -> list[Any]:
    proposed = [part for one in row.proposed[:MANY] for part in one]
    padded = [*proposed, *[""] * (3 * MANY - len(proposed))]
    return [row.pence, row.payee, "", "", by, "", *padded, row.lines, row.years, row.department, row.category]


def _cell(sheet: Any, value: Any, kind: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    return cell(sheet, value, kind) or WriteOnlyCell(sheet, value=None)


def _drop_down(sheet: Any, *, last: int, column: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join([*(str(number) for number in range(1, MANY + 1)), NONE, ANOTHER])
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "Decision", f"Choose 1 to {MANY}, {NONE} or {ANOTHER}, or leave it empty."
    choice.add(f"{column}2:{column}{max(last, 2)}")
    sheet.data_validations.append(choice)
