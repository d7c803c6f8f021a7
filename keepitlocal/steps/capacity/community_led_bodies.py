"""How many different community-led organisations did the council pay?"""

from typing import Any

from keepitlocal.evidence._phrases import choosable, grouped, is_community_led, marked, no_person

title, unit, by, share = "Community-led organisations paid", "organisations", ("year",), False
base = "organisations paid from what the council could choose how to spend"
excludes = (
    "payments below what the council publishes (£500 in most places), organisations paid less than nothing over "
    "the year, and people"
)
assumes = (
    "an organisation under several names or ids counts once only where a register tells; payees of a kind not "
    "known could be community-led"
)
source = "spending over £500, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments to organisations, marked by the kind paid."""
    import ibis

    found = no_person(choosable(payments))
    return marked(found.mutate(supplier=ibis.coalesce(found.body, found.payee)), is_community_led(found))


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Different organisations a cut: community-led, and of a kind not known."""
    each = rows.group_by([*cut, "supplier"]).aggregate(
        amount_pence=rows.amount_pence.sum(),
        counts=rows.counts.any(),
        unknown=rows.unknown.all(),
        lines=rows.lines.sum(),
    )
    paid = each.filter(each.amount_pence > 0)
    return grouped(paid, cut, numerator=paid.counts.sum(), unknown=paid.unknown.sum(), lines=paid.lines.sum())


example = {
    "payments": """
        body | kind    | year    | amount_pence
        A    | charity | 2023-24 | 50
        A    | charity | 2024-25 | 50
        B    | society | 2024-25 | 50
        C    | cic     | 2024-25 | -5
        D    | company | 2024-25 | 50
        E    | unknown | 2024-25 | 50
    """,
    "answer": """
        year    | numerator | unknown | lines
        2023-24 | 1         | 0       | 1
        2024-25 | 2         | 1       | 4
        all     | 2         | 1       | 5
    """,
}
