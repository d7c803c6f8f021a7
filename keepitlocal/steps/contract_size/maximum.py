"""The maximum contract value: how many organisations could prudently carry how much a year, and where that leaves three.

N(v) counts organisations that do the work, serve the place, and could carry a value of v a year on top of what they
already do for the council. Each has a most that
it could carry, from what its accounts say; a body whose accounts are not known counts neither for nor against. The
suggested maximum is the largest v at which at least three remain: a trigger for giving reasons, never a bar.

Values are pence a year, as income in accounts is: without VAT where the body recovers it. The Procurement Act 2023,
section 22, gives no number, so every parameter here is a choice, said beside the answer.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil

from keepitlocal.domain.money import percent, pounds

CAVEAT = (
    "This is an estimate for planning the size of lots. It must not be used to decide whom to invite, exclude or score."
)
AT_LEAST = 3
# What is printed steps where this grid does, never where one organisation's accounts do. It is always the whole grid: one
# that ended at the largest organisation would tell its size. Each step is twice the last, so that settings which take
# half or a quarter of income shift a curve by whole steps, and the settings together tell no more than one.
GRID = tuple(25_000_00 * 2**step for step in range(11))
TO_PRINT = 5  # fewer than this are never told apart: not one from three, nor any from none
BANDS = ((50, "50 or more"), (20, "20 to 49"), (10, "10 to 19"), (TO_PRINT, "5 to 9"), (0, "under five"))


@dataclass(frozen=True)
class Provider:
    """An organisation that does this kind of work and serves this place. Pence; ``None`` is not known.

    ``at_work_pence`` is the yearly value of what it already does for this council, ``alike_pence`` the part of it that is
    this kind of work, ``accounts`` the last day that its income tells of, ``local`` whether it is based or known to work
    here.
    """

    body: str
    name: str
    income_pence: int | None = None
    reserves_pence: int | None = None
    at_work_pence: int = 0
    accounts: date | None = None
    kind: str = "unknown"
    local: bool | None = None
    source: str = ""
    may_be_named: bool = False
    alike_pence: int = 0
    inspected: bool = False  # an inspectorate has it here for such work


@dataclass(frozen=True)
class Prudence:
    """What a prudent body would take on. Each is a parameter with its reason, shown wherever the answer is."""

    name: str
    turnover: Fraction  # income has to be this many times the value a year
    dependence: Fraction  # the value and the work in hand may be this share of income
    reserves_months: int  # of the value, held in reserve, where reserves are known


OPTIMISTIC = Prudence("hopeful", Fraction(1), Fraction(1), 0)
USUAL = Prudence("usual", Fraction(1), Fraction(1, 2), 0)
CAUTIOUS = Prudence("cautious", Fraction(2), Fraction(1, 4), 3)
SETTINGS = (OPTIMISTIC, USUAL, CAUTIOUS)
CARRIED = Prudence("by what is paid already", Fraction(1), Fraction(1), 0)
WHY = (
    "Income at least the value a year (cautious: twice). No number is in section 22 of the Procurement Act 2023; the "
    "Public Contracts Regulations 2015, regulation 58(9), allowed asking at most twice, and are no longer in force for new "
    "procurements.",
    "The value, with what the body already does for the council, is at most half of its income (cautious: a quarter; "
    "hopeful: all of it), so that it does not live by one contract.",
    "Cautious asks for three months of the value in reserve, where reserves are known.",
)


@dataclass(frozen=True)
class Curve:
    """N(v): ``most`` is what each organisation with known accounts could carry a year, smallest first."""

    most: tuple[int, ...]
    not_known: int
    prudence: Prudence

    @property
    def found(self) -> int:
        """All organisations, with known accounts or without."""
        return len(self.most) + self.not_known

    def able(self, pence: int, /) -> int:
        """How many are known to be able to carry this much a year."""
        return len(self.most) - bisect_left(self.most, pence)


def curve(
    providers: Iterable[Provider], prudence: Prudence = USUAL, /, *, ending: Mapping[str, int] | None = None
) -> Curve:
    """How many organisations could carry how much a year; one body counts once, whatever its ids.

    ``ending`` is the value a year, by body, of work in hand that ends as this begins (the contract that is let again), so
    that nobody is counted as too busy with the very work.
    """
    bodies = {provider.body: _freed(provider, ending or {}) for provider in providers}
    told = [most(provider, prudence) for provider in bodies.values()]
    known = sorted(value for value in told if value is not None)
    return Curve(tuple(known), len(told) - len(known), prudence)


def carrying(providers: Iterable[Provider], /) -> Curve:
    """How many already do such work for this council, by how much of it a year: what payments tell where accounts do not.

    It is what they do carry, not what they could: neither is the other. Those who do none of it now are not known.
    """
    bodies = {provider.body: provider.alike_pence for provider in providers}
    done = sorted(pence for pence in bodies.values() if pence > 0)
    return Curve(tuple(done), len(bodies) - len(done), CARRIED)


def _freed(provider: Provider, ending: Mapping[str, int]) -> Provider:
    left = max(0, provider.at_work_pence - ending.get(provider.body, 0))
    return provider if left == provider.at_work_pence else replace(provider, at_work_pence=left)


def stressed(
    providers: Iterable[Provider], /, *, ending: Mapping[str, int] | None = None
) -> tuple[Curve, Curve, Curve]:
    """The hopeful, the usual and the cautious curve, to be shown side by side."""
    found = tuple(providers)
    hopeful, usual, cautious = (curve(found, setting, ending=ending) for setting in SETTINGS)
    return hopeful, usual, cautious


def most(provider: Provider, prudence: Prudence, /) -> int | None:
    """The most that one organisation could prudently carry a year, in pence; None where its accounts are not known."""
    if provider.income_pence is None:
        return None
    limits = [
        Fraction(provider.income_pence) / prudence.turnover,
        provider.income_pence * prudence.dependence - provider.at_work_pence,
    ]
    if prudence.reserves_months and provider.reserves_pence is not None:
        limits.append(Fraction(provider.reserves_pence * 12, prudence.reserves_months))
    return max(0, int(min(limits)))


def suggested_maximum(found: Curve, /, *, at_least: int = AT_LEAST) -> int | None:
    """The largest value a year, in pence, at which at least so many remain by what is known; None where none does."""
    if at_least < 1:
        raise ValueError(f"at least {at_least} organisations is no number to plan with; give 1 or more")
    if len(found.most) < at_least:
        return None
    return found.most[-at_least] or None


def band(count: int, /) -> str:
    """A count as it may be printed: in bands, never a number under five, and none not told from one."""
    return next(words for least, words in BANDS if count >= least)


@dataclass(frozen=True)
class Step:
    """How many could carry a value a year, in bands: by known accounts, and if all that are not known could too."""

    pence: int
    known: str
    at_most: str


@dataclass(frozen=True)
class Banded:
    """What may be printed or shared of a curve: bands on the grid. The caveat is part of it and cannot be left out."""

    setting: str
    steps: tuple[Step, ...]
    maximum_pence: int | None  # on the grid
    sentence: str
    caveat: str = field(default=CAVEAT, init=False)

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """A table's cells: value a year, known to be able, with those whose accounts are not known."""
        return tuple((pounds(step.pence), step.known, step.at_most) for step in self.steps)

    def lines(self) -> tuple[str, ...]:
        """All of it in words, the caveat last."""
        each = (f"{pounds(one.pence)} a year: {_between(one)}" for one in self.steps)
        return (self.sentence, *each, self.caveat)


