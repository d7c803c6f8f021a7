"""Of spending on services for people, how much went to bodies that two or more departments paid in the same year?"""

from typing import Any

from keepitlocal.steps.place._phrases import ASSUMES, BASE, EXCLUDES, SOURCE, for_people, with_payers

title, unit, by = "Paid by several departments", "pence", ("year",)
base, excludes, assumes, source = BASE, EXCLUDES, ASSUMES, SOURCE
only_with = ("label_work",)


def rows(payments: Any, label_work: Any) -> Any:
    """Each payment, counting where its body was paid by another department too."""
    import ibis

    found = with_payers(for_people(payments, label_work))
    return found.mutate(counts=ibis.coalesce(found.payers >= 2, False))


example = {
    "payments": """
        body  | year    | amount_pence | department | category | choosable
        one   | 2024-25 | 60000        | Adults     | care     | true
        one   | 2024-25 | 20000        | Housing    | care     | true
        two   | 2024-25 | 15000        | Adults     | care     | true
        two   | 2025-26 | 5000         | Housing    | care     | true
        three | 2024-25 | 99999        | Adults     | paper    | true
        four  | 2024-25 | 99999        | Adults     | care     | false
    """,
    "label_work": """
        department | category | payer   | work
        Adults     | care     | Adults  | Home care
        Housing    | care     | Housing | Home care
        Adults     | paper    | Adults  |
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 80000     | 95000       | 0
        2025-26 | 0         | 5000        | 0
        all     | 80000     | 100000      | 0
    """,
}
