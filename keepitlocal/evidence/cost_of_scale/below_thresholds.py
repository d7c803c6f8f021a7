"""Of contracts with a value near a threshold of the law, how many are just below it?

For the officer alone. A threshold of its day, one tenth on either side by ratio, so that values spread evenly by ratio
would fall half and half. What the numbers allow to be said is in ``bunching``; it is never more than a question.
"""

from typing import Any

from keepitlocal.domain.finding import OFFICER
from keepitlocal.domain.period import spoken
from keepitlocal.evidence.cost_of_scale._thresholds import FROM, TENTH, dated_thresholds

title, unit, by, share = "Just below a threshold", "contracts", ("source", "rule"), False
only_with = ("agreements",)
edition = OFFICER
base, summed = "contracts within a tenth of a threshold that held on their first day, below or above", "lines"
excludes = (
    f"contracts that began before {spoken(FROM)}, whose thresholds are not in the law data here; those without a value or "
    "first day; contracts of people; all that are further from the threshold"
)
assumes = (
    "the first day tells which amount held, though a letting begun before a change keeps the older one; a value without "
    "VAT has a fifth added, as if VAT were due on all of it; every contract is held against every threshold, since a "
    "register does not say which bears on it"
)
source = "contracts registers and notices; thresholds with their dates from the law data"


def rows(agreements: Any) -> Any:
    """Each contract once for every dated threshold, those just below marked."""
    import ibis

    fifths = ibis.coalesce(agreements.gross_pence * 5, agreements.net_pence * 6)
    valued = agreements.mutate(fifths=fifths)
    return ibis.union(*[_held(valued, one.name, one.pence * 5, one.first, one.last) for one in dated_thresholds()])


def _held(valued: Any, name: str, bar: int, first: Any, last: Any) -> Any:
    import ibis

    on_time = (valued.date >= ibis.literal(first)) & (
        ibis.literal(True) if last is None else valued.date <= ibis.literal(last)
    )
    near = (valued.fifths * (TENTH + 1) >= bar * TENTH) & (valued.fifths * TENTH < bar * (TENTH + 1))
    reason = ibis.cases(
        (~valued.first, "the same contract again, with another of its suppliers"),
        (valued.person, "a person, or redacted"),
        (valued.date.isnull(), "no first day published"),
        (valued.fifths.isnull(), "no value published"),
        (~on_time, "began when another amount held"),
        (~near, "not near this threshold"),
        else_=ibis.null("string"),
    )
    return valued.mutate(rule=ibis.literal(name), counts=valued.fifths < bar, set_aside=reason).drop("fifths")


example = {
    "agreements": """
        date       | gross_pence | net_pence | first | person
        2025-02-24 | 21490399    |           | true  | false
        2025-02-24 | 21490400    |           | true  | false
        2025-02-24 | 19536727    |           | true  | false
        2025-02-24 | 19536728    |           | true  | false
        2025-12-31 | 23639439    |           | true  | false
        2025-12-31 | 23639440    |           | true  | false
        2025-02-23 | 21490399    |           | true  | false
        2026-01-01 |             | 17309999  | true  | false
        2026-01-01 |             | 17310000  | true  | false
        2026-01-01 |             | 17309999  | false | false
        2026-01-01 |             | 17309999  | true  | true
        2026-01-01 | 66353999    |           | true  | false
                   | 66353999    |           | true  | false
    """,
    "answer": """
        source    | rule                    | numerator | denominator
        contracts | PA-T-12 from 2025-02-24 | 2         | 4
        contracts | PA-T-12 from 2026-01-01 | 1         | 2
        contracts | PA-T-8 from 2025-02-24  | 1         | 1
    """,
}
