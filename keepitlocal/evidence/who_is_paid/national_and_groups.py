"""Of what the council could choose how to spend, how much went to national charities, large companies and parts of
a group?
"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, is_guess, marked, no_person

title, unit, by = "National charities, large companies and groups", "pence", ("year",)
excludes = EXCLUDES
assumes = (
    "a charity counts where it says that it works nationally or overseas, a company where a register says "
    "that it is large or has a parent; "
    "a company of which no register tells whether it belongs to a group could be either"
)
source = "spending over £500, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments, marked by reach of charities, and by size and control of the rest."""
    import ibis

    found = no_person(choosable(payments))
    wide, narrow = found.reach.isin(["national", "overseas"]), found.reach.isin(["local", "regional"])
    big = ibis.coalesce((found.size == "large") | (found.control == "part of a group"), False)
    verdict = ibis.cases(
        (ibis.coalesce(wide, False) | big, True),
        ((found.kind == "charity") & ibis.coalesce(narrow, False), False),
        (found.kind.isin(["community_group", "public_body", "school", "individual"]) & ~is_guess(found), False),
        ((found.control == "independent") & found.size.notnull(), False),
        else_=ibis.null("boolean"),
    )
    return marked(found, verdict)


example = {
    "payments": """
        kind            | reach    | size  | control         | year    | amount_pence
        charity         | national |       | not known       | 2024-25 | 20000
        charity         | local    |       | not known       | 2024-25 | 10000
        charity         |          |       | not known       | 2024-25 | 1000
        company         |          | small | not known       | 2024-25 | 9000
        company         |          | small | part of a group | 2024-25 | 15000
        company         |          | large | not known       | 2024-25 | 5000
        company         |          | small | independent     | 2024-25 | 4000
        community_group |          |       | not known       | 2024-25 | 6000
        unknown         |          |       | not known       | 2024-25 | 30000
    """,
    "answer": """
        year    | numerator | denominator | unknown
        2024-25 | 40000     | 100000      | 40000
        all     | 40000     | 100000      | 40000
    """,
}
