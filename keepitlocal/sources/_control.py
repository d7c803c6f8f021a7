"""The control: rows and readable pence of a file's money column, counted apart from the reader."""

import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from keepitlocal.domain.money import read_pence
from keepitlocal.files.preview import Preview
from keepitlocal.files.regular import rows_after
from keepitlocal.sources._recognise import Taken, is_quoted

_LARGE = 1 << 26
_PLAIN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Control:
    """What a second, plain count of a file gives."""

    rows: int
    pence: int
    unreadable: int


def control(taken: Taken, seen: Preview, place: int | None, /) -> Control:
    """Count a file again: by Python's own reader, or by Arrow's where the file is large. The reading itself is DuckDB's."""
    large = (
        seen.path.stat().st_size > _LARGE
        and seen.encoding in ("utf-8", "utf-8-sig")
        and seen.lines[taken.grid.first - 1] == taken.grid.first
    )
    if large:
        try:
            return _by_arrow(taken, seen, place)
        except pa.ArrowInvalid:
            pass  # Rows of uneven width: the slower count copes with them.
    return _by_python(taken, seen, place)


def _by_python(taken: Taken, seen: Preview, place: int | None) -> Control:
    rows = pence = unreadable = 0
    known: dict[str, int | None] = {}
    for row in rows_after(
        seen.path,
        encoding=seen.encoding,
        delimiter=seen.delimiter,
        skip=taken.grid.first,
        quoted=is_quoted(taken.source, seen),
    ):
        rows += 1
        if place is None or place >= len(row):
            continue
        text = row[place].strip()
        if not text:
            continue
        if text not in known:
            known[text] = _pence(text)
        amount = known[text]
        if amount is None:
            unreadable += 1
        else:
            pence += amount
    return Control(rows, pence, unreadable)


def _pence(text: str) -> int | None:
    if _PLAIN.fullmatch(text):
        whole, _, part = text.lstrip("-").partition(".")
        value = int(whole) * 100 + int((part + "00")[:2])
        return -value if text.startswith("-") else value
    return read_pence(text)


def _by_arrow(taken: Taken, seen: Preview, place: int | None) -> Control:
    width = len(seen.rows[taken.grid.header_row - 1])
    wanted = place if place is not None else 0
    reader = pa_csv.open_csv(
        seen.path,
        read_options=pa_csv.ReadOptions(
            column_names=[f"c{i}" for i in range(width)], skip_rows=taken.grid.first, block_size=1 << 23
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=seen.delimiter,
            quote_char='"' if is_quoted(taken.source, seen) else False,
            newlines_in_values=True,
            ignore_empty_lines=False,
        ),
        convert_options=pa_csv.ConvertOptions(
            include_columns=[f"c{wanted}"], column_types={f"c{wanted}": pa.string()}, strings_can_be_null=False
        ),
    )
    rows = pence = unreadable = 0
    for batch in reader:
        rows += batch.num_rows
        if place is not None:
            found = _count_batch(batch.column(0))
            pence, unreadable = pence + found[0], unreadable + found[1]
    return Control(rows, pence, unreadable)


def _count_batch(texts: pa.Array) -> tuple[int, int]:
    plain = pc.match_substring_regex(texts, r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$")
    # A float holds such an amount to well under half a penny, so rounding gives the exact pence.
    pence = (
        pc.sum(pc.cast(pc.round(pc.multiply(pc.cast(texts.filter(plain), pa.float64()), 100.0)), pa.int64())).as_py()
        or 0
    )
    unreadable = 0
    for text in texts.filter(pc.invert(plain)).to_pylist():
        if text.strip():
            amount = read_pence(text)
            unreadable += amount is None
            pence += amount or 0
    return pence, unreadable
