"""Make a place folder for a council."""

import argparse
from pathlib import Path

from keepitlocal.tasks._corrections import README
from keepitlocal.tasks._folder import FORMAT, Problem
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the folder to make")
    parser.add_argument("--council", required=True, help="the council's name, GSS code or org-id, such as \"Trafford\" or E08000009")


def run(options: argparse.Namespace) -> int:
    """Make it, and say what comes next."""
    from keepitlocal.domain.councils import find_council

    folder: Path = options.folder
    if folder.exists() and any(folder.iterdir()):
        raise Problem(f"{folder} is there already and is not empty. Choose another name, or empty it first.")
    place = find_council(options.council)
    (folder / "inputs").mkdir(parents=True)
    (folder / "corrections").mkdir()
    (folder / "corrections" / "README.txt").write_text(README, encoding="utf-8")
    (folder / "place.toml").write_text(settings(code=place.code, name=place.name), encoding="utf-8")
    screen = Screen()
    screen.say(f"Made {folder} for {place.name} ({place.code}).")
    screen.say(f"Put the files that the council publishes into {folder / 'inputs'}, as downloaded, then run:")
    screen.say(f"    keepitlocal report {folder}")
    return 0


def settings(*, code: str, name: str) -> str:
    """The text of a new place.toml, made to be read and edited by a person."""
    return f"""# What this council decided about its own place. Edit it with any text editor; lines that open with # are notes.
format = {FORMAT}

[council]
code = "{code}"
name = "{name}"

# Rules for local are all computed side by side; this one leads the report. Run "keepitlocal rules" for the list.
[local]
rule = "area_or_works"
# within_km = 15                                 # for the rule "within N km"

# Where a line of the waterfall, or what became of one payee, is not what you would say:
# [money.payees]
# "NAME AS PUBLISHED" = "choosable"              # or: taxes, pensions, public_bodies, schools, people, treasury, works
# [money.lines]
# works = false

# Where the columns of a file were not understood:
# [[mapping]]
# headings = ["Date", "Suppler", "Net"]          # the headings it applies to
# source = "spend"
# columns = {{ payee = "Suppler" }}

# Where two files hold the same rows and both are right:
# [[keep_both]]
# files = ["one.csv", "other.csv"]
"""
