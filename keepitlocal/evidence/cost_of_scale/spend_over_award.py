"""On how many contracts has more been paid than was awarded, by size of contract?

Compared only where one contract alone of that supplier is on the register, and payments of the contract's own months
are at hand: with two contracts nobody can tell which a payment was for.
"""

from typing import Any

from keepitlocal.evidence.cost_of_scale._bands import ASSUMES, band

title, unit, by, only_with = "Paid more than awarded", "contracts", ("band",), ("agreements", "payments")
base, summed = "contracts whose supplier has one contract alone on the registers and notices given", "lines"
excludes = (
    "contracts of people, of suppliers with more than one contract, and those without a value or dates, with no month of "
    "theirs among the spending files, or with no payment found in those months"
)
assumes = (
    f"{ASSUMES}; every payment to the supplier from the first to the last month was for this contract, so the figure "
    "can be too high where the supplier sold other things too; payments under £500 and months without a file are not "
    "there, so it can be too low; where the award is not passed, it counts as kept to only if the contract has ended and "
    "every month of it is at hand, else it could be either"
)
source = "contracts registers and notices, and spending over £500"


def rows(agreements: Any, payments: Any, moment: Any) -> Any:
    """Contracts with what was paid in their months: over the award, not over it, or not to be told yet."""
    import ibis

    found = _with_paid(agreements, payments).cross_join(moment.select("day"))
    all_there = (found.last < _month(found.day)) & (found.at_hand >= found.months)
    over = ibis.coalesce(found.paid_pence > found.amount_pence, False)
    reason = ibis.cases(
        (~found.first, "the same contract again, with another of its suppliers"),
        (found.person, "a person, or redacted"),
        (found.body.isnull(), "supplier could not be told"),
        (found.contracts > 1, "supplier has more than one contract, so payments cannot be told apart"),
        (found.amount_pence.isnull() | (found.amount_pence <= 0), "no value published"),
        (found.months.isnull() | (found.months < 1), "no dates published"),
        (found.at_hand == 0, "no month of it among the spending files"),
        (found.paid_pence.isnull(), "no payment to the supplier found in its months, perhaps made under another name"),
        else_=ibis.null("string"),
    )
    return found.mutate(set_aside=reason, band=band(found.amount_pence), counts=over, unknown=~over & ~all_there)


def _with_paid(agreements: Any, payments: Any) -> Any:
    """Contracts with how many their supplier has, their months, how many of these are at hand, and what was paid."""
    import ibis

    spent = payments.filter((payments.source == "spend") & (payments.month != "no date"))
    several = agreements.filter(agreements.body.notnull()).group_by("body").aggregate(contracts=agreements.lines.sum())
    whole = agreements.left_join(several, "body").drop("body_right")
    whole = whole.mutate(
        start_month=_month(whole.date),
        last=_month(whole.end),
        months=(whole.end.year() - whole.date.year()) * 12 + whole.end.month() - whole.date.month() + 1,
    )
    terms = whole.filter(whole.contracts == 1).select("body", "start_month", "last")
    ours = spent.group_by(["body", "month"]).aggregate(pence=spent.amount_pence.sum())
    within = terms.join(ours, "body").filter(lambda row: row.month.between(row.start_month, row.last))
    paid = within.group_by("body").aggregate(paid_pence=within.pence.sum())
    there = terms.cross_join(spent.select("month").distinct())
    there = there.filter(there.month.between(there.start_month, there.last))
    at_hand = there.group_by("body").aggregate(at_hand=there.month.nunique())
    found = whole.left_join(paid, "body").drop("body_right").left_join(at_hand, "body").drop("body_right")
    return found.mutate(at_hand=ibis.coalesce(found.at_hand, 0))


def _month(day: Any) -> Any:
    """A day's month as spending has it: 2024-04."""
    return day.year().cast("string") + "-" + (day.month() < 10).ifelse("0", "") + day.month().cast("string")


example = {
    "agreements": """
        payee  | body | date       | end        | amount_pence | first | person
        Over   | A    | 2024-04-01 | 2024-05-31 | 9500000      | true  | false
        Kept   | B    | 2024-04-01 | 2024-05-31 | 9500000      | true  | false
        Open   | C    | 2024-04-01 | 2026-03-31 | 9500001      | true  | false
        Early  | D    | 2024-05-01 | 2026-03-31 | 100000001    | true  | false
        Two    | E    | 2024-04-01 | 2024-05-31 | 100          | true  | false
        Two    | E    | 2024-04-01 | 2024-05-31 | 200          | true  | false
        Later  | F    | 2024-07-01 | 2024-08-31 | 100          | true  | false
        Nobody |      | 2024-04-01 | 2024-05-31 | 100          | true  | false
        Worth  | G    | 2024-04-01 | 2024-05-31 |              | true  | false
        Dates  | H    | 2024-04-01 |            | 100          | true  | false
        Unpaid | J    | 2024-04-01 | 2024-05-31 | 9500000      | true  | false
        Gap    | I    | 2024-03-01 | 2024-05-31 | 9500000      | true  | false
    """,
    "payments": """
        body | month   | amount_pence | source
        A    | 2024-04 | 9000000      | spend
        A    | 2024-05 | 500001       | spend
        B    | 2024-05 | 9500000      | spend
        B    | 2024-06 | 9500000      | spend
        B    | 2024-05 | 9500000      | cards
        C    | 2024-04 | 9500001      | spend
        D    | 2024-04 | 900000000    | spend
        D    | 2024-06 | 100000002    | spend
        E    | 2024-04 | 900000000    | spend
        I    | 2024-04 | 1            | spend
             | no date | 900000000    | spend
    """,
    "moment": """
        day
        2024-06-30
    """,
    "answer": """
        band             | numerator | denominator | unknown
        up_to_95000      | 1         | 3           | 1
        95000_to_1000000 | 0         | 1           | 1
        over_1000000     | 1         | 1           | 0
    """,
}
