"""What is this file? Every source is asked; the one that explains most of it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from keepitlocal.discover import modules
from keepitlocal.files.preview import Preview
from keepitlocal.sources._fields import Field, Grid, Mapping, comparable
from keepitlocal.sources._mapping import map_columns

_HEADER_WITHIN = 80


@dataclass(frozen=True)
class Taken:
    """What a file was taken for: the source's module, the grid and how its columns map."""

    source: ModuleType
    grid: Grid
    mapping: Mapping
    score: float


def is_quoted(source: ModuleType, seen: Preview, /) -> bool:
    """Whether quotation marks enclose cells: not in the tab-separated files of a publisher who writes them as plain text."""
    return not (getattr(source, "unquoted_tabs", False) and seen.delimiter == "\t")


@cache
def tabular_sources() -> tuple[ModuleType, ...]:
    """The sources that read a grid: they name their ``fields``."""
    return tuple(module for module in modules("keepitlocal.sources") if hasattr(module, "fields"))


@cache
def document_sources() -> tuple[ModuleType, ...]:
    """The sources that read JSON documents: they have ``recognise`` and ``read``."""
    return tuple(module for module in modules("keepitlocal.sources") if hasattr(module, "read"))


def recognise_document(document: Any, /) -> ModuleType | None:
    """The source that a JSON document belongs to, or None."""
    scores = [(float(source.recognise(document)), source) for source in document_sources()]
    best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] > 0 else None


def recognise_grid(seen: Preview, /) -> Taken | None:
    """The source a text file fits best, with its header row found; None where nothing fits."""
    found = list(grids(seen))
    taken = [fit for grid in found for source in tabular_sources() if (fit := _fit(grid, source)) is not None]
    return max(taken, key=lambda fit: (round(fit.score, 3), -fit.grid.header_row, fit.grid.first), default=None)


def nearest(seen: Preview, /) -> tuple[ModuleType, tuple[str, ...], tuple[str, ...]] | None:
    """For a file that fits nothing: the nearest source, the headings found, and the fields it lacks."""
    best: tuple[float, ModuleType, tuple[str, ...], tuple[str, ...]] | None = None
    for grid in grids(seen):
        for source in tabular_sources():
            if source.source == "cards":
                continue  # everything near to cards is as near to spending
            places = map_columns(grid, source.fields).places
            missing = tuple(name for name, field in source.fields.items() if field.needed and name not in places)
            score = len(places) - 2 * len(missing) + (0.5 if source.source == "spend" else 0)
            if places and (best is None or score > best[0]):
                best = (score, source, tuple(filter(None, grid.headings)), missing)
    return best[1:] if best else _unheard_of(seen)


def _unheard_of(seen: Preview) -> tuple[ModuleType, tuple[str, ...], tuple[str, ...]] | None:
    """A table none of whose headings is known, held against spending; None for a page of text."""
    widths = [len(row) for row in seen.rows[:20]]
    usual = max(set(widths), key=widths.count, default=0)
    if usual < 3 or len(widths) < 3 or widths.count(usual) < 0.8 * len(widths):
        return None
    spend = next(source for source in tabular_sources() if source.source == "spend")
    headings = next(row for row in seen.rows if len(row) == usual)
    return spend, headings, tuple(name for name, field in spend.fields.items() if field.needed)


def _fit(grid: Grid, source: ModuleType) -> Taken | None:
    if grid.named.isdisjoint(_names(source)):
        return None  # Rows of values are looked at as headings too: most are told apart here, before any closer comparison.
    mapping = map_columns(grid, source.fields)
    fields: dict[str, Field] = source.fields
    if any(field.needed and name not in mapping.places for name, field in fields.items()):
        return None
    extra = float(source.recognise_grid(grid, mapping)) if hasattr(source, "recognise_grid") else 0.0
    if extra < 0:
        return None
    # Every column explained counts; a guess counts half; headings that only this source has count double.
    signs = {comparable(sign) for sign in getattr(source, "signs", ())}
    signed = sum(1 for heading in set(map(comparable, grid.headings)) if heading in signs)
    score = len(mapping.places) - 0.5 * len(mapping.guessed) + 2 * signed + extra
    return Taken(source, grid, mapping, score)


@cache
def _names(source: ModuleType) -> frozenset[str]:
    """Every heading that a source knows."""
    fields: dict[str, Field] = source.fields
    return frozenset(name for field in fields.values() for name in field.names)


def grids(seen: Preview, /) -> Iterator[Grid]:
    """Each row that could hold the headings, alone and joined with the row beneath it."""
    for place, row in enumerate(seen.rows[:_HEADER_WITHIN]):
        headings = tuple(cell.strip() for cell in row)
        if sum(1 for cell in headings if any(mark.isalpha() for mark in cell)) < 2:
            continue
        yield Grid(headings, place + 1, place + 1, seen.rows[place + 1 :])
        if place + 1 < len(seen.rows) and (joined := _joined(headings, seen.rows[place + 1])):
            yield Grid(joined, place + 1, place + 2, seen.rows[place + 2 :])


def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...] | None:
    """Two rows of headings as one: only where the lower fills gaps that the upper leaves and holds words alone."""
    fills = [cell.strip() for cell in lower]
    gaps = sum(1 for above, below in zip(upper, fills, strict=False) if not above and below)
    words = all(not any(mark.isdigit() for mark in cell) for cell in fills)
    if not gaps or not words or sum(1 for cell in fills if cell) > len(upper) / 2:
        return None
    return tuple(below or above for above, below in zip(upper, fills, strict=False))
