"""What is coming up: contracts and grants that come to a decision, as plain values, and the two editions made from them.

The public edition holds totals by quarter and kind of work; the list is the officer's, because it concerns decisions
that are not yet taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepitlocal.domain.money import pounds
from keepitlocal.domain.period import spoken

CONTRACT, GRANT, EXPECTED = "contract", "grant", "grant expected again"
NOT_TOLD, PERSON = "Kind of work not told", "a person or redacted"
NOT_WORKED_OUT = "not worked out"
FEW = 5
TOGETHER = "Others together"


@dataclass(frozen=True)
class Coming:
    """One agreement that comes to a decision. ``next`` is the first day to come among review, end and last end.

    ``decide_by`` is the latest date to decide how to go on, ``extend_by`` that to decide an extension where one is left.
    """

    what: str
    title: str
    holder: str
    work: str
    next: date
    next_what: str
    end: date | None
    annual_pence: int | None
    decide_by: date
    days_past: int
    reference: str = ""
    formal_by: date | None = None
    extend_by: date | None = None
    extensions: str = ""
    contradictions: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    providers: str = NOT_WORKED_OUT
    why: str = ""
    source: str = ""
    command: str = ""


@dataclass(frozen=True)
class Regular:
    """An organisation paid regularly for services for people for which no entry was found; ``name`` empty: not named."""

    name: str
    work: str
    year_pence: int
    months: int
    providers: str = NOT_WORKED_OUT


@dataclass(frozen=True)
class Ended:
    """An agreement whose last day on record passed within the year before."""

    title: str
    holder: str
    end: date
    reference: str
    source: str


@dataclass(frozen=True)
class LeadTime:
    """A step of the timetable as the page explains it; ``sure`` says in words how its length is known."""

    id: str
    title: str
    length: str
    why: str
    source: str
    sure: str
    beside: bool
    own: bool


@dataclass(frozen=True)
class Upcoming:
    """What is coming up in a place on a day."""

    council: str
    code: str
    on: date
    made: date
    months: int
    software: str
    warnings: tuple[str, ...]
    coming: tuple[Coming, ...]
    regular: tuple[Regular, ...]
    regular_says: str
    ended: tuple[Ended, ...]
    ended_before: int
    undated: int
    contracts: int
    contradicted: int
    steps: tuple[LeadTime, ...] = ()

    @property
    def listed(self) -> tuple[Coming, ...]:
        """Those that the records themselves date; grants that are only expected again are left out."""
        return tuple(one for one in self.coming if one.what != EXPECTED)

    @property
    def passed(self) -> tuple[Coming, ...]:
        """Those on record whose latest date to decide has passed."""
        return tuple(one for one in self.listed if one.days_past > 0)


@dataclass(frozen=True)
class Total:
    """Agreements of one quarter and kind of work; ``count`` None is under five, and then no pounds are shown."""

    quarter: str
    work: str
    count: int | None
    annual_pence: int | None
    without_value: int


def band(count: int | None, /) -> str:
    """How many organisations, as it may be shown."""
    if count is None:
        return NOT_WORKED_OUT
    steps = ((0, "none found"), (4, "under five"), (9, "5 to 9"), (19, "10 to 19"))
    return next((words for most, words in steps if count <= most), "20 or more")


def quarter(day: date, /) -> str:
    """The quarter of a calendar year, in words."""
    first = (day.month - 1) // 3 * 3 + 1
    months = [date(day.year, month, 1).strftime("%B") for month in (first, first + 2)]
    return f"{months[0]} to {months[1]} {day.year}"


def totals(found: Upcoming, /) -> tuple[Total, ...]:
    """By quarter and kind of work. Kinds with under five agreements in a quarter are put together; still under five, no
    figure is shown. So nothing of a single agreement can be read from it.
    """
    quarters: dict[tuple[int, int], dict[str, list[Coming]]] = {}
    for one in found.listed:
        cell = quarters.setdefault((one.next.year, (one.next.month - 1) // 3), {})
        cell.setdefault(one.work or NOT_TOLD, []).append(one)
    made = []
    for key in sorted(quarters):
        large = {work: some for work, some in quarters[key].items() if len(some) >= FEW}
        small = [one for work, some in quarters[key].items() if work not in large for one in some]
        cells = sorted(large.items(), key=lambda pair: (pair[0] == NOT_TOLD, pair[0]))
        made += [_total(work, some) for work, some in cells]
        if small:
            made.append(_total(TOGETHER if large else "All kinds of work", small))
    return tuple(made)


def _total(work: str, some: Sequence[Coming]) -> Total:
    when, enough = quarter(some[0].next), len(some) >= FEW
    known = [one.annual_pence for one in some if one.annual_pence is not None]
    # To the thousand, so that what is left when others are taken away tells of no single agreement.
    pence = round(sum(known) / 100_000) * 100_000 if enough and len(known) >= FEW else None
    return Total(when, work, len(some) if enough else None, pence, len(some) - len(known) if enough else 0)


def opening(found: Upcoming, /) -> tuple[str, ...]:
    """The answer in a few sentences that name nobody: for the public page, and the first lines elsewhere."""
    contracts = [one for one in found.coming if one.what == CONTRACT]
    grants = [one for one in found.coming if one.what == GRANT]
    told = [_counted(len(some), name) for some, name in ((contracts, "contract"), (grants, "grant")) if some]
    span = "month" if found.months == 1 else f"{found.months} months"
    if not contracts and not grants and not found.contracts:  # no record is no answer, and never "nothing"
        return (f"What comes to a decision in the {span} from {spoken(found.on)} is not known.",)
    if not contracts and not grants:
        return (f"In the {span} from {spoken(found.on)}, nothing with a date comes to a decision.",)
    verb = "comes" if len(contracts) + len(grants) == 1 else "come"
    return (
        f"In the {span} from {spoken(found.on)}, {' and '.join(told)} {verb} to a decision: {_worth([*contracts, *grants])}.",
    )


def answers(found: Upcoming, /) -> tuple[str, ...]:
    """The answer for the officer: what comes, what is late, what is expected, what has no entry."""
    said = list(opening(found))
    dated = [one for one in found.listed if one.days_past <= 0]
    if found.passed:
        said.append(
            f"For {len(found.passed):,} of them the usual time to decide has passed: the list says by how much, and what would "
            "still help."
        )
    if dated:
        first = dated[0]
        said.append(f"The next to decide is “{first.title}”, by {spoken(first.decide_by)}.")
    expected = sum(one.what == EXPECTED for one in found.coming)
    if expected:
        said.append(
            f"{_counted(expected, 'grant')} {'is' if expected == 1 else 'are'} expected again, going by earlier years."
        )
    said.append(found.regular_says)
    if found.contradicted:
        said.append(
            f"Of {_counted(found.contracts, 'contract')} on record, {found.contradicted:,} "
            f"{'contradicts itself' if found.contradicted == 1 else 'contradict themselves'}; the list says how."
        )
    return tuple(said)


def _worth(some: Iterable[Coming]) -> str:
    known = [one.annual_pence for one in some]
    without = sum(one is None for one in known)
    told = f"{pounds(sum(one or 0 for one in known))} a year"
    return told + (f"; {without} of them {'gives' if without == 1 else 'give'} no value" if without else "")


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
