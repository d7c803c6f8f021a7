"""How many bids did contracts receive, by size of contract?"""

from typing import Any

from keepitlocal.evidence._phrases import grouped
from keepitlocal.evidence.cost_of_scale._bands import ASSUMES
from keepitlocal.evidence.cost_of_scale._notices import noticed

title, unit, by, share = "Bids received", "bids", ("band",), False
only_with = ("contracts", "agreements")
base = "bids for contracts of this council whose notice says how many there were; lines are such contracts"
excludes = "registers, and notices that do not say: of Find a Tender's, only award notices (UK6) do"
assumes = f"{ASSUMES}; a bid for two lots is counted with each where the notice counts it so"
source = "procurement notices"


def rows(agreements: Any, contracts: Any) -> Any:
    """Contracts of this council in notices, with their bids; once each where several suppliers won."""
    import ibis

    found = noticed(agreements, contracts)
    reason = found.bids.isnull().ifelse("the notice does not say how many bids there were", ibis.null("string"))
    return found.mutate(set_aside=ibis.coalesce(found.set_aside, reason))


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Bids a band, and contracts as lines."""
    return grouped(rows, cut, numerator=rows.bids.sum(), lines=rows.lines.sum())


example = {
    "contracts": """
        input | row | lot | source    | stage | bids
        a     | 1   |     | ocds      | award | 3
        a     | 2   | 1   | ocds      | award | 4
        a     | 2   | 2   | ocds      | award | 24
        a     | 3   |     | ocds      | award |
        c     | 1   |     | contracts | award | 9
    """,
    "agreements": """
        input | row | lot | source    | amount_pence | first
        a     | 1   |     | ocds      | 9500000      | true
        a     | 2   | 1   | ocds      | 9500000      | true
        a     | 2   | 2   | ocds      | 100000001    | true
        a     | 2   | 2   | ocds      | 100000001    | false
        a     | 3   |     | ocds      | 9500000      | true
        c     | 1   |     | contracts | 9500000      | true
    """,
    "answer": """
        band         | numerator | lines
        up_to_95000  | 7         | 2
        over_1000000 | 24        | 1
    """,
}
