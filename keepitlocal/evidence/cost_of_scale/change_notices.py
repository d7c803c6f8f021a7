"""How many contracts, by size, does the newest notice given say were changed?

A count and never a rate. The notices given are those of some days or months, so most show a contract once; and the law
asks for a change notice of larger contracts and not of smaller ones, so that a rate by size would measure the law.
"""

from typing import Any

from keepitlocal.evidence._phrases import grouped
from keepitlocal.evidence.cost_of_scale._bands import ASSUMES
from keepitlocal.evidence.cost_of_scale._notices import noticed

title, unit, by, share = "Contracts with a change notice", "contracts", ("band",), False
only_with = ("contracts", "agreements")
base = "contracts of this council whose newest notice among those given is of a change"
excludes = "registers, which do not say; contracts whose change notice was not given, or that needed none"
assumes = (
    f"{ASSUMES}, as the newest notice gives it, which may be after the change; no rate is made of it, because a contract "
    "for less than the law's threshold, or for light-touch services, can be changed with no notice at all"
)
source = "procurement notices"


def rows(agreements: Any, contracts: Any) -> Any:
    """Contracts of this council in notices, those whose newest notice is not of a change set aside."""
    import ibis

    found = noticed(agreements, contracts)
    reason = ibis.coalesce(found.stage == "change", False).ifelse(
        ibis.null("string"), "newest notice is not of a change"
    )
    return found.mutate(set_aside=ibis.coalesce(found.set_aside, reason))


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Contracts a band."""
    return grouped(rows, cut, numerator=rows.lines.sum(), lines=rows.lines.sum())


example = {
    "contracts": """
        input | row | lot | source    | stage
        a     | 1   |     | ocds      | change
        a     | 2   | 1   | ocds      | change
        a     | 2   | 2   | ocds      | contract
        a     | 3   |     | ocds      | change
        c     | 1   |     | contracts | change
    """,
    "agreements": """
        input | row | lot | source    | amount_pence | first
        a     | 1   |     | ocds      | 9500000      | true
        a     | 1   |     | ocds      | 9500000      | false
        a     | 2   | 1   | ocds      | 9500001      | true
        a     | 2   | 2   | ocds      | 9500001      | true
        a     | 3   |     | ocds      |              | true
        c     | 1   |     | contracts | 9500000      | true
    """,
    "answer": """
        band             | numerator
        up_to_95000      | 1
        95000_to_1000000 | 1
        not_known        | 1
    """,
}
