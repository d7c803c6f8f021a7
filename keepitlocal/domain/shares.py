"""Shares of a whole, exactly: how much a few hold, and means of shares with and without weight."""

from collections.abc import Iterable
from fractions import Fraction


def herfindahl(amounts: Iterable[int], /) -> tuple[int, int]:
    """The Herfindahl-Hirschman index of amounts (whole pence) as numerator and denominator, in pence squared.

    1 where one holds all, 1/n where n hold the same each. Amounts of nought or less hold nothing. (0, 0) of nothing.
    """
    held = [amount for amount in amounts if amount > 0]
    return sum(amount * amount for amount in held), sum(held) ** 2


def pooled(pairs: Iterable[tuple[int, int]], /) -> Fraction | None:
    """The share of all parts in all wholes: large wholes weigh more. None where the wholes add up to nothing."""
    told = list(pairs)
    whole = sum(whole for _, whole in told)
    return Fraction(sum(part for part, _ in told), whole) if whole else None


def unweighted(pairs: Iterable[tuple[int, int]], /) -> Fraction | None:
    """The plain mean of shares: every whole weighs the same, however small. None where none has a whole."""
    shares = [Fraction(part, whole) for part, whole in pairs if whole]
    return sum(shares, Fraction(0)) / len(shares) if shares else None
