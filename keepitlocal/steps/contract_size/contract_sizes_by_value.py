"""How much of the value of contracts is in contracts at or under sizes that local organisations have been able to
carry?
"""

from typing import Any

from keepitlocal.evidence._phrases import marked
from keepitlocal.steps.contract_size._presets import ASSUMES, SOURCE, at_or_under
from keepitlocal.steps.contract_size._register import BASE, contracts

title, unit, by, only_with = "Value of contracts by size", "pence", ("source", "preset"), ("agreements",)
base = f"whole value of {BASE}"
excludes = (
    "contracts without a published value, and any that no register or notice gives; a contract repeated for each "
    "of its suppliers counts once"
)
assumes, source = f"{ASSUMES}; values are of the whole term, so a long contract weighs more", SOURCE


def rows(agreements: Any) -> Any:
    """Each contract with a value once for every size."""
    import ibis

    found = contracts(agreements)
    valued = ibis.coalesce(
        found.set_aside, found.amount_pence.isnull().ifelse("no value published", ibis.null("string"))
    )
    sized = at_or_under(found.mutate(set_aside=valued))
    return marked(sized, ibis.coalesce(sized.verdict, False))


example = {
    "agreements": """
        amount_pence | net_pence | gross_pence
        9500000      | 9500000   |
        90500000     | 90500000  |
        100000000    | 100000000 |
                     |           |
    """,
    "answer": """
        source    | preset  | numerator | denominator
        contracts | 95000   | 9500000   | 200000000
        contracts | 207720  | 9500000   | 200000000
        contracts | 663540  | 9500000   | 200000000
        contracts | 1000000 | 200000000 | 200000000
    """,
}
