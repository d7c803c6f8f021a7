"""Of the grants that the council published, how much went to organisations based or working here?"""

from typing import Any

from keepitlocal.evidence._phrases import PLACED, is_local, judged, marked, no_person

title, unit, by, only_with = "Grants kept local", "pence", ("definition", "year"), ("awards",)
base = "grants that the council published, to organisations"
excludes = "grants to people, and grants that no list gives"
assumes = PLACED
source = "the council's grants lists, matched to the registers given"


def rows(awards: Any, localities: Any, rules: Any) -> Any:
    """Each grant once for every rule for local, marked."""
    found = judged(no_person(awards), localities, rules)
    return marked(found, is_local(found))


example = {
    "awards": """
        org_id         | year    | amount_pence | person
        GB-CHC-9000001 | 2024-25 | 50000        | false
        GB-CHC-9000002 | 2024-25 | 20000        | false
                       | 2024-25 | 30000        | false
                       | 2024-25 | 700          | true
    """,
    "localities": """
        org_id         | definition | outcome
        GB-CHC-9000001 | area       | local
        GB-CHC-9000002 | area       | elsewhere
    """,
    "rules": """
        definition | title
        area       | Address in Wexborough
    """,
    "answer": """
        definition | year    | numerator | denominator | unknown
        area       | 2024-25 | 50000     | 100000      | 30000
        area       | all     | 50000     | 100000      | 30000
    """,
}
