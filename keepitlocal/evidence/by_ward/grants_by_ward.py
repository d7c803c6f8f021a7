"""How much of the grants that the council published went to recipients with an address in each ward?"""

from typing import Any

from keepitlocal.evidence.by_ward._phrases import NOT_TIED, OFFICE, tied

title, unit, by, of = "Grants to recipients in the ward", "pence", ("ward", "year"), ("year",)
base = "grants as published"
excludes = "grants that the council did not publish as such; grants of other funders"
assumes = f"{OFFICE}; a grant may serve people in other wards"
source = "the council's grants lists, matched to the registers given; postcodes of the addresses on them"


def rows(awards: Any, body_wards: Any) -> Any:
    """Each grant with the ward of its recipient's address."""
    found = tied(awards, body_wards)
    return found.mutate(ward=found.ward.fill_null(NOT_TIED), counts=True)


example = {
    "awards": """
        org_id         | year    | amount_pence
        GB-CHC-9000001 | 2024-25 | 20000
        KIL-EXAMPLE    | 2024-25 | 5000
    """,
    "body_wards": """
        org_id          | ward      | tied
        GB-CHC-9000001  | E99100001 | ward
    """,
    "answer": """
        ward               | year    | numerator | denominator | unknown
        E99100001          | 2024-25 | 20000     | 25000       | 0
        E99100001          | all     | 20000     | 25000       | 0
        not tied to a ward | 2024-25 | 5000      | 25000       | 0
        not tied to a ward | all     | 5000      | 25000       | 0
    """,
}
