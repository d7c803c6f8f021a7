"""Of what the council could choose how to spend, how much went to organisations based or working here?"""

from typing import Any

from keepitlocal.evidence._phrases import choosable, judged

title, unit, by = "Kept local", "pence", ("definition", "year")
excludes = (
    "taxes, pensions, levies, other public bodies, schools, payments to people, redacted lines, property and treasury"
)
assumes = (
    "an organisation is where its registered, contact or published address is; one without a known address could "
    "be anywhere"
)
source = "spending over £500, matched to the registers given"


def rows(payments: Any, localities: Any, rules: Any) -> Any:
    """Each payment once for every rule for local, marked."""
    found = judged(choosable(payments), localities, rules)
    return found.mutate(counts=found.outcome == "local", unknown=found.outcome == "unknown")


example = {
    "payments": """
        org_id         | year    | amount_pence | choosable | line
        GB-CHC-9000001 | 2024-25 | 60000        | true      |
        GB-COH-99000001| 2024-25 | 30000        | true      |
                       | 2024-25 | 10000        | true      |
                       | 2024-25 | 99999        | false     | taxes
        GB-CHC-9000001 | 2025-26 | 5000         | true      |
    """,
    "localities": """
        org_id          | definition | outcome
        GB-CHC-9000001  | area       | local
        GB-COH-99000001 | area       | elsewhere
    """,
    "rules": """
        definition | title
        area       | Address in Wexborough
    """,
    "answer": """
        definition | year    | numerator | denominator | unknown
        area       | 2024-25 | 60000     | 100000      | 10000
        area       | 2025-26 | 5000      | 5000        | 0
        area       | all     | 65000     | 105000      | 10000
    """,
}
