"""Subsidy: how much small assistance an enterprise may still be given, and what to ask before calling a grant one.

Subsidy Control Act 2022, sections 36 to 42: up to £315,000 in all of minimal assistance to one enterprise over the part
of this financial year that has gone and the two before it; up to £725,000 where it pays for a service of public economic
interest. Both count both kinds, from every public body, to the whole group under common control.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keepitlocal.law import rule

MINIMAL, SPEI = "minimal financial assistance", "public economic interest assistance"
_LIMITS = {MINIMAL: "SUB-1", SPEI: "SUB-2"}
STARTED = date(2023, 1, 4)

# A grant is a subsidy only where all four parts of section 2 are met; each question is one of them.
QUESTIONS = (
    "Does the organisation offer goods or services on a market with this money? What it does without charging, or for a "
    "purpose that is not economic, is left out (sections 2(1)(b) and 7).",
    "Is it on better terms than it could have had on the market? A fair price for a service, found by competition, is "
    "no advantage (section 3).",
    "Does it help one organisation rather than others who do the same (section 4)?",
    "Could it have an effect on competition or investment within the United Kingdom, or on trade or investment with "
    "another country (section 2(1)(d))? A small grant for people of one place often has none; write down why.",
)


@dataclass(frozen=True)
class Entry:
    """Assistance given. ``group`` names the whole enterprise: bodies under common control are one (section 8)."""

    group: str
    given: date
    pence: int  # gross, or what it would have cost in cash
    giver: str
    kind: str = MINIMAL


@dataclass(frozen=True)
class Ledger:
    """What counts for a group on a day, and what is left. ``drops`` are (day, pence) when parts stop counting."""

    group: str
    on: date
    kind: str
    begins: date  # of the period that counts
    counts: tuple[Entry, ...]
    total_pence: int
    limit_pence: int
    room_pence: int
    proposed_pence: int
    fits: bool
    drops: tuple[tuple[date, int], ...]
    database: bool
    words: str


def period_begins(on: date, /) -> date:
    """The first day that counts for something given on a day: 1 April, two financial years before the current one."""
    return date(_financial_year(on) - 2, 4, 1)


def ledger(
    entries: Iterable[Entry], /, *, group: str, on: date, proposed_pence: int = 0, kind: str = MINIMAL
) -> Ledger:
    """What a group has had, and whether a proposed amount of a kind fits under its limit on a day.

    Raises LookupError for a day before the Act began (4 January 2023), ValueError for another kind or a negative sum.
    """
    if kind not in _LIMITS:
        raise ValueError(f"no kind {kind!r}: use {MINIMAL!r} or {SPEI!r}")
    if proposed_pence < 0:
        raise ValueError("what is proposed cannot be less than nothing")
    begins, limit = period_begins(on), rule(_LIMITS[kind], on=on).pence
    counts = tuple(
        sorted((one for one in entries if one.group == group and begins <= one.given <= on), key=lambda one: one.given)
    )
    total = sum(one.pence for one in counts)
    found = Ledger(
        group,
        on,
        kind,
        begins,
        counts,
        total,
        limit,
        max(limit - total, 0),
        proposed_pence,
        total + proposed_pence <= limit,
        _drops(counts),
        proposed_pence > rule("SUB-4", on=on).pence,
        "",
    )
    return Ledger(**{**vars(found), "words": _words(found)})


def _financial_year(day: date) -> int:
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def _drops(counts: tuple[Entry, ...]) -> tuple[tuple[date, int], ...]:
    when: dict[date, int] = {}
    for one in counts:
        day = date(_financial_year(one.given) + 3, 4, 1)
        when[day] = when.get(day, 0) + one.pence
    return tuple(sorted(when.items()))


def _words(found: Ledger) -> str:
    said = f"Since {found.begins.day} {found.begins:%B %Y} {_pounds(found.total_pence)} counts towards {_pounds(found.limit_pence)}"
    if not found.proposed_pence:
        return f"{said}; {_pounds(found.room_pence)} is left."
    after = found.total_pence + found.proposed_pence
    if found.fits:
        return f"{said}; with {_pounds(found.proposed_pence)} more it would be {_pounds(after)}, which is within it."
    later = f" {_next_fit(found)}" if found.drops else ""
    return f"{said}; with {_pounds(found.proposed_pence)} more it would be {_pounds(after)}, which is over it.{later}"


def _next_fit(found: Ledger) -> str:
    left = found.total_pence
    for day, pence in found.drops:
        left -= pence
        if left + found.proposed_pence <= found.limit_pence:
            return f"From {day.day} {day:%B %Y}, when {_pounds(pence)} no longer counts, it would fit if nothing else is given."
    return "It would not fit at any later day either."


def _pounds(pence: int) -> str:
    return f"£{pence / 100:,.2f}".removesuffix(".00")
