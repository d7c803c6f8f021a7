"""Read one file of ``inputs/``: open it, find out what each member is, write its parts, and say what was kept and what not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from keepitlocal.files import Member, Preview, open_members, preview
from keepitlocal.files.records import documents, record_list, write_grid
from keepitlocal.files.regular import rows_after
from keepitlocal.sources._control import Control, control
from keepitlocal.sources._fields import Field, Grid, Mapping, comparable
from keepitlocal.sources._mapping import map_columns
from keepitlocal.sources._reading import money_field, read_grid
from keepitlocal.sources._recognise import (
    Taken,
    grids,
    nearest,
    recognise_document,
    recognise_grid,
    tabular_sources,
)
from keepitlocal.sources._summary import Reading, summarise


@dataclass(frozen=True)
class Choice:
    """What a person decided about files with these headings (remembered in place.toml)."""

    headings: tuple[str, ...]
    source: str
    columns: dict[str, str]

    def suits(self, headings: Iterable[str], /) -> bool:
        """Whether a file has these headings, however they are spelled."""
        return [comparable(text) for text in headings if text] == [comparable(text) for text in self.headings if text]


def read_input(
    path: Path, /, *, name: str, parts: Callable[[str, str], Path], scratch: Path, choices: tuple[Choice, ...] = ()
) -> Iterator[Reading]:
    """Read every member of a file. ``parts(table, member)`` says where a part is to be written.

    A member that fits nothing, is empty or damaged comes with source None and a message; it never stops the others.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    for member in open_members(path, name=name, scratch=scratch):
        yield from _read_member(member, parts, scratch, choices)


def _read_member(
    member: Member, parts: Callable[[str, str], Path], scratch: Path, choices: tuple[Choice, ...]
) -> Iterator[Reading]:
    if member.form == "json":
        yield from _read_json(member, parts, scratch, choices)
    elif member.form == "text":
        yield from _read_text(member, parts, scratch, choices)
    else:
        yield Reading(
            member.name,
            None,
            message=member.problem
            or f"{member.name} is neither text, JSON, a workbook nor a ZIP of these: nothing was read.",
        )


def _read_text(
    member: Member, parts: Callable[[str, str], Path], scratch: Path, choices: tuple[Choice, ...]
) -> Iterator[Reading]:
    seen = preview(member.path)
    if _is_page(seen):
        yield Reading(
            member.name,
            None,
            message=f"{member.name} is a web page, not a file of data: the download went wrong. Download it again.",
        )
        return
    taken = _chosen(seen, choices)
    if taken is None:
        yield Reading(member.name, None, message=_unknown_message(member.name, nearest(seen)))
        return
    if hasattr(taken.source, "document"):
        yield from _read_flattened(member, taken, seen, parts)
        return
    part = parts(taken.source.table, member.name)
    part.parent.mkdir(parents=True, exist_ok=True)
    read_grid(taken, seen, name=member.name, to=part, scratch=scratch)
    money = money_field(taken.source)
    place = taken.mapping.places.get(money)
    yield _summary(member.name, taken, part, control(taken, seen, place))


def _read_flattened(
    member: Member, taken: Taken, seen: Preview, parts: Callable[[str, str], Path]
) -> Iterator[Reading]:
    """A grid that is a document laid flat: built up again by its source and read by that document's reader."""
    from keepitlocal.sources._documents import read_documents

    places, first = taken.mapping.places, taken.grid.first
    rows = list(rows_after(seen.path, encoding=seen.encoding, delimiter=seen.delimiter, skip=first))
    document = taken.source.document(rows, places, first=first + 1)
    columns = {ours: taken.grid.headings[places[ours]] if ours in places else None for ours in taken.source.fields}
    for reading in read_documents(taken.source.reader, [document], name=member.name, parts=parts):
        told = replace(
            reading,
            title=taken.source.title,
            columns=columns,
            headings=taken.grid.headings,
            guessed=tuple(sorted(taken.mapping.guessed)),
        )
        yield told if reading.table == taken.source.table else reading


