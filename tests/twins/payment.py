"""The slow twin of working capital: a bidder's account, looked at 365 times a month."""

from collections import defaultdict
from fractions import Fraction

from keepitlocal.steps.contract_size.payment import ADVANCE, Terms

TICKS = 365  # a month is 365 / 12 days, so that a day is twelve ticks and every payment falls on one


def peak(annual_pence: int, terms: Terms, months: int, *, results_come: bool = True) -> Fraction:
    """The deepest the account goes; what comes in at a tick comes after the account was looked at."""
    cost = Fraction(annual_pence, 12)
    income: dict[int, Fraction] = defaultdict(Fraction)
    first = 0
    while first < months:
        last = min(first + terms.every, months)
        start = first if terms.how == ADVANCE else last
        income[start * TICKS + terms.days * 12] += cost * (last - first) * (1 - terms.results)
        if results_come:
            income[last * TICKS + terms.lag * 12] += cost * (last - first) * terms.results
        first = last
    spent = received = deepest = Fraction(0)
    for tick in range(max(*income, months * TICKS) + 1):
        spent = cost * min(tick, months * TICKS) / TICKS
        deepest = max(deepest, spent - received)
        received += income.get(tick, Fraction(0))
    return deepest
