"""How many lines were published for each month, beside the usual month?"""

from typing import Any

from keepitlocal.evidence.the_money._months import by_month, usual

title, unit, by = "Lines a month", "lines", ("source", "month")
base = "lines of the usual (the median) month of the same source"
excludes = "lines without a date"
assumes = (
    "a month between the first and the last that has no line is missing, and one with under half of the usual "
    "lines is thin"
)
source = "spending over £500 and procurement cards, by date of payment"


def rows(payments: Any) -> Any:
    """Payments with a date."""
    import ibis

    aside = (payments.month == "no date").ifelse("no date", ibis.null("string"))
    return payments.mutate(counts=True, set_aside=aside)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Lines a source and month."""
    return rows.group_by(list(cut)).aggregate(lines=rows.lines.sum())


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each month of the span, missing ones with none, over the usual month."""
    return [
        {"source": one, "month": month, "numerator": lines, "denominator": usual(months), "lines": lines}
        for one, months in by_month(found).items()
        for month, lines in months.items()
    ]


example = {
    "payments": """
        source | month   | lines
        spend  | 2024-12 | 10
        spend  | 2025-01 | 20
        spend  | 2025-03 | 4
        spend  | 2025-04 | 12
        spend  | no date | 7
        cards  | 2025-04 | 3
    """,
    "answer": """
        source | month   | numerator | denominator
        spend  | 2024-12 | 10        | 10
        spend  | 2025-01 | 20        | 10
        spend  | 2025-02 | 0         | 10
        spend  | 2025-03 | 4         | 10
        spend  | 2025-04 | 12        | 10
        cards  | 2025-04 | 3         | 3
    """,
}
