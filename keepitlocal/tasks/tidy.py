"""Remove from the store whatever the files now in inputs/ do not need: for when something was published by mistake."""

import argparse
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, open_folder, typed
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")


def run(options: argparse.Namespace) -> int:
    """Tidy, and say what went and what is left to do."""
    tidy(open_folder(options.folder), screen=Screen())
    return 0


def tidy(folder: Folder, /, *, screen: Screen) -> list[Path]:
    """Make the store say what inputs/ says now, then delete older versions and every part that is of no more use.

    A report made from another version than the one that stays is deleted too; ``report`` makes it again. Returns what
    was deleted.
    """
    from keepitlocal.store.lock import locked
    from keepitlocal.store.versions import tidy as tidy_store
    from keepitlocal.tasks.gather import gather

    with locked(folder.store):
        now = gather(folder, screen=screen)
        gone = tidy_store(folder.store)
        old = _older_pages(folder, now) if _made_from(folder, now) else _report_files(folder)
        for path in old:
            path.unlink()
    screen.say(f"Removed {len(gone):,} files of earlier versions from {folder.store}; version {now.number} stays.")
    if old:
        screen.say(
            f"Also removed the report in {folder.report} ({len(old):,} files): it was made from other "
            f"files than are there now.\n"
            f"Make it again with: keepitlocal report {typed(folder.path)}"
        )
    screen.say(
        "If a name had to go: look in place.toml, corrections/ and plans/ too, which are yours; "
        "copies of a report sent or published elsewhere are not reached from here."
    )
    return gone + old


def _made_from(folder: Folder, version: Any) -> bool:
    """Whether the report that is there was made from this version."""
    from keepitlocal.report.findings_json import read_findings
    from keepitlocal.tasks._header import store_version

    try:
        opening, _ = read_findings(folder.report / "findings.json")
    except (OSError, ValueError):
        return False
    return bool(opening["store"]["version"] == store_version(version))


def _report_files(folder: Folder) -> list[Path]:
    """Everything that a report wrote; other files that a person put into report/ stay."""
    if not folder.report.is_dir():
        return []
    kinds = (".html", ".json", ".xlsx", ".csv", ".svg", ".docx")
    return sorted(path for path in folder.report.rglob("*") if path.is_file() and path.suffix in kinds)


def _older_pages(folder: Folder, version: Any) -> list[Path]:
    """Plans and lists of what is coming up that were made before this version was: commands of their own make them again."""
    made = (folder.store / "versions" / f"{version.number}.json").stat().st_mtime_ns
    plans = folder.report / "officer" / "plans"
    found = [*folder.report.glob("upcoming.*"), *folder.report.glob("officer/upcoming.*"), *plans.glob("*/*")]
    return sorted(path for path in found if path.is_file() and path.stat().st_mtime_ns < made)
