"""How many months between the first and the last are missing, or hold far fewer lines than usual?"""

from typing import Any

from keepitlocal.evidence.the_money import months
from keepitlocal.evidence.the_money._months import THIN, by_month, usual

title, unit, by = "Months missing or thin", "months", ("source",)
base = "months from the first to the last that are published"
excludes = "lines without a date, and whole years before the first or after the last month"
assumes = "a month is thin where it has under half of the lines of the usual (the median) month"
source = months.source
rows, answer = months.rows, lambda rows, cut: months.answer(rows, (*cut, "month"))


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Months missing or thin over all months, a source."""
    return [
        {
            "source": one,
            "numerator": sum(THIN * lines < usual(counted) for lines in counted.values()),
            "denominator": len(counted),
            "lines": sum(counted.values()),
        }
        for one, counted in by_month(found).items()
    ]


example = {
    "payments": months.example["payments"],
    "answer": """
        source | numerator | denominator
        spend  | 2         | 5
        cards  | 0         | 1
    """,
}
