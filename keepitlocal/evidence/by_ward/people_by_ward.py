"""How many people live in each ward?"""

from typing import Any

title, unit, by = "People in the ward", "people", ("ward",)
share = False
base = "people who live here"
excludes = "nothing"
assumes = (
    "the newest year given; where it was published by neighbourhood only, neighbourhoods go to the ward they fit best"
)
source = "Census or mid-year estimates of population"


def rows(wards: Any) -> Any:
    """One row a ward with a population."""
    import ibis

    known = wards.filter(wards.people.notnull())
    told = {"counts": True, "amount_pence": known.people, "lines": 1}
    return known.mutate(**told, payee=ibis.null("string"), person=False)


example = {
    "wards": """
        ward      | people
        E99100001 | 11278
        E99100002 |
    """,
    "answer": """
        ward      | numerator | denominator | unknown
        E99100001 | 11278     | 11278       | 0
    """,
}
