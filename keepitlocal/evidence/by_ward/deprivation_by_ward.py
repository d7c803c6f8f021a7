"""What share of the people in each ward live in a neighbourhood among the most deprived fifth of England?"""

from typing import Any

title, unit, by = "In the most deprived fifth of neighbourhoods", "people", ("ward",)
base = "people who live in the ward's neighbourhoods"
excludes = "neighbourhoods without a deprivation decile"
assumes = "neighbourhoods (LSOAs) go to the ward they fit best, whole"
source = "Indices of Deprivation by neighbourhood; population by neighbourhood"


def rows(wards: Any) -> Any:
    """One row a ward where people can be counted by neighbourhood."""
    import ibis

    known = wards.filter(wards.neighbourhood_people.notnull() & (wards.neighbourhoods > 0))
    told = {"counts": True, "amount_pence": known.neighbourhood_people, "lines": known.neighbourhoods}
    return known.mutate(**told, payee=ibis.null("string"), person=False)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """People in deprived neighbourhoods, and all."""
    return rows.group_by(list(cut)).aggregate(
        numerator=rows.deprived_people.sum(),
        denominator=rows.neighbourhood_people.sum(),
        lines=rows.neighbourhoods.sum(),
    )


example = {
    "wards": """
        ward      | neighbourhoods | neighbourhood_people | deprived_people
        E99100001 | 6              | 10680                | 3514
        E99100002 | 5              |                      |
    """,
    "answer": """
        ward      | numerator | denominator | unknown
        E99100001 | 3514      | 10680       | 0
    """,
}
