"""How many bodies in services for people were paid by two or more departments in the same year?"""

from typing import Any

from keepitlocal.steps.place._phrases import ASSUMES, EXCLUDES, SOURCE, for_people, with_payers

title, unit, by = "Bodies that several departments pay", "bodies", ("year",)
base = "bodies paid for services to people"
excludes, assumes, source = EXCLUDES, f"a body counts under each name it could not be matched by; {ASSUMES}", SOURCE
only_with = ("label_work",)


def rows(payments: Any, label_work: Any) -> Any:
    """Each payment, counting where its body was paid by another department too."""
    import ibis

    found = with_payers(for_people(payments, label_work))
    return found.mutate(counts=ibis.coalesce(found.payers >= 2, False))


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Bodies, once each; over all years those that were paid so in any of them."""
    told = {
        "numerator": rows.body.nunique(where=rows.counts),
        "denominator": rows.body.nunique(),
        "lines": rows.lines.sum(),
    }
    return rows.group_by(list(cut)).aggregate(**told) if cut else rows.aggregate(**told)


example = {
    "payments": """
        body  | year    | amount_pence | department | category | choosable
        one   | 2024-25 | 60000        | Adults     | care     | true
        one   | 2024-25 | 20000        | Housing    | care     | true
        two   | 2024-25 | 15000        | Adults     | care     | true
        two   | 2025-26 | 5000         | Housing    | care     | true
    """,
    "label_work": """
        department | category | payer   | work
        Adults     | care     | Adults  | Home care
        Housing    | care     | Housing | Home care
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 1         | 2           | 0
        2025-26 | 0         | 1           | 0
        all     | 1         | 2           | 0
    """,
}
