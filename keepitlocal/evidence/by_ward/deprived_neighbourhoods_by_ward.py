"""How many of each ward's neighbourhoods are among the most deprived fifth of England?"""

from typing import Any

title, unit, by = "Neighbourhoods in the most deprived fifth", "neighbourhoods", ("ward",)
base = "the ward's neighbourhoods (LSOAs)"
excludes = "neighbourhoods without a deprivation decile"
assumes = "neighbourhoods go to the ward they fit best, whole; each counts once, however many live there"
source = "Indices of Deprivation by neighbourhood"


def rows(wards: Any) -> Any:
    """One row a ward with neighbourhoods of known decile."""
    import ibis

    known = wards.filter(wards.neighbourhoods > 0)
    told = {"counts": True, "amount_pence": known.neighbourhoods, "lines": known.neighbourhoods}
    return known.mutate(**told, payee=ibis.null("string"), person=False)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Deprived neighbourhoods, and all."""
    return rows.group_by(list(cut)).aggregate(
        numerator=rows.deprived_neighbourhoods.sum(),
        denominator=rows.neighbourhoods.sum(),
        lines=rows.neighbourhoods.sum(),
    )


example = {
    "wards": """
        ward      | neighbourhoods | deprived_neighbourhoods
        E99100001 | 6              | 2
        E99100002 |                |
    """,
    "answer": """
        ward      | numerator | denominator | unknown
        E99100001 | 2         | 6           | 0
    """,
}
