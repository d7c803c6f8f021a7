"""What reached community-led organisations as published spending, and what as published grants?"""

from typing import Any

from keepitlocal.evidence._phrases import choosable, grouped, is_community_led, marked, no_person

title, unit, by, share = "To community-led organisations, as spending and as grants", "pence", ("what", "year"), False
base = "published spending that the council could choose, and grants that the council published, each apart"
excludes = (
    "other kinds of organisation, and people; an organisation whose kind is not known is the part that could be either"
)
assumes = (
    "most grants are paid through the spending file too, so the two overlap and are never added; no published "
    "file tells them apart there"
)
source = "spending over £500 and the council's grants lists, matched to the registers given"


def rows(payments: Any, awards: Any) -> Any:
    """Payments and grants, one below the other, marked by the kind of organisation."""
    import ibis

    both = [column for column in payments.columns if column in awards.columns]
    spending = no_person(choosable(payments)).select(*both, "set_aside").mutate(what=ibis.literal("spending"))
    grants = no_person(awards.select(*both)).mutate(what=ibis.literal("grants"))
    found = ibis.union(spending, grants.select(*spending.columns))
    return marked(found, is_community_led(found))


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pounds to community-led organisations a cut, and pounds that could be."""
    numerator = rows.amount_pence.sum(where=rows.counts)
    return grouped(
        rows, cut, numerator=numerator, unknown=rows.amount_pence.sum(where=rows.unknown), lines=rows.lines.sum()
    )


example = {
    "payments": """
        kind    | year    | amount_pence
        charity | 2024-25 | 60
        company | 2024-25 | 100
        unknown | 2024-25 | 40
    """,
    "awards": """
        kind            | year    | amount_pence | person
        charity         | 2023-24 | 20           | false
        community_group | 2024-25 | 15           | false
        individual      | 2024-25 | 9            | true
    """,
    "answer": """
        what     | year    | numerator | unknown
        spending | 2024-25 | 60        | 40
        grants   | 2023-24 | 20        | 0
        grants   | 2024-25 | 15        | 0
        spending | all     | 60        | 40
        grants   | all     | 35        | 0
    """,
}
