"""How much was spent with procurement cards, as far as card payments are published?"""

from typing import Any

from keepitlocal.evidence._phrases import grouped

title, unit, by, share = "Procurement cards", "pence", ("year",), False
base = "card payments that the council published"
excludes = "all other spending"
assumes = (
    "card payments are in no other file; a year without a line here is a year without a file, not a year without cards"
)
source = "procurement card transactions"


def rows(payments: Any) -> Any:
    """Card payments, all of which count."""
    return payments.filter(payments.source == "cards").mutate(counts=True)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pounds a cut."""
    return grouped(rows, cut, numerator=rows.amount_pence.sum(), lines=rows.lines.sum())


example = {
    "payments": """
        year    | amount_pence | source
        2023-24 | 70000        | spend
        2024-25 | 1200         | cards
        2024-25 | -200         | cards
    """,
    "answer": """
        year    | numerator | lines
        2024-25 | 1000      | 2
        all     | 1000      | 2
    """,
}
