"""How much of what the council could choose how to spend went to its largest suppliers?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES
from keepitlocal.evidence.concentration._suppliers import ASSUMES, SOURCE, suppliers

title, unit, by = "To the largest suppliers", "pence", ("top", "span")
excludes = EXCLUDES
assumes, source = ASSUMES, SOURCE
TOPS = (1, 5, 10, 20)


def rows(payments: Any) -> Any:
    """Payments once for each top, in their year and in all years: they count where their supplier is among the
    largest of that span.
    """
    import ibis

    found = suppliers(payments)
    spans = ibis.union(found.mutate(span=found.year), found.mutate(span=ibis.literal("all")))
    live = spans.filter(spans.set_aside.isnull())
    totals = live.group_by(["span", "supplier"]).aggregate(total=live.amount_pence.sum())
    window = ibis.window(group_by=totals.span, order_by=[totals.total.desc(), totals.supplier])
    ranked = spans.left_join(totals.mutate(place=ibis.row_number().over(window)), ["span", "supplier"])
    ranked = ranked.mutate(place=ibis.coalesce(ranked.place, 0)).drop("span_right", "supplier_right", "total")
    each = [ranked.mutate(top=ibis.literal(str(top)), counts=ranked.place < top) for top in TOPS]
    return ibis.union(*each)


example = {
    "payments": """
        body | payee | year    | amount_pence | choosable | line
        A    | a     | 2023-24 | 60           | true      |
        B    | b     | 2023-24 | 40           | true      |
        B    | b     | 2024-25 | 90           | true      |
             | c     | 2024-25 | 10           | true      |
        D    | d     | 2024-25 | 999          | false     | payroll
    """,
    "answer": """
        top | span    | numerator | denominator
        1   | 2023-24 | 60        | 100
        5   | 2023-24 | 100       | 100
        10  | 2023-24 | 100       | 100
        20  | 2023-24 | 100       | 100
        1   | 2024-25 | 90        | 100
        5   | 2024-25 | 100       | 100
        10  | 2024-25 | 100       | 100
        20  | 2024-25 | 100       | 100
        1   | all     | 130       | 200
        5   | all     | 200       | 200
        10  | all     | 200       | 200
        20  | all     | 200       | 200
    """,
}
