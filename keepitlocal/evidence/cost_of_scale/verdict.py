"""Does size cost more, as far as this council's own payments tell? Nothing is said below a stated number of contracts.

What is compared, the bands, the smallest number and the test were written down before any council's data were read,
and there is one comparison, so that no answer could be picked from many.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

MINIMUM = 20
"""How many small and how many larger contracts must be comparable before anything is said. Ours: with 20 of
each, a difference around one half of 30 points in a hundred (13 of 20 against 7) does not show, and one of 40 does.
"""
CANNOT_TELL, MORE, LESS = "cannot tell", "more", "less"
SENTENCES = {
    CANNOT_TELL: "The data cannot tell whether large contracts cost more here.",
    MORE: "Here, larger contracts went over their award more often than small ones.",
    LESS: "Here, larger contracts went over their award less often than small ones.",
}
_Z = 1.959964  # of the normal distribution: 95 times in a hundred


@dataclass(frozen=True)
class Group:
    """Contracts of one size: how many went over, how many kept to it, and how many could be either."""

    over: int = 0
    kept: int = 0
    unknown: int = 0

    @property
    def compared(self) -> int:
        """Contracts about which the data can tell."""
        return self.over + self.kept

    @property
    def all(self) -> int:
        """Every contract of the group."""
        return self.over + self.kept + self.unknown

    def __add__(self, other: "Group") -> "Group":
        return Group(self.over + other.over, self.kept + other.kept, self.unknown + other.unknown)


@dataclass(frozen=True)
class Verdict:
    """What can be said, why, and the interval of the difference in shares (larger less small), where one was made."""

    says: str
    because: str
    low: float | None = None
    high: float | None = None

    @property
    def sentence(self) -> str:
        """The verdict as it is printed large."""
        return SENTENCES[self.says]


def verdict(small: Group, larger: Group, /, *, minimum: int = MINIMUM) -> Verdict:
    """What the two groups allow to be said. Contracts that could be either count whichever way says least."""
    if min(small.compared, larger.compared) < minimum:
        return Verdict(CANNOT_TELL, _too_few(small, larger, minimum))
    low, high = difference(small, larger)
    says = MORE if low > 0 else LESS if high < 0 else CANNOT_TELL
    return Verdict(says, _told(small, larger, low, high), low, high)


def difference(small: Group, larger: Group, /) -> tuple[float, float]:
    """Bounds, in parts of one, of the share over among larger contracts less that among small ones.

    Newcombe's interval from two Wilson scores, 95 in a hundred, at both ends of what is not known.
    """
    lowest = newcombe(larger.over, larger.all, small.over + small.unknown, small.all)[0]
    highest = newcombe(larger.over + larger.unknown, larger.all, small.over, small.all)[1]
    return lowest, highest


def newcombe(a: int, n: int, b: int, m: int, /) -> tuple[float, float]:
    """The interval of a/n less b/m (Newcombe 1998, Statistics in Medicine 17, method 10)."""
    p, q = a / n, b / m
    (p_low, p_high), (q_low, q_high) = wilson(a, n), wilson(b, m)
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    return low, p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)


def wilson(a: int, n: int, /) -> tuple[float, float]:
    """The interval of a share a/n (Wilson's score, 95 in a hundred)."""
    p, z2 = a / n, _Z * _Z
    middle, half = (p + z2 / (2 * n)) / (1 + z2 / n), _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _too_few(small: Group, larger: Group, minimum: int) -> str:
    return (
        f"{small.compared:,} small {_contracts(small.compared)} (up to £95,000) and {larger.compared:,} larger "
        f"could be compared; we say nothing below {minimum} of each. Of {small.all + larger.all:,} that could be linked to "
        f"payments, {small.unknown + larger.unknown:,} have months still to come or months whose spending was not given."
    )


def _told(small: Group, larger: Group, low: float, high: float) -> str:
    return (
        f"More than the award was paid on {_range(larger)} of larger contracts and {_range(small)} of those up to £95,000. "
        f"With chance and what is not known allowed for, the difference lies between {low * 100:+.0f} and "
        f"{high * 100:+.0f} points in a hundred. Size need not have caused it: larger contracts run longer and are of "
        "other kinds."
    )


def _range(group: Group) -> str:
    least, most = Fraction(group.over, group.all), Fraction(group.over + group.unknown, group.all)
    low, high = (f"{float(part) * 100:.0f}%" for part in (least, most))
    return low if low == high else f"{low} to {high}"


def _contracts(number: int) -> str:
    return "contract" if number == 1 else "contracts"
