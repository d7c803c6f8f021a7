"""Payees that a person should look at: what the matching made of each, and what is asked about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keepitlocal.matching.clean import key as clean_key
from keepitlocal.matching.corrections import Decision, spelt

LINK, REVIEW, NONE = "link", "review", "none"
SHOWN = 5  # candidates put before a person at once: the others come when these are denied


@dataclass(frozen=True)
class Candidate:
    """An organisation that a payee could be, how likely (0 to 1, None where nobody reckoned it), and why in words."""

    org_id: str
    name: str
    postcode: str = ""
    kind: str = ""
    confidence: float | None = None
    because: str = ""


@dataclass(frozen=True)
class Match:
    """What the matching made of one payee; ``thought`` is link, review or none; candidates are the likeliest first."""

    payee: str
    thought: str
    org_id: str | None
    confidence: float | None
    matched_by: str
    because: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Spent:
    """What the council could choose to pay a payee: pence (credits counted as their size), lines, years, labels."""

    pence: int
    lines: int
    years: tuple[str, ...]
    departments: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One payee to decide about, under the spelling that was paid most, with the candidates nobody has denied.

    ``spellings`` are all the ways in which it is published, that one first: a decision is about each of them.
    """

    payee: str
    spellings: tuple[str, ...]
    spent: Spent
    thought: str
    because: str
    candidates: tuple[Candidate, ...]

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The candidates that are put before a person."""
        return self.candidates[:SHOWN]


def questions(
    matches: Iterable[Match],
    spent: Mapping[str, Spent],
    /,
    *,
    sure: Mapping[str, Decision],
    never: Iterable[tuple[str, str]],
    added: Mapping[str, tuple[Candidate, ...]],
    everything: bool,
) -> list[Question]:
    """What is still to be decided, the most pence first.

    ``spent`` holds the payees that may be shown; ``sure`` and ``never`` are what ``settle`` gives; ``added`` are
    candidates that others name, by the payee's key, and such a payee is always asked about. ``everything`` asks about
    payees linked or found nowhere too.
    """
    alike: dict[str, list[Match]] = {}
    for one in matches:
        if one.payee in spent and spelt(one.payee) not in sure:
            alike.setdefault(same_name(one.payee), []).append(one)
    denied = set(never)
    found = []
    for some in alike.values():
        some.sort(key=lambda one: (-spent[one.payee].pence, one.payee))
        keys = {spelt(one.payee): one.payee for one in reversed(some)}
        more = [candidate for key in keys for candidate in added.get(key, ())]
        if not (everything or more or any(one.thought == REVIEW for one in some)):
            continue
        likeliest = sorted((candidate for one in some for candidate in one.candidates), key=_doubt)
        every = _once([*more, *likeliest])
        left = tuple(one for one in every if any((key, one.org_id) not in denied for key in keys))
        if left or not every:
            money = _together([spent[one.payee] for one in some])
            spellings = tuple(reversed(keys.values()))
            found.append(Question(spellings[0], spellings, money, some[0].thought, some[0].because, left))
    return sorted(found, key=lambda one: (-one.spent.pence, one.payee))


def same_name(payee: str, /) -> str:
    """What payees share that are one name written in two ways: capitals, marks, Ltd for Limited, and nothing more."""
    last = re.sub(r"[^A-Z]", "", payee.upper().split()[-1]) if payee.split() else ""
    form = _FORMS.get(last, "")
    return f"{clean_key(payee)} {form}" if clean_key(payee) else spelt(payee)


_FORMS = {"LTD": "LIMITED", "LIMITED": "LIMITED", "PLC": "PLC", "LLP": "LLP", "CIC": "CIC", "CIO": "CIO"}


def _doubt(one: Candidate) -> float:
    return 1.0 if one.confidence is None else -one.confidence


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for one in candidates:
        found.setdefault(one.org_id, one)
    return list(found.values())


def _together(some: list[Spent]) -> Spent:
    """The money of all spellings; labels are those of the spelling paid most."""
    years = sorted({year for one in some for year in one.years})
    return Spent(
        sum(one.pence for one in some),
        sum(one.lines for one in some),
        tuple(years),
        some[0].departments,
        some[0].categories,
    )
