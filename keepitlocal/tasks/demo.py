"""Make the sample place, an invented borough, and run the main job on it."""

import argparse
import shutil
from pathlib import Path

from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path("wexborough"), help="where to make it (default: wexborough)"
    )


def run(options: argparse.Namespace) -> int:
    """Make it afresh, then report on it."""
    from keepitlocal.sample import write
    from keepitlocal.tasks.report import report

    folder: Path = options.folder
    if (folder / "place.toml").exists() and open_folder(folder).council.startswith("E99"):
        shutil.rmtree(folder)
    elif folder.exists():
        raise Problem(
            f"{folder} is there already and is not the sample place. Give another folder: keepitlocal demo FOLDER"
        )
    screen = Screen()
    screen.say(f"Making the sample place in {folder}: Wexborough, a borough that does not exist.")
    write(folder)
    report(open_folder(folder), screen=screen)
    return 0
