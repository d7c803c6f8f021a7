"""Open a figure to the published rows behind it, each with its input file and row."""

import argparse
import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from keepitlocal.domain.money import exact
from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed

COUNTS, UNKNOWN, ALL, SET_ASIDE = "counts", "unknown", "all", "set-aside"
SHOWN = ("input", "row", "date", "payee", "amount_pence", "department", "category")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("id", help="the id of a finding, as in findings.json")
    parser.add_argument(
        "--part",
        choices=(ALL, COUNTS, UNKNOWN, SET_ASIDE),
        default=COUNTS,
        help="counts: those that the figure counts (default); unknown: those that could fall either way; "
        "all: those that it is out of; set-aside: those that it leaves out",
    )
    parser.add_argument("--limit", type=int, default=50, help="how many at the most; 0 for all")
    parser.add_argument("--csv", action="store_true", help="as CSV")


def run(options: argparse.Namespace) -> int:
    """Show the rows. Free-text purpose never leaves the store, and people's names are not shown."""
    if options.limit < 0:
        raise Problem(f"--limit is {options.limit}. Give how many rows to show, such as 50, or 0 for all.")
    folder = open_folder(options.folder)
    found, total, pence = rows(folder, options.id, part=options.part, limit=options.limit)
    if options.csv:
        writer = csv.DictWriter(sys.stdout, fieldnames=SHOWN)
        writer.writeheader()
        writer.writerows({name: _guarded(value) for name, value in row.items()} for row in found)
        return 0
    for row in found:
        amount = "" if row["amount_pence"] is None else exact(row["amount_pence"])
        print(
            f"{row['input']} row {row['row']}: {row['date'] or 'no date'}  {amount:>16}  "
            f"{row['payee'] or '(not named)'}"
        )
    money = "" if pence is None else f", {exact(pence)} in all"
    more = f" {len(found):,} of them are shown; --limit 0 shows all." if len(found) < total else ""
    print(f"{total:,} {'row' if total == 1 else 'rows'}{money}.{more}")
    return 0


def _guarded(value: Any) -> Any:
    """A spreadsheet that opens the CSV takes text with these beginnings for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def rows(folder: Folder, finding_id: str, /, *, part: str, limit: int) -> tuple[list[dict[str, Any]], int, int | None]:
    """The published rows of a finding, how many there are in all, and their pence (None where they have none).

    ``part`` is counts, unknown, all or set-aside; ``limit`` 0 gives every row. Raises Problem where there is no
    such finding.
    """
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._published import with_published_rows
    from keepitlocal.tasks.measure import kept_findings, stands

    version = current(folder.store)
    if version is None or not version.parts.get("findings"):
        raise Problem(
            f"{folder.path} has no figures, or its files changed since. Run: keepitlocal report {typed(folder.path)}"
        )
    if not stands(version):
        raise Problem(
            f"The figures of {folder.path} were made by another version of this program. "
            f"Run: keepitlocal report {typed(folder.path)}"
        )
    finding = next((one for one in kept_findings(folder, version) if one.id == finding_id), None)
    if finding is None:
        raise Problem(_no_such(finding_id, kept_findings(folder, version), folder))
    indicator = indicator_of(finding.indicator)
    with with_published_rows(folder, version) as engine:
        return _take(engine, select(indicator, engine, finding.cut, part=part), finding_id, limit)


def _no_such(asked: str, found: Iterable[Any], folder: Folder) -> str:
    from rapidfuzz import process

    near = process.extractOne(asked, [one.id for one in found])
    hint = f" The nearest is {near[0]!r}." if near else ""
    return f"There is no finding {asked!r}.{hint} The ids are in {folder.report / 'findings.json'}."


def indicator_of(name: str, /) -> ModuleType:
    """The indicator of that name. Raises Problem where this version of the program has none."""
    from keepitlocal.discover import short_name
    from keepitlocal.tasks._indicators import indicators

    found = next((one for one in indicators() if short_name(one) == name), None)
    if found is None:
        raise Problem(f"There is no indicator {name!r} in this version of the program. Run: keepitlocal report")
    return found


def select(indicator: ModuleType, engine: Any, cut: Mapping[str, str], /, *, part: str) -> Any:
    """The rows of one part of a figure, as an expression made from the very rows that were summed.

    Of a figure that is a part of a whole (an indicator with ``of``), all rows are those of the whole, and unknown
    ones those of the whole too, but where the figure is itself of what is not known.
    """
    from keepitlocal.tasks._indicators import aside_by, mark

    marked = mark(indicator, engine)
    if part == SET_ASIDE:
        names = aside_by(indicator)
        return _within(marked.filter(marked.set_aside.notnull()), {name: cut[name] for name in names})
    live = marked.filter(marked.set_aside.isnull())
    here = _within(live, cut)
    of = getattr(indicator, "of", None)
    whole = here if of is None else _within(live, {name: cut[name] for name in of})
    if part == ALL:
        return whole
    if part == COUNTS:
        return here.filter(here.counts) if "counts" in here.columns else here
    if of is not None and engine.rows(here.filter(here.unknown).limit(1)):
        return here.filter(~here.unknown & here.unknown)
    return whole.filter(whole.unknown)


def _within(marked: Any, cut: Mapping[str, str]) -> Any:
    from keepitlocal.tasks._indicators import ALL_YEARS, SPANS

    for column, value in cut.items():
        if column in SPANS and value == ALL_YEARS:
            continue
        marked = marked.filter(marked[column].cast("string").fill_null("not known") == value)
    return marked


def _take(engine: Any, selected: Any, finding_id: str, limit: int) -> tuple[list[dict[str, Any]], int, int | None]:
    if "input" not in selected.columns:
        raise Problem(f"{finding_id} is made from registers and statistics, not from rows that the council published.")
    import ibis

    money = selected.amount_pence.sum() if "amount_pence" in selected.columns else ibis.null("int64")
    over = ibis.window()
    numbered = selected.mutate(
        total_rows=selected.count().over(over),
        total_pence=money.over(over) if "amount_pence" in selected.columns else money,
    )
    shown = _shown(numbered).order_by("input", "row")
    found = engine.rows(shown.limit(limit) if limit else shown)
    if not found:
        return [], 0, 0
    total, pence = int(found[0]["total_rows"]), found[0]["total_pence"]
    return [{name: row[name] for name in SHOWN} for row in found], total, None if pence is None else int(pence)


def _shown(selected: Any) -> Any:
    """The columns that may be seen: never purpose, and no name of a person."""
    import ibis

    nameless = selected.mutate(payee=ibis.null("string"))
    if {"payee", "person"} <= set(selected.columns):
        nameless = selected.mutate(payee=selected.person.ifelse(ibis.null("string"), selected.payee))
    lacking = {
        name: ibis.null("int64" if name == "amount_pence" else "string")
        for name in SHOWN
        if name not in nameless.columns
    }
    return nameless.mutate(**lacking).select(*SHOWN, "total_rows", "total_pence")
