"""What a proposed payment asks of a bidder: working capital in months of cost, share of price at risk, who lends it.

A bidder is taken to spend evenly, day by day, and to earn no more than it spends. What is paid on results may never
come; it is counted as coming in full, after its lag, so the working capital here is the least that is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

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
# Incomes a year of the bidders compared; what they hold in reserve is a parameter that the reader can change.
SIZES = tuple(value * 100 for value in (100_000, 250_000, 1_000_000, 10_000_000))
RESERVES = (1, 3)  # months of their own costs
DAYS_A_MONTH = Fraction(365, 12)

OURS = (
    "No payment by results is the default here: Locality holds that it distorts what is done and shuts out small bodies, "
    "which cannot lend the council the cost of a service (Locality, 2014, known second-hand).",
    "A grant or a payment in advance may be made where there is a need for it: agree it, write it down and say why "
    "(National Audit Office, on a clear operational requirement; known second-hand).",
)
OTHER_VIEW = (
    "The National Audit Office’s toolkit says that paying for outcomes strengthens incentives; it also says that payment by "
    "results does not suit all services and that charities have less working capital for it (2015; known second-hand).",
    "The Government Outcomes Lab holds that payment by results suits outcomes that are well defined and can be put down "
    "to the provider, and not others (known second-hand).",
)


@dataclass(frozen=True)
class Profile:
    """What terms ask of a bidder. ``peak_pence`` is the most that it has spent and not yet been paid, at any time."""

    terms: Terms
    peak_pence: int
    months: Fraction  # of the contract's monthly cost
    at_risk_pence: int  # of the whole price

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
        or terms.every < 1
        or not 0 <= terms.results <= 1
        or min(terms.days, terms.lag) < 0
    ):
        raise ValueError("give a value, at least one month, payments at least a month apart, and a share from 0 to 1")
    monthly = Fraction(annual_pence, 12)
    paid = Fraction(0)
    deepest = Fraction(0)
    for due, amount in sorted(_payments(monthly, terms, months)):
        deepest = max(deepest, monthly * min(due, Fraction(months)) - paid)  # just before it is paid
        paid += amount
    needed = deepest / monthly if monthly else Fraction(0)
    return Profile(terms, int(deepest), needed, int(monthly * months * terms.results))


def _payments(monthly: Fraction, terms: Terms, months: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Each payment: months from the start, and how much."""
    for first in range(0, months, terms.every):
        last = min(first + terms.every, months)
        whole = monthly * (last - first)
        yield Fraction(first if terms.how == ADVANCE else last) + terms.days / DAYS_A_MONTH, whole * (1 - terms.results)
        if terms.results:
            yield last + terms.lag / DAYS_A_MONTH, whole * terms.results


def by_size(found: Profile, /) -> tuple[tuple[str, ...], ...]:
    """For bidders of each income, whether reserves of one and of three months of their own costs would carry it."""
    return tuple(
        (f"Income {pounds(income)} a year", *(_carried(found, income * months // 12) for months in RESERVES))
        for income in SIZES
    )


def _carried(found: Profile, reserves: int) -> str:
    if found.peak_pence == 0:
        return "needs none"
    share = Fraction(found.peak_pence, reserves)
    return f"takes {percent(share)} of its reserves" if share <= 1 else f"more than it has: {percent(share)}"
