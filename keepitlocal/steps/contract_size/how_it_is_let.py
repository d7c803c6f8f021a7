"""How were contracts let: competed, in a framework, without competition, extended, or does the register not say?"""

from typing import Any

from keepitlocal.steps.contract_size._register import BASE, contracts

title, unit, by, of, only_with = "How contracts are let", "contracts", ("source", "route"), ("source",), ("agreements",)
base, summed = BASE, "lines"
excludes = "contracts that no register or notice gives; a contract repeated for each of its suppliers counts once"
assumes = (
    "the words of the register are taken as they stand: quotations asked for count as competed, 'exception', "
    "'exemption' and 'waiver' as direct; "
    "'other' and nothing said are classes of their own, and could be any"
)
source = "contracts registers and notices"


def rows(agreements: Any) -> Any:
    """Each contract, those of which the register does not tell marked."""
    return contracts(agreements).mutate(counts=True, unknown=agreements.route.isin(["not_said", "other"]))


example = {
    "agreements": """
        route              | amount_pence
        competed           | 100
        competed           |
        framework_competed | 100
        direct             | 100
        not_said           | 100
    """,
    "answer": """
        source    | route              | numerator | denominator | unknown
        contracts | competed           | 2         | 5           | 1
        contracts | framework_competed | 1         | 5           | 1
        contracts | direct             | 1         | 5           | 1
        contracts | not_said           | 1         | 5           | 0
    """,
}
