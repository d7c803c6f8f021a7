"""Of what the council could choose how to spend, how much went to charities, community businesses, societies and
community groups?
"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, is_community_led, marked, no_person

title, unit, by = "Community-led", "pence", ("year",)
excludes = EXCLUDES
assumes = (
    "charities, community interest companies, registered societies and community groups on no register count "
    "as community-led, "
    "wherever they are and however large; companies limited by guarantee do not, since some are a council's "
    "own, nor does a company of which only the number is known"
)
source = "spending over £500, grants in it included, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments, marked by the kind of organisation paid."""
    found = no_person(choosable(payments))
    return marked(found, is_community_led(found))


example = {
    "payments": """
        kind              | year    | amount_pence | choosable
        charity           | 2024-25 | 20000        | true
        community_group   | 2024-25 | 5000         | true
        cic               | 2024-25 | 5000         | true
        guarantee_company | 2024-25 | 40000        | true
        unknown           | 2024-25 | 30000        | true
        charity           | 2024-25 | 999          | false
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 30000     | 100000      | 30000
        all     | 30000     | 100000      | 30000
    """,
}
