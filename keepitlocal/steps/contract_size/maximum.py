"""The maximum contract value: how many organisations could prudently carry how much a year, and where that leaves three.

N(v) counts organisations that do the work, serve the place, and could carry a value of v a year. Each has a most that
it could carry, from what its accounts say; a body whose accounts are not known counts neither for nor against. The
suggested maximum is the largest v at which at least three remain: a trigger for giving reasons, never a bar.

Values are pence a year, as income in accounts is: without VAT where the body recovers it. The Procurement Act 2023,
section 22, gives no number, so every parameter here is a choice, said beside the answer.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from keepitlocal.domain.money import pounds

CAVEAT = (
    "This is an estimate for planning the size of lots. It must not be used to decide whom to invite, exclude or score."
)
AT_LEAST = 3
# A fixed grid, so that what is printed steps where the grid does and not where one organisation's accounts do.
GRID = tuple(
    value * 100
    for value in (
        *(10_000, 25_000, 50_000, 100_000, 250_000, 500_000),
        *(1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000),
    )
)
BANDS = ((50, "50 or more"), (20, "20 to 49"), (10, "10 to 19"), (5, "5 to 9"), (1, "under five"), (0, "none found"))


@dataclass(frozen=True)
class Provider:
    """An organisation that does this kind of work and serves this place. Pence; ``None`` is not known.

    ``at_work_pence`` is the yearly value of what it already does for this council, ``accounts`` the last day that its
    income tells of, ``local`` whether it is based or known to work here.
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
WHY = (
    "Income at least the value a year (cautious: twice). No number is in section 22 of the Procurement Act 2023; the "
    "Public Contracts Regulations 2015, regulation 58, allowed at most twice.",
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


def curve(providers: Iterable[Provider], prudence: Prudence = USUAL, /) -> Curve:
    """How many organisations could carry how much a year; one body counts once, whatever its ids."""
    bodies = {provider.body: provider for provider in providers}
    told = [most(provider, prudence) for provider in bodies.values()]
    known = sorted(value for value in told if value is not None)
    return Curve(tuple(known), len(told) - len(known), prudence)


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
    """A count as it may be printed: in bands, never a number under five."""
    return next(words for least, words in BANDS if count >= least)


def printable(found: Curve, /) -> tuple[tuple[str, str, str], ...]:
    """Value a year, organisations known to be able, and with those whose accounts are not known: bands on the grid.

    The grid ends one step after the last value that anybody known could carry.
    """
    shown = [value for number, value in enumerate(GRID) if number == 0 or found.able(GRID[number - 1])]
    return tuple((pounds(value), band(found.able(value)), band(found.able(value) + found.not_known)) for value in shown)


def printed_maximum(found: Curve, /, *, at_least: int = AT_LEAST) -> int | None:
    """The suggested maximum rounded down to the grid: the exact figure would be one organisation's accounts."""
    exact = suggested_maximum(found, at_least=at_least)
    return None if exact is None else max((value for value in GRID if value <= exact), default=None)


def sentence(found: Curve, /, *, at_least: int = AT_LEAST) -> str:
    """The answer in words that may be printed."""
    value = printed_maximum(found, at_least=at_least)
    if value is not None:
        return (
            f"About {pounds(value)} a year: the largest step at which at least {at_least} organisations that do this work "
            "here could prudently carry it, by what their accounts tell. Above it, consider lots or write your reasons."
        )
    if not found.found:
        return (
            "No maximum is suggested: no organisation that does this work here was found in the records given to us. A "
            "register of charities or companies, or a directory of services, would tell more."
        )
    if found.not_known:
        return (
            f"No maximum is suggested: of the organisations found ({band(found.found)}), too few have accounts in the "
            "registers given to us. That is not known, neither for nor against."
        )
    return (
        f"No maximum is suggested: fewer than {at_least} organisations could carry even {pounds(GRID[0])} a year by what "
        "their accounts tell. Consider building capacity first, or a grant."
    )


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


def share_maximum(*, providers: int, headroom: Fraction) -> Fraction:
    """For work bought by the hour or the place: the largest share of it that one of them should hold.

    There is no single value then. The share is the largest at which the others can take up the hours of the one that
    goes: with n providers each able to do ``headroom`` more than it does (0.2 is a fifth more), a provider with a share
    s leaves s to be taken up by others who hold 1 - s, so s <= headroom * (1 - s). Nobody's fair share, 1/n, is below
    its share of the whole, so the answer is never less than that. Raises ValueError where a figure makes no sense.
    """
    if providers < 1 or headroom < 0:
        raise ValueError("give at least one provider and a headroom of nought or more")
    return max(Fraction(1, providers), headroom / (1 + headroom))
