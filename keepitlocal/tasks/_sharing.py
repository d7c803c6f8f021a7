"""Decisions shared between councils: what a council decided, without who decided it, and never about a person."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.matching.corrections import (
    COLUMNS,
    SHARED,
    Decision,
    as_csv,
    contested,
    holding,
    read_decisions,
    spelt,
)
from keepitlocal.tasks._corrections import decisions
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._question_words import after, printable
from keepitlocal.tasks._review_sheet import fresh
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._sitting import CHOSEN, NONE_OF_THESE, TYPED, replace_whole
from keepitlocal.tasks._uncertain import known, people


def share(folder: Folder, parts: Parts, path: Path, /, *, reasons: bool, screen: Screen) -> int:
    """Write the council's own decisions that hold, signed by the council, reasons only where the program wrote them."""
    file = fresh(folder, path)
    mine = holding(one for one in decisions(folder) if not one.shared)
    here = {spelt(payee) for payee in known(parts)}
    told = [
        replace(one, by=_council(folder), why=one.why if reasons or one.why in (CHOSEN, NONE_OF_THESE, TYPED) else "")
        for one in mine
        if one.key in here and not _is_person(one.payee)
    ]
    if not told:
        screen.say("There is nothing to share: the council has decided about no payee yet. Nothing was written.")
        return 0
    content = as_csv(sorted(told, key=lambda one: (one.key, one.org_id)))
    replace_whole(file, ("\ufeff" + content).encode())
    screen.say(f"{len(told):,} {_decisions(len(told))} are in {file}, signed {_council(folder)}; nobody is named.")
    if left := len(mine) - len(told):
        screen.say(
            f"{left:,} {'was' if left == 1 else 'were'} left out: the payee may be an individual, or is not in the files any more."
        )
    if reasons:
        screen.say("Reasons are in it as people wrote them: read them through before you send the file.")
    screen.say(f"Another council takes it in with: keepitlocal review FOLDER --load {typed(Path(file.name))}")
    return 0


def is_shared(headings: Sequence[str], /) -> bool:
    """Whether headings are those of decisions, not of a workbook to fill in."""
    return {text.strip().casefold() for text in headings} >= set(COLUMNS)


def load_shared(
    folder: Folder,
    parts: Parts,
    path: Path,
    rows: Sequence[Sequence[str]],
    /,
    *,
    told: Sequence[Decision],
    screen: Screen,
) -> int:
    """Take in another council's decisions, in place of those it shared before. Raises Problem where they are not one's."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    try:
        given = read_decisions(text.getvalue(), file=path.name)
    except ValueError as error:
        raise Problem(f"{error} Nothing was kept.") from error
    council = _from(given, folder, path)
    here = {spelt(payee) for payee in known(parts)}
    persons = {spelt(payee) for payee in people(parts)}
    theirs = [one for one in given if one.key not in persons and (one.key in here or not _is_person(one.payee))]
    if left := len(given) - len(theirs):
        screen.say(f"{left:,} left out: the payee is, or may be, an individual. Individuals are never matched.")
    target = folder.corrections / f"{SHARED}{_slug(council)}.csv"
    content = ("\ufeff" + as_csv(theirs)).encode()
    if target.exists() and target.read_bytes() == content:
        screen.say(f"These decisions of {council} are in corrections/{target.name} already. Nothing was changed.")
        return 0
    replace_whole(target, content)
    about = len({one.key for one in theirs if one.key in here})
    _say_taken(theirs, told, council, about, screen)
    if disputed := contested(decisions(folder)):
        screen.say(
            f"About {len(disputed):,} {'payee' if len(disputed) == 1 else 'payees'} the councils contradict each other: "
            f"none of that holds until you decide. Run: keepitlocal review {typed(folder.path)}"
        )
    screen.say(after(folder, about).replace("review.csv", target.name))
    return 0


def _say_taken(theirs: Sequence[Decision], told: Sequence[Decision], council: str, about: int, screen: Screen) -> None:
    mine = {one.key for one in told if not one.shared}
    overruled = len({one.key for one in theirs} & mine)
    screen.say(
        f"{len(theirs):,} {_decisions(len(theirs))} of {council}, about {about:,} of the payees here."
        + (f" You decided about {overruled:,} of them yourselves: your own decisions win." if overruled else "")
    )


def _from(given: Sequence[Decision], folder: Folder, path: Path) -> str:
    """The council that a file comes from."""
    signed = sorted({printable(one.by) for one in given})
    if len(signed) != 1:
        raise Problem(
            f"{path} is signed by {len(signed) or 'nobody'}: what a council shares is signed by that council alone. "
            "If these are your own decisions, put the file into corrections/ yourself."
        )
    if _slug(signed[0]) in (_slug(_council(folder)), ""):
        raise Problem(f"{path} holds decisions of {signed[0]}, which are this place's own. Nothing was changed.")
    return signed[0]


def _council(folder: Folder) -> str:
    return str(folder.settings["council"].get("name", folder.council))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _is_person(payee: str) -> bool:
    return is_redacted(payee) or likely_person(payee)


def _decisions(many: int) -> str:
    return "decision" if many == 1 else "decisions"
