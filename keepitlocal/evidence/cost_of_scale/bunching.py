"""Are values heaped just below a threshold? An exact count of below against above, and a question at most.

If values near a threshold fell without regard to it, each would be as likely below as above, as a coin falls. The
chance of at least so many below is then a sum of binomial coefficients, exact in whole numbers. Values thin out as they
grow, so a few more below are to be expected; the bar is set high for that.

The density test of Cattaneo, Jansson and Ma is not built: it needs hundreds of values near a threshold and a bandwidth
to choose, and a council's register has tens. The count has one window, fixed beforehand, and anybody can do it again.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

MINIMUM = 20
"""Contracts near a threshold, both sides together, before anything is said."""
RARE = Fraction(1, 100)
"""A heap is asked about where chance alone would make one like it less often than this."""
TOO_FEW, NOTHING, ASK = "too few", "nothing to ask", "a pattern worth asking about"
INNOCENT = (
    "Budgets and prices are round figures, and a round figure may lie just below a threshold.",
    "Values thin out as they grow, so somewhat more lie below any line than above it.",
    "The value may be of call-offs from a framework that was itself advertised.",
    "A fifth was added for VAT where the register has none, and no VAT may have been due.",
    "A contract may have been cut to what the rules for smaller ones are made for, with reasons written down.",
)


@dataclass(frozen=True)
class Bunching:
    """What a count below and above allows to be said, with the chance of at least so many below."""

    says: str
    below: int
    above: int
    chance: Fraction | None = None

    @property
    def because(self) -> str:
        """The counts in words, with the chance where one was worked out."""
        counted = f"{self.below:,} just below and {self.above:,} just above"
        if self.chance is None:
            return f"{counted}: we say nothing below {MINIMUM} together."
        return f"{counted}; if each were as likely on either side, so many below would come about {_in_words(self.chance)}."


def bunching(below: int, above: int, /, *, minimum: int = MINIMUM) -> Bunching:
    """What may be said of so many contracts just below and just above. Raises ValueError under nought."""
    if min(below, above) < 0:
        raise ValueError("there are not fewer than no contracts")
    if below + above < minimum:
        return Bunching(TOO_FEW, below, above)
    chance = at_least(below, below + above)
    return Bunching(ASK if chance < RARE else NOTHING, below, above, chance)


def at_least(below: int, number: int, /) -> Fraction:
    """The chance of at least ``below`` heads in so many throws of a fair coin, exact."""
    return Fraction(sum(comb(number, heads) for heads in range(below, number + 1)), 2**number)


def _in_words(chance: Fraction) -> str:
    if chance < Fraction(1, 10_000):
        return "less than once in 10,000 times"
    return (
        f"once in {round(1 / chance):,} times"
        if chance < Fraction(1, 20)
        else f"{float(chance) * 100:.0f} times in 100"
    )
