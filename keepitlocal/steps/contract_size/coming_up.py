"""How many pounds a year are in contracts whose next decision falls within 24 months?"""

from typing import Any

from keepitlocal.evidence._phrases import grouped
from keepitlocal.steps.contract_size._register import BASE, contracts

title, unit, by, share, only_with = "Coming up", "pence", ("source", "quarter"), False, ("agreements",)
base = f"yearly value of {BASE}"
excludes = (
    "contracts without dates, those already ended, those with no decision within 24 months of the newest day in "
    "the files, and repeats for other suppliers"
)
assumes = (
    "the next decision is the first day still to come among review, end and last possible end; value a year "
    "as published, else whole value "
    "shared out over the term; a contract without a value adds a line and no pounds"
)
source = "contracts registers and notices"
MONTHS = 24


def rows(agreements: Any, moment: Any) -> Any:
    """Contracts with the quarter of their next decision, and their value a year as the amount."""
    import ibis

    found = contracts(agreements).cross_join(moment.select("day"))
    known = [found.review, found.end, found.last_end]
    to_come = [(day >= found.day).ifelse(day, ibis.null("date")) for day in known]
    found = found.mutate(next=ibis.least(*to_come), dated=ibis.coalesce(*known).notnull())
    reason = ibis.cases(
        (~found.dated, "no dates published"),
        (found.next.isnull(), "ended before the newest day in the files"),
        (found.next > (found.day + ibis.interval(months=MONTHS)).cast("date"), "no decision within 24 months"),
        else_=ibis.null("string"),
    )
    quarter = found.next.year().cast("string") + "-Q" + found.next.quarter().cast("string")
    return found.mutate(
        set_aside=ibis.coalesce(found.set_aside, reason), quarter=quarter, counts=True, amount_pence=found.annual_pence
    )


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pounds a year, and contracts as lines, a cut."""
    import ibis

    return grouped(rows, cut, numerator=ibis.coalesce(rows.amount_pence.sum(), 0), lines=rows.lines.sum())


example = {
    "agreements": """
        end        | last_end   | review     | annual_pence | first
        2025-06-30 |            |            | 100          | true
        2025-06-30 |            |            | 100          | false
        2026-03-31 | 2028-03-31 | 2025-05-01 | 50           | true
        2025-03-31 | 2027-03-31 |            | 25           | true
        2025-03-31 | 2025-03-31 |            | 7000         | true
        2027-04-02 |            |            | 7000         | true
        2025-12-31 |            |            |              | true
                   |            |            | 7000         | true
    """,
    "moment": """
        day
        2025-04-01
    """,
    "answer": """
        source    | quarter | numerator | lines
        contracts | 2025-Q2 | 150       | 2
        contracts | 2027-Q1 | 25        | 1
        contracts | 2025-Q4 | 0         | 1
        contracts | all     | 175       | 4
    """,
}
