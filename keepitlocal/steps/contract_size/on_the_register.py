"""Of what the council could choose how to spend, how much went to suppliers that have a contract on the register
given?
"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, no_person
from keepitlocal.steps.contract_size._register import registered

title, unit, by, only_with = "On the contracts register", "pence", ("year",), ("agreements",)
excludes = EXCLUDES
assumes = (
    "found by number or exact name, so the true share is at least this; a supplier that no register or list "
    "given to us knows could stand "
    "there under another name; a register shows contracts of its own day, so earlier years are found less"
)
source = "spending over £500, and contracts registers and notices"


def rows(payments: Any, agreements: Any) -> Any:
    """Payments, marked by whether their supplier is on the register."""
    import ibis

    listed = registered(agreements).mutate(listed_there=True).select("body", "listed_there")
    found = no_person(choosable(payments)).left_join(listed, "body").drop("body_right")
    counts = ibis.coalesce(found.listed_there, False)
    return found.mutate(counts=counts, unknown=~counts & found.org_id.isnull())


example = {
    "payments": """
        org_id          | body            | year    | amount_pence
        GB-COH-99000001 | GB-COH-99000001 | 2024-25 | 50
        GB-COH-99000002 | GB-COH-99000002 | 2024-25 | 20
                        | KIL-B           | 2024-25 | 20
                        | KIL-C           | 2024-25 | 10
    """,
    "agreements": """
        body            | route
        GB-COH-99000001 | competed
        GB-COH-99000001 | direct
        KIL-C           | competed
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 60        | 100         | 20
        all     | 60        | 100         | 20
    """,
}
