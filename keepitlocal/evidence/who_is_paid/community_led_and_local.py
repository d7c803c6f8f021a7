"""Of what the council could choose how to spend, how much went to community-led organisations of this area?"""

from typing import Any

from keepitlocal.evidence._phrases import (
    EXCLUDES,
    PLACED,
    choosable,
    is_community_led,
    is_local,
    is_of_the_area,
    judged,
    marked,
    no_person,
)

title, unit, by = "Community-led and local", "pence", ("definition", "year")
excludes = EXCLUDES
assumes = (
    f"{PLACED}; a charity that says it works nationally or overseas is not counted, whatever its address; "
    "of other community-led kinds no register tells how far they work, so they count where their address does"
)
source = "spending over £500, grants in it included, matched to the registers given"


def rows(payments: Any, localities: Any, rules: Any) -> Any:
    """Each payment once for every rule for local: it counts where kind, place and reach all do, and is unknown
    where one could.
    """
    found = judged(no_person(choosable(payments)), localities, rules)
    return marked(found, is_community_led(found) & is_local(found) & is_of_the_area(found))


example = {
    "payments": """
        org_id          | kind    | reach    | year    | amount_pence
        GB-CHC-9000001  | charity | local    | 2024-25 | 20000
        GB-CHC-9000002  | charity | national | 2024-25 | 10000
        GB-CHC-9000003  | charity |          | 2024-25 | 5000
        GB-CHC-9000004  | charity | local    | 2024-25 | 5000
        GB-COH-99000001 | company |          | 2024-25 | 40000
        GB-COH-99000002 | unknown |          | 2024-25 | 15000
                        | unknown |          | 2024-25 | 5000
    """,
    "localities": """
        org_id          | definition | outcome
        GB-CHC-9000001  | area       | local
        GB-CHC-9000002  | area       | local
        GB-CHC-9000003  | area       | local
        GB-COH-99000001 | area       | local
        GB-COH-99000002 | area       | elsewhere
    """,
    "rules": """
        definition | title
        area       | Address in Wexborough
    """,
    "answer": """
        definition | year    | numerator | denominator | unknown
        area       | 2024-25 | 20000     | 100000      | 15000
        area       | all     | 20000     | 100000      | 15000
    """,
}
