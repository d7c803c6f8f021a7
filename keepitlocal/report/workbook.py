"""workbook.xlsx: figures and tables, exact, for an analyst. No payments, no people."""

import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

from keepitlocal.domain.finding import PUBLIC, Finding

TEXT, PENCE, SHARE, COUNT = "text", "pence", "share", "count"
_FORMATS = {PENCE: "#,##0.00;[Red]-#,##0.00", SHARE: "0.0%", COUNT: "#,##0", TEXT: "General"}
_WIDTHS = {PENCE: 20, SHARE: 12, COUNT: 14, TEXT: 34}
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NOTHING: Mapping[str, Any] = {}
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest date a ZIP can hold: the same content gives the same bytes


@dataclass(frozen=True)
class Table:
    """A table of the report as one sheet: columns are (heading, kind), kind one of text, pence, share, count."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[Any]]
    note: str = ""


def write_workbook(
    path: Path,
    findings: Iterable[Finding],
    tables: Iterable[Table] = (),
    /,
    *,
    header: Mapping[str, Any] = _NOTHING,
    edition: str = PUBLIC,
) -> None:
    """Write the workbook: Read me, Figures, one sheet a table of the report and an indicator, Inputs, Methods.

    ``tables`` are those of the report (what the money is, suppliers listed ...). Money is exact pounds and pence; text
    that a spreadsheet could take for a formula is written as text. The same content gives the same bytes.
    """
    chosen = sorted((finding for finding in findings if finding.edition == edition), key=lambda finding: finding.id)
    sheets = [
        _read_me(header, edition),
        _figures(chosen),
        *tables,
        *_side_by_side(chosen),
        _inputs(header),
        _methods(chosen),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    working = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        working.write_bytes(fixed(_bytes(_named_once(sheets), header)))
        working.replace(path)
    finally:
        working.unlink(missing_ok=True)


def _read_me(header: Mapping[str, Any], edition: str) -> Table:
    place = header.get("place", {}).get("name", "")
    lines = [
        ("What this is", f"How local the spending of {place} is, from what the council itself publishes."),
        ("Edition", "What the council could publish as it stands." if edition == PUBLIC else _WORKING_PAPER),
        ("Software", f"keepitlocal {header.get('software', {}).get('version', '')}"),
        *_HOW_TO_READ,
    ]
    return Table("Read me", f"Keep it Local: {place}", (("About", TEXT), ("", TEXT)), lines)


_WORKING_PAPER = "Working paper. Not council policy. Made from published data. May have to be disclosed if asked for."

_HOW_TO_READ = (
    ("Base", "Every share names what it is a share of. “What the council could choose how to spend” leaves out what no "
             "council can choose: see the column Leaves out."),
    ("Rule for local", "Local is a rule, not a word. Each figure names the rule it follows; the same money is shown "
                       "under several rules side by side. Unless a rule says so, it says nothing of who owns a body."),
    ("Lower and upper", "Much money goes to bodies whose place no record here tells. Lower counts all of it as "
                        "elsewhere, upper counts all of it as here. The truth lies between."),
    ("Told", "The part of the base about which the records can tell."),
    ("Money", "Exact, in pounds and pence. A negative figure is money that came back (a credit or a refund)."),
    ("Rows behind a figure", "keepitlocal rows FOLDER ID, with the ID in the first column of Figures."),
    ("Is something wrong?", "Tell the council which sheet and row. A correction is kept and honoured from then on."),
)  # fmt: skip

_MEASURES = (
    ("Share", SHARE), ("Lower", SHARE), ("Upper", SHARE), ("Counted (£)", PENCE), ("Could not tell (£)", PENCE),
    ("Out of (£)", PENCE), ("Counted", COUNT), ("Could not tell", COUNT), ("Out of", COUNT), ("Told", SHARE),
    ("Published lines", COUNT),
)  # fmt: skip


def _measures(finding: Finding) -> list[Any]:
    """Share and bounds, then the figure in pounds or as a count: one of the two triples is empty."""
    triple: list[Any] = [finding.numerator, finding.unknown, finding.denominator if finding.share else None]
    nothing: list[Any] = [None, None, None]
    shares = [finding.value, finding.lower, finding.upper] if finding.share else nothing
    money = triple + nothing if finding.unit == "pence" else nothing + triple
    return [*shares, *money, finding.coverage, finding.lines or None]


def _figures(findings: Sequence[Finding]) -> Table:
    columns = (("Id", TEXT), ("Figure", TEXT), ("Cut", TEXT), *_MEASURES,
               ("Out of what", TEXT), ("Rule for local", TEXT),
               ("Period", TEXT), ("Set aside: lines", COUNT), ("Set aside (£)", PENCE), ("Unit", TEXT))  # fmt: skip
    rows = [
        [one.id, one.title, ", ".join(one.cut.values()), *_measures(one), one.base, one.rule, one.period,
         sum(aside.lines for aside in one.set_aside), sum(aside.pence for aside in one.set_aside), one.unit]
        for one in findings
    ]  # fmt: skip
    return Table(
        "Figures", "Every figure", columns, rows, "Shares and bounds are of the base named in the column Out of what."
    )


def _side_by_side(findings: Sequence[Finding]) -> Iterator[Table]:
    """One sheet an indicator: its cuts as columns, so that rules, years and kinds stand side by side."""
    for _, group in groupby(findings, key=lambda finding: finding.indicator):
        members = list(group)
        first = members[0]
        cuts = tuple((name.replace("_", " ").capitalize(), TEXT) for name in first.cut)
        columns = (*cuts, *_MEASURES, ("Rule for local", TEXT))
        rows = [[*one.cut.values(), *_measures(one), one.rule] for one in members]
        used = [place for place in range(len(columns)) if any(row[place] not in (None, "") for row in rows)]
        kept = [[row[place] for place in used] for row in rows]
        yield Table(
            first.title,
            first.question,
            tuple(columns[place] for place in used),
            kept,
            f"Out of: {first.base}. Leaves out: {first.excludes}.",
        )


def _inputs(header: Mapping[str, Any]) -> Table:
    columns = (("File", TEXT), ("Taken for", TEXT), ("Rows", COUNT), ("Kept", COUNT), ("Set aside", COUNT),
               ("Kept (£)", PENCE),
               ("Set aside (£)", PENCE), ("A second count (£)", PENCE),
               ("They agree", TEXT), ("SHA-256", TEXT))  # fmt: skip
    rows = [
        [one["file"], one["title"], one["rows"], one["kept"], one["set_aside_rows"],
         one["amount_pence"], one["set_aside_pence"],
         one["control_pence"], {True: "yes", False: "no", None: ""}[one["reconciled"]], one["sha256"]]
        for one in header.get("inputs", ())
    ]  # fmt: skip
    return Table("Inputs", "The files that were given, and what was read from each", columns, rows)


def _methods(findings: Sequence[Finding]) -> Table:
    columns = tuple(
        (name, TEXT) for name in ("Figure", "Question", "Out of", "Leaves out", "Assumes", "Source", "Method")
    )
    firsts = {finding.indicator: finding for finding in reversed(findings)}
    rows = [
        [
            one.title,
            one.question,
            one.base,
            one.excludes,
            one.assumes,
            one.source,
            f"{one.indicator}, method {one.method}",
        ]
        for one in sorted(firsts.values(), key=lambda finding: finding.id)
    ]
    return Table("Methods", "How each figure is made", columns, rows)


def _named_once(sheets: Iterable[Table]) -> Iterator[tuple[str, Table]]:
    """Sheets with names a spreadsheet accepts: at most 31 characters, each once without regard to case."""
    taken: set[str] = set()
    for sheet in sheets:
        plain = _NOT_IN_NAMES.sub(" ", sheet.name).strip() or "Table"
        name, number = plain[:31], 2
        while name.casefold() in taken:
            name, number = f"{plain[:27]} {number}", number + 1
        taken.add(name.casefold())
        yield name, sheet


def _bytes(sheets: Iterable[tuple[str, Table]], header: Mapping[str, Any]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = f"Keep it Local: {header.get('place', {}).get('name', '')}"
    book.properties.creator = "keepitlocal"
    for name, table in sheets:
        _write_sheet(book.create_sheet(name), table)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_sheet(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    above = [text for text in (table.title, table.note) if text]
    for place, (_, kind) in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = (
            100 if table.name == "Read me" and place == 2 else _WIDTHS[kind]
        )
    sheet.freeze_panes = f"A{len(above) + 2}"
    for text in above:
        sheet.append([cell(sheet, text, TEXT, font=Font(bold=text == table.title))])
    sheet.append([cell(sheet, heading, TEXT, font=Font(bold=True)) for heading, _ in table.columns])
    for row in table.rows:
        sheet.append([cell(sheet, value, kind) for value, (_, kind) in zip(row, table.columns, strict=True)])


def cell(sheet: Any, value: Any, kind: str, *, font: Any = None) -> Any:
    """A cell of a write-only sheet, None where there is nothing; text is text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if kind == TEXT:
        text = writable(str(value))
        made = WriteOnlyCell(sheet, value=text)
        made.data_type = "s"  # openpyxl takes a leading = for a formula; published text is never one
        made.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    else:
        made = WriteOnlyCell(sheet, value=_number(value, kind))
        made.number_format = _FORMATS[kind]
    if font is not None:
        made.font = font
    return made


def writable(text: str, /) -> str:
    """Text as a workbook can hold it."""
    return _UNWRITABLE.sub("", text)[:32_767]


def _number(value: Any, kind: str) -> Any:
    if kind == PENCE:
        return Decimal(int(value)) / 100
    if kind == SHARE:
        share = Fraction(value)
        return round(Decimal(share.numerator) / share.denominator, 9)
    return int(value)


def fixed(raw: bytes) -> bytes:
    """The same workbook with no trace of when it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            member = zipfile.ZipInfo(name, _FIXED)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            copy.writestr(member, content)
    return target.getvalue()
