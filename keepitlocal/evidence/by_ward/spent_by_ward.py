"""Of what the council could choose how to spend, how much went to organisations with an address in each ward?"""

from typing import Any

from keepitlocal.evidence._phrases import choosable
from keepitlocal.evidence.by_ward._phrases import NOT_TIED, OFFICE, tied

title, unit, by, of = "Spent with organisations in the ward", "pence", ("ward", "year"), ("year",)
excludes = (
    "taxes, pensions, levies, other public bodies, schools, payments to people, redacted lines, property and treasury"
)
assumes = OFFICE
source = "spending over £500, matched to the registers given; postcodes of the addresses on them"


def rows(payments: Any, body_wards: Any) -> Any:
    """Each payment with the ward of its organisation's address."""
    found = tied(choosable(payments), body_wards)
    return found.mutate(ward=found.ward.fill_null(NOT_TIED), counts=True)


example = {
    "payments": """
        org_id         | year    | amount_pence | choosable | line
        GB-CHC-9000001 | 2024-25 | 60000        | true      |
        GB-COH-99000001| 2024-25 | 30000        | true      |
                       | 2024-25 | 10000        | true      |
    """,
    "body_wards": """
        org_id          | ward      | tied
        GB-CHC-9000001  | E99100001 | ward
        GB-COH-99000001 |           | elsewhere
    """,
    "answer": """
        ward               | year    | numerator | denominator | unknown
        E99100001          | 2024-25 | 60000     | 100000      | 0
        E99100001          | all     | 60000     | 100000      | 0
        not tied to a ward | 2024-25 | 40000     | 100000      | 0
        not tied to a ward | all     | 40000     | 100000      | 0
    """,
}
