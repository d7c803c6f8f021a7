"""Of what the council could choose how to spend, how much went to suppliers whose contracts were competed, direct,
or not found?
"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, no_person
from keepitlocal.steps.contract_size._register import registered

title, unit, by, of, only_with = "How spending was let", "pence", ("route", "year"), ("year",), ("agreements",)
excludes = EXCLUDES
assumes = (
    "a payment is taken to be under its supplier's contracts on the registers given, whatever its date; "
    "several_ways where they were let "
    "in different ways; not_found where no contract of that supplier was found, which a contract under "
    "another name could be"
)
source = "spending over £500, and contracts registers and notices, joined by organisation or exact name"


def rows(payments: Any, agreements: Any) -> Any:
    """Payments with how their supplier's contracts were let."""
    import ibis

    listed = registered(agreements)
    found = no_person(choosable(payments)).left_join(listed, "body").drop("body_right")
    route = ibis.coalesce(found.route, "not_found")
    return found.mutate(route=route, counts=True, unknown=route.isin(["not_found", "not_said", "other"]))


example = {
    "payments": """
        body | year    | amount_pence
        A    | 2024-25 | 50
        B    | 2024-25 | 20
        C    | 2024-25 | 20
             | 2024-25 | 10
    """,
    "agreements": """
        body | route
        A    | competed
        A    | competed
        B    | competed
        B    | direct
        D    | direct
    """,
    "answer": """
        route        | year    | numerator | denominator | unknown
        competed     | 2024-25 | 50        | 100         | 30
        several_ways | 2024-25 | 20        | 100         | 30
        not_found    | 2024-25 | 30        | 100         | 0
        competed     | all     | 50        | 100         | 30
        several_ways | all     | 20        | 100         | 30
        not_found    | all     | 30        | 100         | 0
    """,
}
