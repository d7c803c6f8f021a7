"""How much of what the council could choose how to spend can be tied to a ward by the address of who was paid?"""

from typing import Any

from keepitlocal.evidence._phrases import choosable
from keepitlocal.evidence.by_ward._phrases import OFFICE, TIES, tied

title, unit, by, of = "Tied to a ward", "pence", ("tied", "year"), ("year",)
excludes = (
    "taxes, pensions, levies, other public bodies, schools, payments to people, redacted lines, property and treasury"
)
assumes = OFFICE
source = "spending over £500, matched to the registers given; postcodes of the addresses on them"


def rows(payments: Any, body_wards: Any) -> Any:
    """Each payment with what the address of its organisation tells; one without a known address could be anywhere."""
    found = tied(choosable(payments), body_wards)
    return found.mutate(tied=found.tied.cases(*TIES.items(), else_=found.tied), counts=True)


example = {
    "payments": """
        org_id         | year    | amount_pence | choosable | line
        GB-CHC-9000001 | 2024-25 | 60000        | true      |
        GB-COH-99000001| 2024-25 | 30000        | true      |
                       | 2024-25 | 10000        | true      |
                       | 2024-25 | 99999        | false     | taxes
    """,
    "body_wards": """
        org_id          | ward      | tied
        GB-CHC-9000001  | E99100001 | ward
        GB-COH-99000001 |           | elsewhere
    """,
    "answer": """
        tied                      | year    | numerator | denominator | unknown
        an address elsewhere only | 2024-25 | 30000     | 100000      | 0
        an address elsewhere only | all     | 30000     | 100000      | 0
        an address in a ward here | 2024-25 | 60000     | 100000      | 0
        an address in a ward here | all     | 60000     | 100000      | 0
        no address known          | 2024-25 | 10000     | 100000      | 0
        no address known          | all     | 10000     | 100000      | 0
    """,
}
