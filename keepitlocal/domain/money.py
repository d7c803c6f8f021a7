"""Money is whole pence. Reading it as published, and showing it to people."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

# Everything beyond ASCII goes: pound signs arrive whole, mangled (Â£) and lost altogether (the replacement mark).
_NOISE = re.compile(r"[$\s']|[^\x00-\x7f]|GBP|CR$|DR$", re.IGNORECASE)
_DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")


def read_pence(text: str, /) -> int | None:
    """Whole pence from an amount as published, or None where it is not an amount.

    Knows pound signs (also mangled ones), commas between thousands, spaces, brackets and trailing minus or CR for negatives, dashes of
    every kind, a lone dash for nought, and exponents from spreadsheets. A comma anywhere else (1250,00) is not read: it could be either.
    Fractions of a penny round half away from nought.
    """
    raw = text.strip().strip('"').strip().translate(_DASHES)
    plain = _NOISE.sub("", raw)
    if plain == "-":
        return 0
    marks = [raw.upper().endswith("CR")]
    if plain.startswith("(") and plain.endswith(")"):
        marks, plain = [*marks, True], plain[1:-1]
    for stripped in (plain.removeprefix("-"), plain.removesuffix("-")):
        if stripped != plain:
            marks, plain = [*marks, True], stripped
            break
    plain = plain.removeprefix("+")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return None
    value = Decimal(plain)
    if not value.is_finite() or abs(value) >= Decimal("1e15"):
        return None
    pence = int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return -pence if sum(marks) % 2 else pence


def exact(pence: int, /) -> str:
    """Pounds and pence in full: £1,234.56, or -£1,234.56."""
    sign, whole = ("-" if pence < 0 else ""), abs(pence)
    return f"{sign}£{whole // 100:,}.{whole % 100:02d}"


def pounds(pence: int, /) -> str:
    """Money rounded for reading: £950, £12,300, £1.2m, £1.19bn."""
    sign, value = ("-" if pence < 0 else ""), Fraction(abs(pence), 100)
    if value >= 999_500_000:
        return f"{sign}£{_places(value / 1_000_000_000, 2)}bn"
    if value >= 999_500:
        return f"{sign}£{_places(value / 1_000_000, 1 if value < 100_000_000 else 0)}m"
    if value >= 10_000:
        return f"{sign}£{round(value / 100) * 100:,}"
    return f"{sign}£{round(value):,}"


def percent(share: Fraction | None, /, *, places: int = 0) -> str:
    """A share as a percentage: 37%, under 1% where it is more than nought but would round to it, n/a where None."""
    if share is None:
        return "n/a"
    if 0 < share < Fraction(1, 100) and places == 0:
        return "under 1%"
    if Fraction(99, 100) < share < 1 and places == 0:
        return "over 99%"
    return f"{_places(share * 100, places)}%"


def _places(value: Fraction, places: int) -> str:
    scaled = round(value * 10**places)
    if places == 0:
        return str(scaled)
    text = f"{scaled // 10**places}.{scaled % 10**places:0{places}d}" if scaled >= 0 else f"-{_places(-value, places)}"
    return text.rstrip("0").rstrip(".") if "." in text else text