def _chosen(seen: Preview, choices: tuple[Choice, ...]) -> Taken | None:
    """The council's own choice for these headings, else what the file looks like."""
    for choice in choices:
        for grid in grids(seen):
            if choice.suits(grid.headings) and (taken := _by_choice(grid, choice)) is not None:
                return taken
    return recognise_grid(seen)


def _by_choice(grid: Grid, choice: Choice) -> Taken | None:
    """A grid read as a person said: their columns first, the rest as it looks; None where a needed column is still missing."""
    for source in tabular_sources():
        if source.source != choice.source:
            continue
        seen = map_columns(grid, source.fields)
        named = {ours: _position(grid.headings, theirs) for ours, theirs in choice.columns.items()}
        decided = {ours: place for ours, place in named.items() if place is not None}
        rest = {ours: place for ours, place in seen.places.items() if place not in decided.values()}
        mapping = Mapping(rest | decided, seen.guessed - set(decided))
        if all(name in mapping.places for name, spec in source.fields.items() if spec.needed):
            return Taken(source, grid, mapping, 0.0)
    return None


def _is_page(seen: Preview) -> bool:
    start = " ".join(cell for row in seen.rows[:3] for cell in row).lstrip().casefold()
    return start.startswith(("<!doctype html", "<html"))


def _position(headings: tuple[str, ...], wanted: str) -> int | None:
    return next((place for place, heading in enumerate(headings) if comparable(heading) == comparable(wanted)), None)


def _read_json(
    member: Member, parts: Callable[[str, str], Path], scratch: Path, choices: tuple[Choice, ...]
) -> Iterator[Reading]:
    try:
        found = list(documents(member.path))
    except ValueError as error:
        yield Reading(
            member.name,
            None,
            message=f"{member.name} looks like JSON, but {error}: nothing was read from it. Download it again.",
        )
        return
    source = recognise_document(found[0] if len(found) == 1 else found)
    if source is not None:
        from keepitlocal.sources._documents import read_documents

        yield from read_documents(source, found, name=member.name, parts=parts)
        return
    records = record_list(found[0]) if len(found) == 1 else [record for record in found if isinstance(record, dict)]
    if not records:
        yield Reading(
            member.name,
            None,
            message=f"{member.name} is JSON, but holds no list of records that we know: nothing was read.",
        )
        return
    grid = write_grid(records, to=scratch / "records.csv")
    yield from _read_text(Member(member.name, grid, "text"), parts, scratch, choices)


def _summary(name: str, taken: Taken, part: Path, check: Control) -> Reading:
    fields: dict[str, Field] = taken.source.fields
    places, headings = taken.mapping.places, taken.grid.headings
    base = Reading(
        file=name,
        source=taken.source.source,
        title=taken.source.title,
        table=taken.source.table,
        part=part,
        columns={ours: headings[places[ours]] if ours in places else None for ours in fields},
        guessed=tuple(sorted(taken.mapping.guessed)),
        headings=headings,
        control_rows=check.rows,
    )
    money = money_field(taken.source)
    summed = summarise(base, amount=(fields[money].column or money) if money in places else "")
    return (
        replace(summed, control_pence=check.pence, unreadable_amounts=check.unreadable) if money in places else summed
    )


def _unknown_message(name: str, near: tuple[ModuleType, tuple[str, ...], tuple[str, ...]] | None) -> str:
    if near is None:
        return f"{name} holds no table: it looks like a note or a page of text. Nothing was read from it."
    source, headings, missing = near
    shown = ", ".join(f"“{heading}”" for heading in headings[:12])
    if not missing or len(headings) < 3:
        return f"{name} holds no table that we know. It opens with {shown}. Nothing was read from it."
    lacking = " and ".join(missing)
    return (
        f"{name} fits no format we know. Its headings are {shown}. The nearest format is “{source.title}”, which also needs {lacking}. "
        f'If a column holds that under another name, say so in place.toml: [[mapping]] headings = [...], source = "{source.source}", '
        f'columns = {{ {missing[0]} = "the heading" }}'
    )
