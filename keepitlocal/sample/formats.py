"""Rows as the bytes of a published file: CSV, ZIP, gzip and a plain XLSX, always the same bytes for the same rows."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

Cell = str | int | float | date | None
_STAMP = (2026, 5, 29, 12, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def csv_bytes(rows: Iterable[Sequence[Cell]], /, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Rows as delimited text with CRLF line ends, as spreadsheets write it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def json_bytes(value: object, /, *, indent: int | None = 2) -> bytes:
    """A value as JSON text in UTF-8."""
    return json.dumps(value, indent=indent, ensure_ascii=False).encode() + b"\n"


def jsonl_bytes(values: Iterable[object], /) -> bytes:
    """Values as JSON lines."""
    return b"".join(json_bytes(value, indent=None) for value in values)


def gz_bytes(content: bytes, /) -> bytes:
    """Gzipped, with no time inside."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def zip_bytes(members: Mapping[str, bytes], /) -> bytes:
    """A ZIP of the members in order, all with one fixed time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same bytes on every operating system
            archive.writestr(member, content)
    return packed.getvalue()


def xlsx_bytes(rows: Sequence[Sequence[Cell]], /, *, sheet: str) -> bytes:
    """A one-sheet workbook (Office Open XML) with numbers and dates as such, short enough to write by hand."""
    body = "".join(
        f'<row r="{at}">{"".join(_cell(value) for value in row)}</row>' for at, row in enumerate(rows, start=1)
    )
    return zip_bytes(
        {
            "[Content_Types].xml": _content_types().encode(),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}).encode(),
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
            f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": _relations(
                {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
            ).encode(),
            "xl/styles.xml": _styles().encode(),
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{body}</sheetData></worksheet>".encode(),
        }
    )


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _content_types() -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet", "/xl/styles.xml": "styles"}
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{path}"/>' for name, (kind, path) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
