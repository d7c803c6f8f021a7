"""How many bids did contracts receive, by size of contract?"""

from typing import Any

from keepitlocal.evidence._phrases import grouped
from keepitlocal.evidence.cost_of_scale._bands import ASSUMES, band

title, unit, by, share = "Bids received", "bids", ("band",), False
only_with = ("contracts", "agreements")
base = "bids for contracts of this council whose notice says how many there were; lines are such contracts"
excludes = "registers, and notices that do not say: of Find a Tender's, only award notices (UK6) do"
assumes = f"{ASSUMES}; a bid for two lots is counted with each where the notice counts it so"
source = "procurement notices"


def rows(contracts: Any, agreements: Any) -> Any:
    """Contracts of this council in notices, with their bids; once each where several suppliers won."""
    import ibis

    ours = agreements.filter(agreements.source == "ocds")
    ours = ours.group_by(["input", "row"]).aggregate(firsts=ours.first.cast("int64").max())
    found = contracts.filter(contracts.source == "ocds").join(ours, ["input", "row"])
    value = ibis.coalesce(found.value_pence, found.value_gross_pence)
    set_aside = ibis.cases(
        (found.set_aside.notnull(), found.set_aside),
        (found.firsts == 0, "the same contract again, with another of its suppliers"),
        (found.bids.isnull(), "the notice does not say how many bids there were"),
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
    """Bids a band, and contracts as lines."""
    return grouped(rows, cut, numerator=rows.bids.sum(), lines=rows.lines.sum())


example = {
    "contracts": """
        input | row | source | stage | value_pence | bids
        a     | 1   | ocds   | award | 9500000     | 3
        a     | 2   | ocds   | award | 9500000     | 4
        a     | 3   | ocds   | award | 100000001   | 24
        a     | 4   | ocds   | award | 100000001   | 24
        a     | 5   | ocds   | award | 9500000     |
        b     | 1   | ocds   | award | 9500000     | 9
    """,
    "agreements": """
        input | row | source | first
        a     | 1   | ocds   | true
        a     | 2   | ocds   | true
        a     | 3   | ocds   | true
        a     | 4   | ocds   | false
        a     | 5   | ocds   | true
    """,
    "answer": """
        band         | numerator | lines
        up_to_95000  | 7         | 2
        over_1000000 | 24        | 1
    """,
}