def _between(step: Step) -> str:
    return step.known if step.known == step.at_most else f"{step.known}; {step.at_most} with those not known"


def printable(found: Curve, /, *, at_least: int = AT_LEAST) -> Banded:
    """What may be printed of a curve.

    Nobody's income can be worked out from it: the values are a fixed grid, so a change of band says only that somebody
    lies between two steps, one twice the other; the last four are never told apart; and where fewer than five accounts
    are known no maximum is printed, as it would be one of few bodies' accounts.
    """
    steps = tuple(Step(value, band(found.able(value)), band(found.able(value) + found.not_known)) for value in GRID)
    value = printed_maximum(found, at_least=at_least)
    return Banded(found.prudence.name, steps, value, sentence(found, at_least=at_least))


def printed_maximum(found: Curve, /, *, at_least: int = AT_LEAST) -> int | None:
    """The suggested maximum rounded down to the grid: the exact figure would be one organisation's accounts."""
    exact = suggested_maximum(found, at_least=at_least)
    if exact is None or len(found.most) < TO_PRINT:
        return None
    return max((value for value in GRID if value <= exact), default=None)


TELLS_MORE = (
    "A register with accounts, a directory of services, or asking organisations in early engagement would tell more."
)


def sentence(found: Curve, /, *, at_least: int = AT_LEAST) -> str:
    """The answer in words that may be printed."""
    value = printed_maximum(found, at_least=at_least)
    if value is not None:
        return (
            f"About {pounds(value)} a year: the largest step at which at least {at_least} organisations that do this work "
            "here could prudently carry it on top of what they do for the council, by what their accounts tell. Above it, "
            "consider lots or write your reasons. "
            f"{_half(found)}{_unknown(found)}"
        )
    return f"No maximum is suggested: {_why_none(found)}"


def half_can_carry(found: Curve, /) -> int | None:
    """The largest step of the grid that at least half of those with known accounts could carry; None under the first.

    Three may be the three largest in the country; this says what most of them could do. None where under five are known.
    """
    if len(found.most) < TO_PRINT:
        return None
    return max((value for value in GRID if 2 * found.able(value) >= len(found.most)), default=None)


