"""What the records of one contract lack or contradict, each in a sentence beside the fact that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from keepitlocal.domain.commission import Commission
from keepitlocal.domain.money import pounds
from keepitlocal.domain.period import spoken

Row = Mapping[str, Any]
_SAME = 0.1  # years: a value that is this near to a term is taken to be for that term
_FAR = 0.5
_LONGEST = 160  # characters of a text as published


@dataclass(frozen=True)
class Gap:
    """Something missing or contradicted. ``fact`` is the field of a commission that an officer can put right."""

    fact: str
    sentence: str


def gaps(rows: Sequence[Row], /, *, kinds: set[str]) -> Iterator[Gap]:
    """What the rows of one contract, one a supplier, lack or contradict."""
    row = rows[0]
    if len(rows) > 1:
        yield Gap("value_pence", f"It stands on {len(rows)} rows, one a supplier; their values are added together.")
    yield from _value(rows)
    yield from _dates(rows)
    yield from _sums(row)
    yield from _short(rows)
    for said in dict.fromkeys(said for one in rows for said in one["told"].contradictions):
        yield Gap("extension_months", said)
    if not row["cpv"]:
        yield Gap(
            "cpv",
            "No CPV code is published. Whether it is light touch turns on that code, so give the one it would have.",
        )
    if row["told"].months_left is None and row["told"].left is None:
        yield Gap("extension_months", f"{_of_extensions(row) or 'Nothing is said of extensions'}.")
    if "unknown" in kinds:
        yield Gap(
            "voluntary_body",
            "A supplier was not found on the registers given to us: we cannot tell what kind of body it is.",
        )


def published_extensions(row: Row, /) -> str:
    """What the record says of extensions in words from which no months could be read; empty where it says nothing."""
    told = row["told"]
    return str(row["extensions"] or "")[:_LONGEST] if told.left is None and told.months_left is None else ""


def _of_extensions(row: Row) -> str:
    said = published_extensions(row)
    return said and (
        f"Of extensions the record says “{said}”, from which no months were read: write extension_months, and see whether the "
        "value counts them"
    )


def months_between(start: date | None, end: date | None, /) -> int | None:
    """Whole months of a term, both days included; None where either is not known or the end comes first."""
    return None if start is None or end is None or end < start else max(1, round(((end - start).days + 1) / 30.44))


def stops_at_the_end(row: Row, months: int | None, /) -> bool:
    """Whether the whole value is that of the term alone, where it could still be extended."""
    if not months or not months_to_come(row) or not row["value_pence"] or not row["annual_pence"]:
        return False
    return bool(abs(row["value_pence"] / row["annual_pence"] - months / 12) < _SAME)


def months_to_come(row: Row, /) -> int:
    """Months of extension that are still left beyond the present end, the most where two readings are possible."""
    told = row["told"].months_left
    return int(told[1]) if told else 0


def _value(rows: Sequence[Row]) -> Iterator[Gap]:
    if all(one["value_pence"] is None and one["value_gross_pence"] is None for one in rows):
        yield Gap("value_pence", "No value is published, so no rule that depends on it can be told.")
    elif all(one["value_gross_pence"] is None for one in rows):
        yield Gap(
            "value_pence",
            "Its value is published without a word on VAT. A fifth was added, as if VAT were due on all of it; some care "
            "and welfare services are exempt. Correct the value in the plan’s file.",
        )


def _dates(rows: Sequence[Row]) -> Iterator[Gap]:
    row, ends = rows[0], {one["end"] for one in rows if one["end"]}
    if not ends:
        review = (
            f"its review, {spoken(row['review'])}, is taken in its place."
            if row["review"]
            else "nothing can be counted back."
        )
        yield Gap(
            "end",
            f"No end date is published, or it is no date (“ongoing”, “TBC”): {review}",
        )
    if len(ends) > 1:
        yield Gap(
            "end",
            f"Its rows end on different days, from {spoken(min(ends))} to {spoken(max(ends))}. The last is taken.",
        )
    if row["review"] and row["end"] and row["review"] > row["end"]:
        yield Gap("end", f"Its review date, {spoken(row['review'])}, lies after its end.")


def _sums(row: Row) -> Iterator[Gap]:
    """Whether the whole value is what the value a year comes to, with and without extensions."""
    months = months_between(row["start"], row["end"])
    if not months or not row["value_pence"] or not row["annual_pence"]:
        return
    years, whole = row["value_pence"] / row["annual_pence"], (months + months_to_come(row)) / 12
    yearly = pounds(row["annual_pence"])
    if stops_at_the_end(row, months):
        yield Gap(
            "value_pence",
            f"Its whole value is {years:.1f} years of its yearly value ({yearly}): the term to its present end. The "
            f"estimate for a new contract must count every extension, so {months_to_come(row)} months more were added.",
        )
    elif min(abs(years - whole), abs(years - months / 12)) >= _FAR:
        yield Gap(
            "value_pence",
            f"Its whole value ({pounds(row['value_pence'])}) is {years:.1f} times its yearly value ({yearly}), and its dates "
            f"tell of {months / 12:.1f} years, {whole:.1f} with what could be added. One of the three is wrong.",
        )


def _short(rows: Sequence[Row]) -> Iterator[Gap]:
    """A stopgap says little of what comes after it."""
    months = stopgap(rows)
    if months:
        year = sum(one["value_pence"] or 0 for one in rows) * 12 // months
        yield Gap(
            "months",
            f"It runs for {months} {'month' if months == 1 else 'months'} only, so the value above is not that of what comes "
            f"next. At this rate a year comes to {pounds(year)} without VAT. Write the term and the value that you plan for: "
            "which rules bear depends on them.",
        )


_NEAR = Fraction(1, 10)  # a whole value within a tenth of the years' sum is taken to be that sum


def disagreeing(commission: Commission, /) -> Iterator[str]:
    """Where the officer's own whole value, value a year and term do not agree. Pence with VAT."""
    value, annual, months = commission.value_pence, commission.annual_pence, commission.months
    if value is None or annual is None or months is None:
        return
    term = Fraction(annual * months, 12)
    whole = Fraction(annual * (months + (commission.extension_months or 0)), 12)
    if abs(value - whole) <= whole * _NEAR:
        return
    if abs(value - term) <= term * _NEAR:
        yield (
            f"The whole value ({pounds(value)}) is that of the term alone. The estimate must count every extension: with "
            f"{commission.extension_months} months more it would be about {pounds(int(whole))}."
        )
    else:
        yield (
            f"The whole value ({pounds(value)}) and the value a year ({pounds(annual)}) do not agree: over "
            f"{months + (commission.extension_months or 0)} months it would be about {pounds(int(whole))}. Which rules bear "
            "follows from the whole value: mend the one that is wrong."
        )


def stopgap(rows: Sequence[Row], /) -> int | None:
    """The months of a contract that is too short to say what comes after it, and gives no value a year; else None."""
    months = months_between(rows[0]["start"], rows[0]["end"])
    return months if months and months < 12 and rows[0]["annual_pence"] is None and rows[0]["value_pence"] else None
