"""Find out who each payee is, where, and what its money is, from the registers and lists given.

Given a CSV of names in place of a place folder (with the column name and, where known, postcode), it matches these to the
registers named with --register, and writes one line a name.
"""

import argparse
from pathlib import Path
from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._screen import Screen

DERIVED = (
    "matches", "payees", "labels", "first_lines", "localities", "rules", "bodies", "agreements", "awards", "moment", "wards", "body_wards",
    "placed", "label_work", "rated", "spending",
)  # fmt: skip

# What a council publishes of its money: any of these is enough to match, measure and report.
PUBLISHED = ("payments", "contracts", "grants")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER or NAMES.csv", help="the place folder, or a CSV (or Parquet file) of names"
    )
    parser.add_argument(
        "--register",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="with a CSV: registers, with the columns org_id, name, postcode, kind",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="with a CSV: where to write row, org_id, confidence, decision, reason",
    )


def run(options: argparse.Namespace) -> int:
    """Match what was gathered, or a list of names."""
    if options.register or options.output or options.folder.is_file():
        return _run_file(options)
    from keepitlocal.store.lock import locked
    from keepitlocal.store.versions import current

    folder, screen = open_folder(options.folder), Screen()
    with locked(folder.store):
        version = current(folder.store)
        if version is None:
            raise Problem(
                f"Nothing has been gathered in {folder.path} yet. Run: keepitlocal gather {typed(folder.path)}"
            )
        _say(folder, match(folder, version, screen=screen), screen)
    return 0


def _run_file(options: argparse.Namespace) -> int:
    from keepitlocal.tasks._match_file import match_file

    screen = Screen()
    if options.folder.is_dir():
        raise Problem(
            f"{options.folder} is a folder: --register and --output go with a CSV of names. For a place folder leave them out."
        )
    if not options.register or not options.output:
        raise Problem(
            "To match a list of names, say to which registers and where the answers go: "
            f"keepitlocal match {typed(options.folder)} --register REGISTER.csv --output MATCHES.csv"
        )
    counts = match_file(options.folder, registers=options.register, output=options.output, screen=screen)
    said = ", ".join(f"{counts.get(decision, 0):,} {words}" for decision, words in _DECISIONS)
    screen.say(f"{sum(counts.values()):,} names: {said}. {options.output} has a line for each, with the reason.")
    return 0


_DECISIONS = (("link", "linked"), ("review", "for a person to look at"), ("none", "on none of the registers"))


def match(folder: Folder, version: Any, /, *, screen: Screen, keep: bool = True) -> Any:
    """A version with the derived tables, published unless ``keep`` is False.

    Nothing is made again where all that they are made from is as it was.
    """
    from keepitlocal.store.parts import fingerprint, part_path, write_part
    from keepitlocal.store.versions import Version, publish

    made_from = _made_from(folder, version)
    name = fingerprint(made_from)
    targets = {table: part_path(folder.store, table=table, name=name) for table in DERIVED}
    given = any(version.paths(folder.store, table) for table in PUBLISHED)
    if given and not all(path.exists() for path in targets.values()):
        from keepitlocal.tasks._derive import derive

        screen.waiting("Finding out who each payee is")
        with derive(folder, version, screen=screen) as tables:
            for table, target in targets.items():
                write_part(target, lambda path, table=table: tables(table, path))  # type: ignore[misc]
        screen.clear()
    made = {table: path for table, path in targets.items() if given and path.exists()}
    derived = {table: (path.relative_to(folder.store).as_posix(),) for table, path in made.items()}
    fresh = Version(0, version.inputs, version.gathered["parts"] | derived, made_from | {"derived": sorted(derived)})
    if fresh.content == version.without("findings").content:
        return version
    return publish(folder.store, fresh) if keep else fresh


def _made_from(folder: Folder, version: Any) -> dict[str, Any]:
    from keepitlocal import __version__
    from keepitlocal.discover import modules, short_name
    from keepitlocal.store.library import release
    from keepitlocal.store.parts import digest

    return {
        "software": __version__,
        "method": METHOD,
        "matching": model_release(),
        "parts": {table: list(parts) for table, parts in sorted(version.gathered["parts"].items())},
        "postcodes": release(),
        "rules": [short_name(rule) for rule in modules("keepitlocal.localities")],
        "corrections": {path.name: digest(path) for path in sorted(folder.corrections.glob("*.csv"))},
        "settings": {key: value for key, value in folder.settings.items() if key != "mapping"},
    }


def model_release() -> str:
    """The learned numbers that decide how sure a match is, by their fingerprint."""
    from importlib.resources import files

    from keepitlocal.store.parts import fingerprint

    return fingerprint(files("keepitlocal.matching").joinpath("model.json").read_text(encoding="utf-8"))


# Goes up with every change to how payees are matched or money is told apart, so that stores are made again.
METHOD = 5


def _say(folder: Folder, version: Any, screen: Screen) -> None:
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "spending")]
    if not paths:
        screen.say("There is nothing to match: no payments, contracts or grants.")
        return
    with duckdb.connect() as connection:
        rows = connection.execute(
            """SELECT count(DISTINCT payee), count(DISTINCT payee) FILTER (org_id IS NOT NULL), sum(amount_pence),
            sum(amount_pence) FILTER (org_id IS NOT NULL) FROM read_parquet($paths) WHERE choosable AND NOT person""",
            {"paths": paths},
        ).fetchall()[0]
    screen.say(
        f"{rows[1]:,} of {rows[0]:,} named payees found ({pounds(int(rows[3] or 0))} of {pounds(int(rows[2] or 0))})."
    )
