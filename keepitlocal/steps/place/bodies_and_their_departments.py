"""Which bodies in services for people were paid by two or more departments in the same year, and how much?"""

from typing import Any

from keepitlocal.domain.finding import OFFICER
from keepitlocal.domain.sensitive import SENSITIVE_PATTERN
from keepitlocal.steps.place._phrases import ASSUMES, BASE, EXCLUDES, SOURCE, for_people, with_payers

title, unit, by, share = "Paid by several departments, by name", "pence", ("body", "year"), False
edition = OFFICER
base, source = BASE, SOURCE
excludes = (
    f"{EXCLUDES}; bodies on no register given, or paid less than £50,000 so; refuges, children's homes and the like"
)
assumes = f"a place to look, not a fault; {ASSUMES}"
only_with = ("label_work",)
AT_LEAST = 5_000_000


def rows(payments: Any, label_work: Any, payees: Any) -> Any:
    """Payments to bodies that several departments paid in that year, by the name to show."""
    import ibis

    names = payees.filter(payees.listed & ~payees.person).group_by("body").aggregate(shown=payees.name.min())
    found = with_payers(for_people(payments, label_work)).left_join(names, "body").drop("body_right")
    reason = ibis.cases(
        (found.set_aside.notnull(), found.set_aside),
        (ibis.coalesce(found.payers, 0) < 2, "one department only"),
        (found.shown.isnull(), "on no register given"),
        (found.shown.re_search(SENSITIVE_PATTERN), "never named"),
        else_=ibis.null("string"),
    )
    shown = found.shown.replace("/", "\u2044")  # strokes part the cuts in a finding's id
    return found.mutate(counts=True, set_aside=reason, body=shown).drop("shown")


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pence by body."""
    return rows.group_by(list(cut)).aggregate(
        numerator=rows.amount_pence.sum(), denominator=rows.amount_pence.sum(), lines=rows.lines.sum()
    )


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Only those of £50,000 or more."""
    return [row for row in found if int(row["numerator"]) >= AT_LEAST]


example = {
    "payments": """
        body  | payee | year    | amount_pence | department | category | choosable
        one   | One   | 2024-25 | 6000000      | Adults     | care     | true
        one   | One   | 2024-25 | 20000        | Housing    | care     | true
        two   | Two   | 2024-25 | 9000000      | Adults     | care     | true
        three | Three | 2024-25 | 9000000      | Adults     | care     | true
        three | Three | 2024-25 | 9000000      | Housing    | care     | true
        four  | Four  | 2024-25 | 2000         | Adults     | care     | true
        four  | Four  | 2024-25 | 2000         | Housing    | care     | true
    """,
    "payees": """
        payee | body  | name                | listed | person
        One   | one   | Hazelbeck Trust     | true   | false
        Two   | two   | Old Town Trust      | true   | false
        Three | three | Wexborough Refuge   | true   | false
        Four  | four  | Harbour Kitchen     | true   | false
    """,
    "label_work": """
        department | category | payer   | work
        Adults     | care     | Adults  | Home care
        Housing    | care     | Housing | Home care
    """,
    "answer": """
        body            | year    | numerator | denominator | unknown
        Hazelbeck Trust | 2024-25 | 6020000   | 6020000     | 0
        Hazelbeck Trust | all     | 6020000   | 6020000     | 0
    """,
}
