"""Is what the council could choose how to spend held by few suppliers or shared by many?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES
from keepitlocal.evidence.concentration._suppliers import ASSUMES, SOURCE, by_supplier, index, suppliers

title, unit, by = "Held by few suppliers (HHI)", "index", ("year",)
excludes = f"{EXCLUDES}, and suppliers who paid back as much as they were paid"
assumes, source = ASSUMES, SOURCE
answer = by_supplier


def rows(payments: Any) -> Any:
    """Payments to organisations, each with its supplier."""
    return suppliers(payments)


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """The sum of squared shares: 1 where one supplier holds all, 1/n where n hold the same each."""
    return index(found, cut)


example = {
    "payments": """
        body           | payee     | year    | amount_pence
        GB-CHC-9000001 | A CHARITY | 2024-25 | 10
        GB-CHC-9000001 | A Charity | 2024-25 | 20
                       | B         | 2024-25 | 10
                       | C         | 2024-25 | -5
                       | B         | 2025-26 | 7
    """,
    "answer": """
        year    | numerator | denominator | lines
        2024-25 | 1000      | 1600        | 4
        2025-26 | 49        | 49          | 1
        all     | 1189      | 2209        | 5
    """,
}
