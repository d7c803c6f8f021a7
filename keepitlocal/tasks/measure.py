"""Measure every indicator on what was gathered and matched, and write findings.json."""

import argparse
from pathlib import Path
from typing import Any

from keepitlocal.domain.finding import Finding
from keepitlocal.tasks._folder import Folder, Problem, open_folder
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("--engine", default="duckdb", help="duckdb (default) or spark")


def run(options: argparse.Namespace) -> int:
    """Measure, and show every finding on a line."""
    from keepitlocal.store.lock import locked
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._indicators import in_words

    folder, screen = open_folder(options.folder), Screen()
    with locked(folder.store):
        version = current(folder.store)
        if version is None or not version.parts.get("spending"):
            raise Problem(f"Nothing has been gathered and matched in {folder.path} yet. Run: keepitlocal report {folder.path}")
        for finding in measure(folder, version, engine=options.engine, screen=screen):
            screen.say(f"{finding.id:<60} {in_words(finding)}")
    return 0


def measure(folder: Folder, version: Any, /, *, engine: str, screen: Screen) -> list[Finding]:
    """All findings of a version, indicators whose tables the version lacks left out."""
    from keepitlocal.tasks._indicators import answer, findings, indicators, needs

    with open_engine(folder, version, engine=engine) as opened:
        years = sorted({row["year"] for row in opened.rows(opened.table("spending").select("year").distinct()) if row["year"] != "no date"})
        period = f"{years[0][:4]}-{years[-1][-2:]}" if years else "dates not published"
        rules = {row["definition"]: row["title"] for row in opened.rows(opened.table("rules"))}
        found: list[Finding] = []
        known = set(opened.names())
        for indicator in screen.progress([one for one in indicators() if set(needs(one)) <= known], "Measuring"):
            found += findings(indicator, answer(indicator, opened), period=period, rules=rules)
    return found


def open_engine(folder: Folder, version: Any, /, *, engine: str) -> Any:
    """The engine of that name with the version's tables: ``payments`` is what indicators measure, payments alike summed."""
    from importlib import import_module

    from keepitlocal.discover import modules, short_name

    names = [short_name(module) for module in modules("keepitlocal.engines")]
    if engine not in names:
        raise Problem(f"There is no engine called {engine!r}; there are {', '.join(names)}.")
    tables = {table: version.paths(folder.store, table) for table in version.parts if table != "payments"}
    tables["payments"] = tables.get("spending", [])
    return import_module(f"keepitlocal.engines.{engine}").connect({name: paths for name, paths in tables.items() if paths})
