"""JSON and JSON lines: a document, or a list of records laid out as a grid."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from keepitlocal.files.text import encoding_of, read_text


def documents(path: Path, /) -> Iterator[Any]:
    """The JSON documents of a file: one, or one a line. Raises ValueError with the line where the text is not JSON.

    Numbers with a fraction come as Decimal, so that amounts are exact.
    """
    text = read_text(path, encoding=encoding_of(path)).removeprefix("\ufeff")
    try:
        yield json.loads(text, parse_float=Decimal)
        return
    except json.JSONDecodeError as error:
        first = error
    # Only line feeds part the documents: other separators that Python knows occur inside their texts.
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not lines[0].rstrip().endswith(("}", "]")):
        raise ValueError(_broken(text, first, first.lineno))
    for number, line in enumerate(lines, start=1):
        try:
            yield json.loads(line, parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise ValueError(_broken(line, error, number)) from error


def _broken(text: str, error: json.JSONDecodeError, line: int) -> str:
    """Where and how the text goes wrong; a file that was cut off is told from one that is garbled."""
    cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    return (
        f"breaks off in the middle, at line {line}"
        if cut
        else f"stops being JSON at line {line}, column {error.colno} ({error.msg})"
    )


def record_list(document: Any, /) -> list[dict[str, Any]]:
    """The longest list of flat records in a document, at most two levels down; empty where there is none."""
    candidates = [document]
    if isinstance(document, dict):
        candidates += list(document.values())
    lists = [
        found
        for found in candidates
        if isinstance(found, list) and found and all(isinstance(record, dict) for record in found[:20])
    ]
    return max(lists, key=len, default=[])


def write_grid(records: list[dict[str, Any]], /, *, to: Path) -> Path:
    """Write records as CSV: one column a key, nested values as JSON text, nothing for null."""
    headings: dict[str, None] = {}
    for record in records:
        headings.update(dict.fromkeys(record))
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for record in records:
            writer.writerow([_cell(record.get(key)) for key in headings])
    return to


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