def _half(found: Curve) -> str:
    value = half_can_carry(found)
    if value is None:
        return f"Fewer than half of those whose accounts are known could carry even {pounds(GRID[0])}."
    return f"Half of those whose accounts are known could carry {pounds(value)} or more."


def _unknown(found: Curve) -> str:
    if found.not_known <= len(found.most):
        return ""
    return " The accounts of most are not known: theirs could raise the figure and never lower it."


def _why_none(found: Curve) -> str:
    if not found.found:
        return f"no organisation that does this work here was found in the records given to us. {TELLS_MORE}"
    if len(found.most) < TO_PRINT:
        return (
            f"of the organisations found ({band(found.found)}), under five have accounts in the registers given to us. "
            f"That is not known, neither for nor against. {TELLS_MORE}"
        )
    return (
        f"by what their accounts tell, too few organisations could carry even {pounds(GRID[0])} a year. Consider building "
        "capacity first, or a grant."
    )


def age_of_accounts(providers: Iterable[Provider], /) -> str:
    """Of which years the accounts are, in words that may be printed: nothing where there are under five."""
    days = [one.accounts for one in providers if one.income_pence is not None and one.accounts is not None]
    if len(days) < TO_PRINT:
        return ""
    first, last = min(days).year, max(days).year
    return f"Their accounts end in {first}." if first == last else f"Their accounts end in {first} to {last}."


def people_to_talk_to(providers: Iterable[Provider], /) -> tuple[tuple[str, str, str], ...]:
    """For a commissioner alone: name, income band, and the day to which accounts tell. By name, never by ability."""
    named = {provider.body: provider for provider in providers if provider.may_be_named}
    rows = [
        (one.name, _income(one.income_pence), one.accounts.isoformat() if one.accounts else "not known")
        for one in named.values()
    ]
    return tuple(sorted(rows, key=lambda row: row[0].casefold()))


def _income(pence: int | None) -> str:
    steps = (
        (100_000, "under £100,000"),
        (500_000, "£100,000 to £500,000"),
        (1_000_000, "£500,000 to £1m"),
        (10_000_000, "£1m to £10m"),
    )
    if pence is None:
        return "not known"
    return next((words for limit, words in steps if pence < limit * 100), "£10m or more")


# Work that is bought by the hour or the place: names of kinds of work (steps/place/services.toml), and the unit.
UNITS = {
    "Home care": "hours",
    "Supported living and extra care": "hours",
    "Short breaks and respite": "hours",
    "Residential and nursing care": "places",
    "Day care and day activities": "places",
    "Early years and childcare": "places",
    "Fostering and adoption": "places",
    "Children's residential care": "places",
}
HEADROOM = Fraction(1, 5)  # an example, for the reader to set: what each could do on top of what it does


@dataclass(frozen=True)
class Share:
    """The most of some units of work (hours a week, places) that one provider should hold, so that it can be lost.

    ``units`` is None where no share will do: with so few providers, the rest could not take up even an equal share.
    """

    whole: int
    providers: int
    headroom: Fraction
    units: int | None

    @property
    def sentence(self) -> str:
        """The answer in words, with how it comes about."""
        more = percent(self.headroom)
        if self.units is None:
            needed = f"{1 + ceil(1 / self.headroom)} providers" if self.headroom else "headroom"
            return (
                f"With so few of them ({band(self.providers)}), each able to do {more} more, the loss of one could not be made "
                f"up, however the work is shared: it takes {needed}, or more that can be taken on at short notice."
            )
        return (
            f"At most {self.units:,} of {self.whole:,} ({percent(Fraction(self.units, self.whole))}) to any one: if it "
            f"went, the others, each able to do {more} more than it does, could take up its work."
        )


def share_maximum(whole: int, /, *, providers: int, headroom: Fraction) -> Share:
    """For work bought by the hour or the place, which has no single value: the largest share for one provider.

    A provider that holds s of ``whole`` units leaves s to be taken up by others who hold the rest and can each do
    ``headroom`` more than they do (1/5 is a fifth more): s is at most headroom x (whole - s). Somebody always holds at
    least an equal share, so where that is more than s no way of sharing will do. Examples: 1,000 hours, a fifth more: at
    most 166 hours, with 7 providers or more; with 3 providers none will do, and each would need to be able to do half as
    much again. Raises ValueError where a figure makes no sense.
    """
    if whole < 1 or providers < 1 or headroom < 0:
        raise ValueError("give at least one unit, at least one provider and a headroom of nought or more")
    largest = int(whole * headroom / (1 + headroom))
    return Share(whole, providers, headroom, largest if largest * providers >= whole else None)
