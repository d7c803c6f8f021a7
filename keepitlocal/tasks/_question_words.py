"""A payee to decide about, as lines on a screen, and what comes after."""

import textwrap
from collections.abc import Iterator

from keepitlocal.domain.money import pounds
from keepitlocal.domain.organisation import KINDS
from keepitlocal.matching.uncertain import LINK, NONE, Candidate, Question, Spent
from keepitlocal.tasks._folder import Folder, typed

HELP = """\
  1, 2 ...  the payee is that organisation
  n         it is none of these: none of them is linked to it again
  o         it is another organisation: you give its number
  s         skip it for now: it comes again the next time
  u         go one back, and take back what was decided there
  q         stop; everything you decided is kept already
Write your reason after the key where you have one: 1 invoice shows the company number
Not sure? Skip it. An unmatched payee is counted as not known, which is honest; a wrong match is not."""

_SURE = ((0.95, "almost certain"), (0.8, "likely"), (0.5, "more likely than not"), (0.2, "possible"), (0.0, "unlikely"))


def question(asked: Question, /, *, width: int) -> Iterator[str]:
    """The payee, its money, and the numbered organisations it could be."""
    yield printable(asked.payee)
    yield from _wrapped(money(asked.spent), width=width)
    if others := asked.spellings[1:]:
        yield from _wrapped(printable(f"Also published as: {', '.join(others)}"), width=width)
    for heading, labels in (("Department", asked.spent.departments), ("Paid for", asked.spent.categories)):
        if labels:
            yield from _wrapped(f"{heading}: {printable(', '.join(labels))}", width=width)
    if thought := _thought(asked):
        yield from _wrapped(thought, width=width)
    yield ""
    for number, one in enumerate(asked.shown, 1):
        yield from textwrap.wrap(
            f"{number}  {described(one)}", width=width, initial_indent=" ", subsequent_indent="    "
        )
        if told := reasons(one):
            yield from _wrapped(told, width=width)
    if more := len(asked.candidates) - len(asked.shown):
        yield f"    and {more} less likely, shown the next time where it is none of these"
    if not asked.candidates:
        yield "    No organisation on the registers given comes near."


def money(spent: Spent, /) -> str:
    """£12,300 in 34 lines, 2023-24 to 2025-26."""
    years = [year for year in spent.years if year[:1].isdigit()]
    period = "" if not years else f", {years[0]}" if len(years) == 1 else f", {years[0]} to {years[-1]}"
    return f"{pounds(spent.pence)} in {spent.lines:,} {'line' if spent.lines == 1 else 'lines'}{period}"


def described(one: Candidate, /) -> str:
    """An organisation by its name, kind, postcode and number."""
    kind = "" if one.kind in ("", "unknown") else KINDS.get(one.kind, one.kind)
    facts = ", ".join(fact for fact in (kind, one.postcode) if fact)
    name = "" if one.name == one.org_id else f"{one.name} "
    return printable(f"{name}({one.org_id}{', ' if facts else ''}{facts})")


def reasons(one: Candidate, /) -> str:
    """How sure the program is, and why."""
    return printable(": ".join(part for part in (how_sure(one.confidence), one.because) if part))


def how_sure(confidence: float | None, /) -> str:
    """Likely, 87 in 100. Nothing is 100 in 100."""
    if confidence is None:
        return ""
    word = next(word for least, word in _SURE if confidence >= least)
    return f"{word}, {min(max(int(confidence * 100), 1), 99)} in 100"


def _thought(asked: Question) -> str:
    if asked.thought == LINK:
        return "The program has linked it." + (f" ({printable(asked.because)})" if asked.because else "")
    return "The program linked it to nobody." if asked.thought == NONE else ""


def keys(asked: Question, /) -> str:
    """The line of keys under a question."""
    numbers = {0: "", 1: "1 it is that one   "}.get(len(asked.shown), f"1-{len(asked.shown)} it is that one   ")
    none = "n none of these   " if asked.shown else ""
    return f"{numbers}{none}o another   s skip   u back   ? help   q stop"


def printable(text: str, /) -> str:
    """Published text with nothing in it that could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _wrapped(text: str, *, width: int) -> list[str]:
    return textwrap.wrap(text, width=width, initial_indent="    ", subsequent_indent="    ")


def nothing(folder: Folder, /, *, everything: bool) -> str:
    """What to say where no payee is left to decide."""
    if everything:
        return "There is nothing to review: every payee that can be named has been decided."
    return (
        "There is nothing to review: no payee is uncertain, or all have been decided. "
        f"To check what the program linked by itself: keepitlocal review {typed(folder.path)} --all"
    )


def after(folder: Folder, decided: int, /) -> str:
    """What to run next."""
    if not decided:
        return "Nothing was changed."
    path = typed(folder.path)
    return (
        "They are in corrections/review.csv. To see what they change, run:\n"
        f"    keepitlocal report {path}\n    keepitlocal compare {path}"
    )
