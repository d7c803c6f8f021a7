"""Say which column of a file holds what, and remember it for the next file with the same headings."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Problem, open_folder, typed
from keepitlocal.tasks._mappings import remember
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("file", help="a file in its inputs/ (or FILE.zip/MEMBER)")
    parser.add_argument("columns", nargs="+", metavar="OURS=THEIRS", help='such as payee="Suppler Nme"')
    parser.add_argument(
        "--source", default="spend", help="what the file is: spend (default), cards, contracts, grants ..."
    )
    parser.add_argument(
        "--header-row", type=int, default=0, help="the row that holds the headings, where it was not found"
    )


def run(options: argparse.Namespace) -> int:
    """Remember it; the next gather reads the file so."""
    from keepitlocal.sources._recognise import tabular_sources

    if options.header_row < 0:
        raise Problem(f"--header-row is {options.header_row}. Rows count from 1.")
    folder = open_folder(options.folder)
    pairs = dict(pair.split("=", 1) for pair in options.columns if "=" in pair)
    if len(pairs) != len(options.columns):
        raise Problem('Give each column as OURS=THEIRS, such as payee="Suppler Nme".')
    known = {
        name: field
        for source in tabular_sources()
        if source.source == options.source
        for name, field in source.fields.items()
    }
    if not known:
        raise Problem(
            f"There is no source called {options.source!r}. There are {', '.join(sorted({one.source for one in tabular_sources()}))}."
        )
    if strange := sorted(set(pairs) - set(known)):
        raise Problem(f"{', '.join(strange)}: not a column of {options.source}. There are {', '.join(known)}.")
    headings, below = _headings(folder.inputs, options.file, list(pairs.values()), options.header_row)
    for ours, theirs in pairs.items():
        _check(
            known[ours],
            ours,
            theirs,
            [row[_place(headings, theirs)] for row in below if len(row) > _place(headings, theirs)],
        )
    remember(folder.path, headings=headings, source=options.source, columns=pairs, note="decided by a person")
    Screen().say(f"Remembered in {folder.path / 'place.toml'}. Run: keepitlocal gather {typed(folder.path)}")
    return 0


def _headings(inputs: Path, name: str, wanted: list[str], row: int) -> tuple[list[str], list[Sequence[str]]]:
    """The headings of the file, which are the row named, else the first that holds every column asked for; and rows below."""
    import tempfile

    from keepitlocal.files import open_members, preview
    from keepitlocal.sources._fields import comparable

    outer = next(
        (path for path in inputs.rglob("*") if path.is_file() and name.startswith(path.relative_to(inputs).as_posix())),
        None,
    )
    if outer is None:
        raise Problem(f"There is no file {name} in {inputs}.")
    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        for member in open_members(outer, name=outer.relative_to(inputs).as_posix(), scratch=Path(scratch)):
            if member.name != name or member.form != "text":
                continue
            rows = preview(member.path).rows
            if row > len(rows):
                raise Problem(
                    f"--header-row is {row}, and {name} has no such row among its first {len(rows):,}. Rows count from 1."
                )
            for number, candidate in enumerate(rows, 1):
                if row and number != row:
                    continue
                if {comparable(text) for text in wanted} <= {comparable(cell) for cell in candidate}:
                    return [cell.strip() for cell in candidate], list(rows[number:])
    raise Problem(
        f"No row of {name} has all of {', '.join(wanted)} as headings. Check the spelling against: keepitlocal inspect {typed(outer)}"
    )


def _place(headings: list[str], theirs: str) -> int:
    from keepitlocal.sources._fields import comparable

    return [comparable(heading) for heading in headings].index(comparable(theirs))


def _check(field: Any, ours: str, theirs: str, values: list[str]) -> None:
    """Raises Problem where a column cannot be read as what it is to be, such as an amount from names."""
    from keepitlocal.sources._mapping import suits

    filled = [value.strip() for value in values if value.strip()]
    if not filled or suits(filled, field):
        return
    kind = {"pence": "sums of money", "date": "dates"}.get(field.type, "names")
    raise Problem(f"“{theirs}” cannot be read as {ours}: most of its cells are not {kind}. Choose another column.")
