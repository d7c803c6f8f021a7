"""A finding: one measured figure with everything needed to judge it."""

from dataclasses import dataclass, field
from fractions import Fraction

PUBLIC, OFFICER = "public", "officer"


@dataclass(frozen=True)
class SetAside:
    """Rows that a figure leaves out, and why."""

    reason: str
    lines: int
    pence: int


@dataclass(frozen=True)
class Finding:
    """One figure.

    ``numerator`` and ``denominator`` are whole pence or whole counts; ``unknown`` is the part of the denominator that
    could fall either way. Shares are made here, once, exactly; nothing upstream divides.
    """

    id: str
    indicator: str
    title: str
    question: str
    unit: str
    cut: dict[str, str]
    numerator: int
    denominator: int
    unknown: int = 0
    lines: int = 0
    base: str = ""
    rule: str = ""
    period: str = ""
    set_aside: tuple[SetAside, ...] = ()
    excludes: str = ""
    assumes: str = ""
    source: str = ""
    method: int = 1
    edition: str = PUBLIC
    share: bool = True
    because: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Fraction | None:
        """The share, or the figure itself where it is not a share; None where there is nothing to divide by."""
        if not self.share:
            return Fraction(self.numerator)
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def lower(self) -> Fraction | None:
        """The share if the unknown fell the way that makes it smallest (an unknown net credit counts against)."""
        return self._bound(min(0, self.unknown))

    @property
    def upper(self) -> Fraction | None:
        """The share if the unknown fell the way that makes it largest."""
        return self._bound(max(0, self.unknown))

    @property
    def coverage(self) -> Fraction | None:
        """The part of the denominator about which the data can tell."""
        return Fraction(self.denominator - self.unknown, self.denominator) if self.denominator else None

    def _bound(self, shift: int) -> Fraction | None:
        if not self.share:
            return Fraction(self.numerator + shift)
        return Fraction(self.numerator + shift, self.denominator) if self.denominator else None
