"""Of what the council could choose how to spend, how much went to charities, community businesses, societies and
community groups?
"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, is_community_led, marked, no_person

title, unit, by = "Community-led", "pence", ("year",)
excludes = EXCLUDES
assumes = (
    "charities, community interest companies, registered societies and community groups that a register or the "
    "council's own file tells count as community-led, wherever they are and however large; a grant recipient on no "
    "register given to us could be; companies limited by guarantee do not count, since some are a council's own, nor "
    "does a company of which only the number is known"
)
source = "spending over £500, grants in it included, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments, marked by the kind of organisation paid."""
    found = no_person(choosable(payments))
    return marked(found, is_community_led(found))


example = {
    "payments": """
        org_id          | kind              | year    | amount_pence | choosable
        GB-CHC-9000001  | charity           | 2024-25 | 20000        | true
        XE-GROUP-1      | community_group   | 2024-25 | 5000         | true
        KIL-A-GROUP     | community_group   | 2024-25 | 4000         | true
        GB-COH-99000001 | cic               | 2024-25 | 5000         | true
        GB-COH-99000002 | guarantee_company | 2024-25 | 36000        | true
                        | unknown           | 2024-25 | 30000        | true
        GB-CHC-9000001  | charity           | 2024-25 | 999          | false
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 30000     | 100000      | 34000
        all     | 30000     | 100000      | 34000
    """,
}
