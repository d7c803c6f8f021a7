"""Of work for people that departments buy, how much do others than its main buyer spend with bodies of their own?"""

from typing import Any

from keepitlocal.steps.place._phrases import ASSUMES, BASE, EXCLUDES, SOURCE, for_people

title, unit, by = "Separate arrangements for similar work", "pence", ("work", "year")
base = f"{BASE}, by kind of work"
excludes, source = EXCLUDES, SOURCE
assumes = (
    "a place to look, not a fault: people's needs differ, and so may the work; the main buyer is the "
    "department that buys most of that work in a year, and a body is another's own where no other pays it for "
    "that work in that year; "
    f"{ASSUMES}"
)
only_with = ("label_work",)


def rows(payments: Any, label_work: Any) -> Any:
    """Each payment, counting where another than the main buyer made it, to a body that only that one pays."""
    import ibis

    found = for_people(payments, label_work)
    live = found.filter(found.set_aside.isnull())
    payers = live.group_by(["work", "year", "body"]).aggregate(payers=live.payer.nunique())
    found = found.left_join(_main_buyers(live), ["work", "year"]).drop("work_right", "year_right")
    found = found.left_join(payers, ["work", "year", "body"]).drop("work_right", "year_right", "body_right")
    return found.mutate(counts=ibis.coalesce((found.payer != found.main) & (found.payers == 1), False))


def _main_buyers(live: Any) -> Any:
    """The department that buys most of each kind of work in each year; of equals the first by name."""
    import ibis

    totals = live.group_by(["work", "year", "payer"]).aggregate(pence=live.amount_pence.sum())
    order = [totals.pence.desc(), totals.payer]
    ranked = totals.mutate(place=ibis.row_number().over(group_by=["work", "year"], order_by=order))
    first = ranked.filter(ranked.place == 0)
    return first.select("work", "year", main=first.payer)


example = {
    "payments": """
        body  | year    | amount_pence | department | category | choosable
        one   | 2024-25 | 60000        | Adults     | care     | true
        two   | 2024-25 | 20000        | Housing    | care     | true
        three | 2024-25 | 7000         | Housing    | care     | true
        three | 2024-25 | 8000         | Adults     | care     | true
        two   | 2024-25 | 3000         | Housing    | youth    | true
    """,
    "label_work": """
        department | category | payer   | work
        Adults     | care     | Adults  | Home care
        Housing    | care     | Housing | Home care
        Housing    | youth    | Housing | Young people
    """,
    "answer": """
        work         | year    | numerator | denominator | unknown
        Home care    | 2024-25 | 20000     | 95000       | 0
        Home care    | all     | 20000     | 95000       | 0
        Young people | 2024-25 | 0         | 3000        | 0
        Young people | all     | 0         | 3000        | 0
    """,
}
