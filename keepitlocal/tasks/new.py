"""Make a place folder for a council."""

import argparse
from pathlib import Path

from keepitlocal.tasks._corrections import README
from keepitlocal.tasks._folder import FORMAT, Problem, typed
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the folder to make")
    parser.add_argument(
        "--council", required=True, help='the council\'s name, GSS code or org-id, such as "Trafford" or E08000009'
    )


def run(options: argparse.Namespace) -> int:
    """Make it, and say what comes next."""
    from keepitlocal.domain.councils import find_council

    folder: Path = options.folder
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is a file. Choose another name for the folder.")
    if folder.exists() and any(folder.iterdir()):
        raise Problem(f"{folder} is there already and is not empty. Choose another name, or empty it first.")
    place = find_council(options.council)
    try:
        (folder / "inputs").mkdir(parents=True)
        (folder / "corrections").mkdir()
    except OSError as error:
        raise Problem(
            f"The folder {folder} cannot be made ({error.strerror}). Choose a place where you may write."
        ) from error
    (folder / "corrections" / "README.txt").write_text(README, encoding="utf-8")
    (folder / "place.toml").write_text(settings(code=place.code, name=place.name), encoding="utf-8")
    screen = Screen()
    screen.say(f"Made {folder} for {place.name} ({place.code}).")
    screen.say(f"Put the files that the council publishes into {folder / 'inputs'}, as downloaded, then run:")
    screen.say(f"    keepitlocal report {typed(folder)}")
    return 0


def settings(*, code: str, name: str) -> str:
    """The text of a new place.toml, made to be read and edited by a person."""
    return f"""# What this council decided about its own place. Edit it with any text editor; lines that open with # are notes.
# To use a setting, take away the "# " before it (and before the line in brackets above it).
format = {FORMAT}
# as_at = 2026-04-30                             # the day that "coming up" counts from; without it, the newest day in the files
# library = false                                # leaves out registers in the library, which all places share

[council]
code = "{code}"
name = "{name}"
# contact = "procurement@council.example"        # shown on the report, for readers who find something wrong

# Rules for local are all computed side by side; this one leads the report. For the list: keepitlocal list rules
[local]
rule = "area_or_works"
# within_km = 15                                 # for the rule within_km: kilometres from the middle of the place
# listed = ["{code}"]                            # for the rule listed: districts, or org-ids of organisations

# What you decide about one payee, or a whole line of the waterfall, goes before what the program would say.
# A payee's line is "choosable", or one of: payroll, pensions, public_bodies, schools, people, individuals,
# property_and_treasury, works. For what each is: keepitlocal list lines
# [money.payees]
# "NAME AS PUBLISHED" = "choosable"

# [money.lines]
# works = false                                  # this line is then not told apart

# The council's own totals of spending from its accounts, in pounds, to set beside what was published:
# [accounts]
# "2024-25" = 123456789

# Words of your own in departments and categories that say whose services, and what work, it is:
# [services.departments]
# "Adult social care" = ["adult services"]

# [services.work]
# "Home care" = ["domiciliary care"]

# Words in names of places that are never to be put on a map, besides refuges, children's homes and the like:
# [never_placed]
# words = ["safe house"]

# How long your own steps take before a contract ends, where ours do not fit: days, or "6 weeks", "3 months":
# [lead_times]
# tender = 30
# mobilisation = "4 months"

# Where the columns of a file were not understood (keepitlocal map writes this for you):
# [[mapping]]
# headings = ["Date", "Suppler", "Net"]          # all the headings of the file, in order
# source = "spend"
# columns = {{ payee = "Suppler" }}

# Where two files hold the same rows and the wrong one counts:
# [[later]]
# file = "the one that counts.csv"
# than = "the one it replaces.csv"

# Where two files hold the same rows and both are right:
# [[keep_both]]
# files = ["one.csv", "other.csv"]
"""
