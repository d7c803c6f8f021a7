"""Open a figure to the published rows behind it, each with its input file and row."""

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from keepitlocal.domain.money import exact
from keepitlocal.tasks._folder import Folder, Problem, open_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("id", help="the id of a finding, as in findings.json")
    parser.add_argument("--part", choices=("all", "counts", "unknown", "set-aside"), default="counts", help="which of its rows (default: those that count)")
    parser.add_argument("--limit", type=int, default=50, help="how many at the most; 0 for all")
    parser.add_argument("--csv", action="store_true", help="as CSV")


def run(options: argparse.Namespace) -> int:
    """Show the rows. Free-text purpose never leaves the store, and people's names are not shown."""
    folder = open_folder(options.folder)
    found = rows(folder, options.id, part=options.part, limit=options.limit)
    if options.csv:
        writer = csv.DictWriter(sys.stdout, fieldnames=_SHOWN)
        writer.writeheader()
        writer.writerows(found)
        return 0
    for row in found:
        print(f"{row['input']} row {row['row']}: {row['date'] or 'no date'}  {exact(row['amount_pence']):>16}  {row['payee'] or '(not named)'}")
    print(f"{len(found):,} rows shown" + (f", {exact(sum(row['amount_pence'] for row in found))} in all" if found else ""))
    return 0


_SHOWN = ("input", "row", "date", "payee", "amount_pence", "department", "category")


def rows(folder: Folder, finding_id: str, /, *, part: str, limit: int) -> list[dict[str, Any]]:
    """The published rows of a finding. Raises Problem where there is no such finding."""
    from keepitlocal.discover import short_name
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._indicators import ALL_YEARS, indicators, mark
    from keepitlocal.tasks._published import with_published_rows

    version = current(folder.store)
    if version is None:
        raise Problem(f"Nothing has been measured in {folder.path} yet. Run: keepitlocal report {folder.path}")
    name, *cut = finding_id.split("/")
    indicator = next((one for one in indicators() if short_name(one) == name), None)
    if indicator is None or len(cut) != len(indicator.by):
        raise Problem(f"There is no finding {finding_id!r}. The ids are in {folder.report / 'findings.json'}.")
    with with_published_rows(folder, version) as engine:
        marked = mark(indicator, engine)
        for column, value in zip(indicator.by, cut, strict=True):
            if not (column == "year" and value == ALL_YEARS):
                marked = marked.filter(marked[column].isnull() if value == "not known" else marked[column].cast("string") == value)
        marked = _part(marked, part)
        shown = marked.mutate(payee=marked.person.ifelse(None, marked.payee)).select(*_SHOWN).order_by("input", "row")
        found: list[dict[str, Any]] = engine.rows(shown.limit(limit) if limit else shown)
    return found


def _part(marked: Any, part: str) -> Any:
    if part == "set-aside":
        return marked.filter(marked.set_aside.notnull())
    live = marked.filter(marked.set_aside.isnull())
    return live.filter(live.counts) if part == "counts" else live.filter(live.unknown) if part == "unknown" else live
