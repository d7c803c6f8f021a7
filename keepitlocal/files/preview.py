"""The opening rows of a text file, split into cells, before anyone knows what they mean."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from keepitlocal.files.text import encoding_of, read_text

ROWS = 400
_BYTES = 1 << 19
csv.field_size_limit(1 << 26)


@dataclass(frozen=True)
class Preview:
    """The opening rows of a file. ``lines[i]`` is how many physical lines the first i+1 rows take."""

    path: Path
    encoding: str
    delimiter: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def preview(path: Path, /) -> Preview:
    """The first rows of a text file, with the delimiter that splits them most evenly."""
    encoding = encoding_of(path)
    text = read_text(path, encoding=encoding, limit=_BYTES)
    if path.stat().st_size > _BYTES:
        text = text[: text.rfind("\n") + 1] or text
    delimiter = max(",\t;|", key=lambda mark: _evenness(text, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for row in reader:
        rows.append(tuple(row))
        lines.append(reader.line_num)
        if len(rows) == ROWS:
            break
    return Preview(path, encoding, delimiter, tuple(rows), tuple(lines))


def _evenness(text: str, delimiter: str) -> float:
    widths = [
        len(row)
        for row, _ in zip(
            csv.reader(io.StringIO(text[:60000], newline=""), delimiter=delimiter), range(60), strict=False
        )
    ]
    if not widths or max(widths) == 1:
        return 0.0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return 0.0 if usual == 1 else widths.count(usual) / len(widths) + min(usual, 50) / 1000
