"""Write the workbook in which people decide who payees are."""

from pathlib import Path

from keepitlocal.matching.uncertain import Question
from keepitlocal.report.review_book import BookRow, review_book
from keepitlocal.tasks._corrections import decisions
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._question_words import described, money, nothing, printable, reasons
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._sitting import replace_whole
from keepitlocal.tasks._uncertain import to_ask


def write_sheet(folder: Folder, parts: Parts, path: Path, /, *, everything: bool, by: str, screen: Screen) -> int:
    """Write it and say what to do with it. Raises Problem where the file is there already: it may be filled in."""
    asked = to_ask(folder, parts, decisions(folder), everything=everything)
    if not asked:
        screen.say(nothing(folder, everything=everything))
        return 0
    file = fresh(folder, path.with_suffix(".xlsx") if not path.suffix else path)
    if file.suffix.casefold() != ".xlsx":
        raise Problem(f"{path} should end in .xlsx, so that a spreadsheet program opens it.")
    place = str(folder.settings["council"].get("name", folder.council))
    replace_whole(file, review_book(place, [_row(one) for one in asked], by=by.strip()))
    screen.say(
        f"{len(asked):,} {'payee is' if len(asked) == 1 else 'payees are'} in {file}. Fill in the yellow columns, then run:"
    )
    screen.say(f"    keepitlocal review {typed(folder.path)} --load {typed(file)}")
    return 0


def _row(asked: Question) -> BookRow:
    spent = asked.spent
    return BookRow(
        pence=spent.pence,
        payee=asked.payee,
        proposed=[(described(one), one.org_id, reasons(one)) for one in asked.shown],
        lines=spent.lines,
        years=money(spent).partition(", ")[2],
        department=printable(", ".join(spent.departments)),
        category=printable(", ".join(spent.categories)),
    )


def fresh(folder: Folder, path: Path, /) -> Path:
    """The path, where a file may be written. Raises Problem where one is there, or where the program would read it."""
    if path.exists():
        raise Problem(f"{path} is there already, and may hold somebody's work. Choose another name, or take it away.")
    for inside in (folder.inputs, folder.corrections, folder.store):
        if path.resolve().is_relative_to(inside.resolve()):
            raise Problem(f"{path} is in a folder that the program reads. Choose a place outside {inside}.")
    return path
