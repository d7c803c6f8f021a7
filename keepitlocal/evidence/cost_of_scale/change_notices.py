"""How many contracts, by size, does the newest notice given say were changed?

A count and never a rate. The notices given are those of some days or months, so most show a contract once; and the law
asks for a change notice of larger contracts and not of smaller ones, so that a rate by size would measure the law.
"""

from typing import Any

from keepitlocal.evidence._phrases import grouped
from keepitlocal.evidence.cost_of_scale._bands import ASSUMES, band

title, unit, by, share = "Contracts with a change notice", "contracts", ("band",), False
only_with = ("contracts", "agreements")
base = "contracts of this council whose newest notice among those given is of a change"
excludes = "registers, which do not say; contracts whose change notice was not given, or that needed none"
assumes = (
    f"{ASSUMES}, as the newest notice gives it, which may be after the change; no rate is made of it, because a contract "
    "for less than the law's threshold, or for light-touch services, can be changed with no notice at all"
)
source = "procurement notices"


def rows(contracts: Any, agreements: Any) -> Any:
    """Notices of contracts of this council, those of a change marked."""
    import ibis

    ours = agreements.filter((agreements.source == "ocds") & ~agreements.person).select("input", "row").distinct()
    found = contracts.filter(contracts.source == "ocds").semi_join(ours, ["input", "row"])
    value = ibis.coalesce(found.value_pence, found.value_gross_pence)
    set_aside = ibis.cases(
        (found.set_aside.notnull(), found.set_aside),
        (found.stage != "change", "newest notice is not of a change"),
        else_=ibis.null("string"),
    )
    return found.mutate(
        payee=found.supplier,
        person=False,
        band=ibis.coalesce(band(value), "not_known"),
        amount_pence=ibis.coalesce(value, 0),
        counts=True,
        set_aside=set_aside,
        lines=1,
    )


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Contracts a band."""
    return grouped(rows, cut, numerator=rows.lines.sum(), lines=rows.lines.sum())


example = {
    "contracts": """
        input | row | source    | stage    | value_pence | set_aside
        a     | 1   | ocds      | change   | 9500000     |
        a     | 2   | ocds      | change   | 9500001     |
        a     | 3   | ocds      | contract | 9500001     |
        a     | 4   | ocds      | change   |             |
        a     | 5   | ocds      | change   | 100         | no supplier
        b     | 1   | ocds      | change   | 100         |
        c     | 1   | contracts | change   | 100         |
    """,
    "agreements": """
        input | row | source
        a     | 1   | ocds
        a     | 2   | ocds
        a     | 3   | ocds
        a     | 4   | ocds
        a     | 5   | ocds
        c     | 1   | contracts
    """,
    "answer": """
        band             | numerator
        up_to_95000      | 1
        95000_to_1000000 | 1
        not_known        | 1
    """,
}
