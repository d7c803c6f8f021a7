"""How many contracts are at or under sizes that local organisations have been able to carry?"""

from typing import Any

from keepitlocal.evidence._phrases import marked
from keepitlocal.steps.contract_size._presets import ASSUMES, SOURCE, at_or_under
from keepitlocal.steps.contract_size._register import BASE, contracts

title, unit, by, only_with = "Contracts by size", "contracts", ("source", "preset"), ("agreements",)
base, summed = BASE, "lines"
excludes = "contracts that no register or notice gives; a contract repeated for each of its suppliers counts once"
assumes, source = ASSUMES, SOURCE


def rows(agreements: Any) -> Any:
    """Each contract once for every size; one without a value could be of any."""
    found = at_or_under(contracts(agreements))
    return marked(found, found.verdict)


example = {
    "agreements": """
        first | amount_pence | net_pence | gross_pence
        true  | 9500000      | 9500000   |
        true  | 17310000     | 17310000  |
        true  | 17309999     | 17309999  |
        true  | 20772000     |           | 20772000
        true  | 66353999     | 60000000  | 66353999
        true  | 100000001    | 100000001 |
        false | 100000001    | 100000001 |
        true  |              |           |
    """,
    "answer": """
        source    | preset  | numerator | denominator | unknown
        contracts | 95000   | 1         | 7           | 1
        contracts | 207720  | 2         | 7           | 1
        contracts | 663540  | 5         | 7           | 1
        contracts | 1000000 | 5         | 7           | 1
    """,
}
