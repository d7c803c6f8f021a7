"""What a proposed payment asks of a bidder: working capital in months of cost, share of price at risk, who lends it.

A bidder is taken to spend evenly, day by day, and to earn no more than it spends. What is paid on results may never
come; it is counted as coming in full, after its lag, so the working capital here is the least that is needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from keepitlocal.domain.money import percent, pounds

ADVANCE, ARREARS, MILESTONES = "in advance", "in arrears", "at milestones"


@dataclass(frozen=True)
class Terms:
    """How the price is paid. ``every`` is months between payments, ``days`` from an invoice to its payment.

    ``results`` is the share of the price that depends on results, paid ``lag`` days after the end of the period that it
    is for. At milestones, ``every`` is the months between them.
    """

    name: str
    how: str = ADVANCE
    every: int = 3
    days: int = 0
    results: Fraction = Fraction(0)
    lag: int = 0


USUAL = (
    Terms("Quarterly in advance", ADVANCE, 3),
    Terms("Monthly in arrears, paid in 30 days", ARREARS, 1, 30),
    Terms("Quarterly in arrears, paid in 30 days", ARREARS, 3, 30),
    Terms("Milestones every six months, paid in 30 days", MILESTONES, 6, 30),
    Terms("A fifth on results after a year, the rest quarterly in arrears", ARREARS, 3, 30, Fraction(1, 5), 365),
)
# Incomes a year of the bidders compared: from, up to (None has no end), in words.
SIZES: tuple[tuple[int, int | None, str], ...] = (
    (0, 100_000_00, "under £100,000"),
    (100_000_00, 500_000_00, "£100,000 to £500,000"),
    (500_000_00, 1_000_000_00, "£500,000 to £1m"),
    (1_000_000_00, 10_000_000_00, "£1m to £10m"),
    (10_000_000_00, None, "£10m or more"),
)
RESERVES = (1, 3)  # months of their own income, for the reader to set
RESERVES_WHY = (
    "One and three months are for you to set. NCVO put the reserves of all charities together at about 15 months of "
    "spending (2015), and says that they are held unequally; we found no published figure by size for bodies that hold "
    "contracts, so no figure here is typical."
)
DAYS_A_MONTH = Fraction(365, 12)

OURS = (
    "No payment by results is the default here: Locality holds that it distorts what is done and shuts out small bodies, "
    "which cannot lend the council the cost of a service (Locality, 2014, known second-hand).",
    "A grant or a payment in advance may be made where there is a need for it: agree it, write it down and say why "
    "(National Audit Office, on a clear operational requirement; known second-hand).",
)
OTHER_VIEW = (
    "The National Audit Office’s toolkit for commissioners says that paying for outcomes strengthens incentives (known "
    "second-hand). Its report on payment by results says that it is hard to get right and not suited to every service, and "
    "likeliest to work where results can be measured and put down to the provider (HC 86, June 2015).",
    "The Government Outcomes Lab holds that payment by results suits outcomes that are well defined and can be put down "
    "to the provider, and not others (known second-hand).",
)


@dataclass(frozen=True)
class Profile:
    """What terms ask of a bidder. ``peak_pence`` is the most that it has spent and not yet been paid, at any time.

    ``cash`` is what it has been paid less what it has spent, in pence, at the end of each month from the first until it
    is paid in full; ``without_pence`` is the most that it is out by if no result is ever paid, and for good.
    """

    terms: Terms
    peak_pence: int
    months: Fraction  # of the contract's monthly cost
    at_risk_pence: int  # of the whole price, on results that may not come: how likely they are is not known
    without_pence: int
    cash: tuple[int, ...]

    @property
    def lender(self) -> str:
        """Who lends the money until it is paid, in words."""
        if self.peak_pence == 0:
            return "the council pays first; nobody has to lend"
        return f"the bidder lends the council up to {pounds(self.peak_pence)}, {float(self.months):.1f} months of cost"


def profile(annual_pence: int, terms: Terms, /, *, months: int) -> Profile:
    """What terms ask of a bidder for a contract of so much a year over so many months. Raises ValueError on nonsense."""
    if (
        annual_pence < 0
        or months < 1
        or terms.how not in (ADVANCE, ARREARS, MILESTONES)
        or terms.every < 1
        or not 0 <= terms.results <= 1
        or min(terms.days, terms.lag) < 0
    ):
        raise ValueError("give a value, at least one month, payments at least a month apart, and a share from 0 to 1")
    monthly = Fraction(annual_pence, 12)
    paid = sorted(_payments(monthly, terms, months))
    deepest = _deepest(monthly, paid, months)
    sure = sorted(_payments(monthly, terms, months, with_results=False))
    return Profile(
        terms,
        peak_pence=int(deepest),
        months=deepest / monthly if monthly else Fraction(0),
        at_risk_pence=int(monthly * months * terms.results),
        without_pence=int(_deepest(monthly, sure, months)),
        cash=_cash(monthly, paid, months),
    )


def _deepest(monthly: Fraction, payments: Iterable[tuple[Fraction, Fraction]], months: int) -> Fraction:
    """The most that has been spent and not paid, just before each payment and at the end."""
    paid = deepest = Fraction(0)
    for due, amount in payments:
        deepest = max(deepest, monthly * min(due, Fraction(months)) - paid)
        paid += amount
    return max(deepest, monthly * months - paid)


def _cash(monthly: Fraction, payments: Sequence[tuple[Fraction, Fraction]], months: int) -> tuple[int, ...]:
    last = max(months, ceil(max(due for due, _ in payments)))
    ends = range(1, last + 1)
    return tuple(
        floor(sum(amount for due, amount in payments if due <= end) - monthly * min(end, months)) for end in ends
    )


def _payments(
    monthly: Fraction, terms: Terms, months: int, *, with_results: bool = True
) -> Iterator[tuple[Fraction, Fraction]]:
    """Each payment: months from the start, and how much."""
    for first in range(0, months, terms.every):
        last = min(first + terms.every, months)
        whole = monthly * (last - first)
        yield Fraction(first if terms.how == ADVANCE else last) + terms.days / DAYS_A_MONTH, whole * (1 - terms.results)
        if terms.results and with_results:
            yield last + terms.lag / DAYS_A_MONTH, whole * terms.results


def by_size(found: Profile, /, *, reserves: Sequence[int] = RESERVES) -> tuple[tuple[str, ...], ...]:
    """For bidders of each income: whether reserves of so many months of their income would carry it, a column each."""
    return tuple(
        (f"Income {words} a year", *(_borne(found.peak_pence, least, most, months) for months in reserves))
        for least, most, words in SIZES
    )


def _borne(peak: int, least: int, most: int | None, months: int) -> str:
    """In words, for all between the least and the most income."""
    if peak == 0:
        return "needs none"
    if peak * 12 <= least * months:
        return f"could: at most {percent(Fraction(peak * 12, least * months))} of its reserves"
    if most is None or peak * 12 < most * months:
        return f"some could: it takes an income of {pounds(-(-peak * 12 // months))} or more"
    return f"could not: it takes at least {_times(Fraction(peak * 12, most * months))} its reserves"


def _times(share: Fraction) -> str:
    return f"{percent(share)} of" if share < 2 else f"{float(share):.1f} times"
