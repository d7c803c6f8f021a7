"""Measure every indicator on what was gathered and matched, and keep the findings with the version."""

import argparse
import json
from pathlib import Path
from typing import Any

from keepitlocal.domain.finding import Finding
from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
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
            raise Problem(
                f"Nothing has been gathered and matched in {folder.path} yet. Run: keepitlocal report {typed(folder.path)}"
            )
        for finding in measure(folder, version, engine=options.engine, screen=screen):
            screen.say(f"{finding.id:<60} {in_words(finding)}")
    return 0


def measure(folder: Folder, version: Any, /, *, engine: str, screen: Screen) -> list[Finding]:
    """All findings of a version, indicators whose tables the version lacks left out.

    They are published with the version as its part ``findings``. What was measured before on the same engine, from the
    same parts and by the same indicators, is read and not measured again.
    """
    from dataclasses import replace

    from keepitlocal.store.parts import part_path, write_part
    from keepitlocal.store.versions import publish

    target = part_path(folder.store, table="findings", name=_made_from(version, engine))
    if not target.exists():
        found = measured(folder, version, engine=engine, screen=screen)
        write_part(target, lambda path: _write(path, found))
    parts = version.without("findings").parts | {"findings": (target.relative_to(folder.store).as_posix(),)}
    publish(folder.store, replace(version, parts=parts))
    return _read([target])


def kept_findings(folder: Folder, version: Any, /) -> list[Finding]:
    """The findings published with a version; an empty list where it was gathered and never measured."""
    return _read(version.paths(folder.store, "findings"))


def stands(version: Any, /) -> bool:
    """Whether the findings published with a version are what this program would find in it."""
    from keepitlocal.discover import modules, short_name

    kept = {Path(part).stem for part in version.parts.get("findings", ())}
    return bool(kept & {_made_from(version, short_name(engine)) for engine in modules("keepitlocal.engines")})


def measured(folder: Folder, version: Any, /, *, engine: str, screen: Screen) -> list[Finding]:
    """The findings of a version, measured now; nothing is published."""
    from keepitlocal.tasks._indicators import answer, findings, indicators, needs

    if not version.parts.get("spending"):
        return []
    with open_engine(folder, version, engine=engine) as opened:
        years = sorted(
            {
                row["year"]
                for row in opened.rows(opened.table("spending").select("year").distinct())
                if row["year"] != "no date"
            }
        )
        period = f"{years[0][:4]}-{years[-1][-2:]}" if years else "dates not published"
        rules = {row["definition"]: row["title"] for row in opened.rows(opened.table("rules"))}
        found: list[Finding] = []
        known = set(opened.names())
        for indicator in screen.progress([one for one in indicators() if set(needs(one)) <= known], "Measuring"):
            found += findings(indicator, answer(indicator, opened), period=period, rules=rules)
    return found


def _made_from(version: Any, engine: str) -> str:
    """What decides the findings: the parts, the engine, and the very text of the indicators and of what runs them."""
    import keepitlocal
    from keepitlocal.store.parts import digest, fingerprint

    home = Path(keepitlocal.__file__).parent
    walked = sorted(
        path for room in ("evidence", "steps") for path in (home / room).rglob("*.*") if path.suffix in (".py", ".toml")
    )
    texts = [*walked, home / "tasks" / "_indicators.py", home / "domain" / "finding.py", Path(__file__)]
    return fingerprint(version.without("findings").content["parts"], engine, [digest(path) for path in texts])


def _write(path: Path, found: list[Finding]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from keepitlocal.report.findings_json import as_json

    columns = {
        "id": [finding.id for finding in found],
        "edition": [finding.edition for finding in found],
        "finding": [json.dumps(as_json(finding), ensure_ascii=False) for finding in found],
    }
    pq.write_table(
        pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}), path, compression="zstd"
    )


def _read(paths: list[Path]) -> list[Finding]:
    import duckdb

    from keepitlocal.report.findings_json import from_json

    if not paths:
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT finding FROM read_parquet($paths)", {"paths": [str(path) for path in paths]}
        ).fetchall()
    return [from_json(json.loads(text)) for (text,) in found]


def open_engine(folder: Folder, version: Any, /, *, engine: str) -> Any:
    """The engine of that name with the version's tables, ``payments`` being payments alike summed."""
    from importlib import import_module

    from keepitlocal.discover import modules, short_name

    names = [short_name(module) for module in modules("keepitlocal.engines")]
    if engine not in names:
        raise Problem(f"There is no engine called {engine!r}; there are {', '.join(names)}.")
    tables = {
        table: version.paths(folder.store, table) for table in version.parts if table not in ("payments", "findings")
    }
    tables["payments"] = tables.get("spending", [])
    return import_module(f"keepitlocal.engines.{engine}").connect(
        {name: paths for name, paths in tables.items() if paths}
    )
