"""Of everything published as spending, what is each part, and how much is left that the council could choose how
to spend?
"""

from typing import Any

title, unit, by, of = "What the money is", "pence", ("line", "year"), ("year",)
base = "everything published as spending over £500"
excludes = "procurement cards, which are published apart and counted apart"
assumes = (
    "who is paid, and the council's own labels, tell what a payment is for; the council can overrule any of it in"
    " place.toml"
)
source = "spending over £500"


def rows(payments: Any) -> Any:
    """Each payment with the line it falls under: could_choose where no line speaks of it, works shown apart."""
    import ibis

    line = ibis.cases((payments.line != "", payments.line), else_="could_choose")
    aside = (payments.source != "spend").ifelse("procurement card, counted apart", ibis.null("string"))
    return payments.mutate(line=line, counts=True, set_aside=aside)


example = {
    "payments": """
        year    | amount_pence | choosable | line    | source
        2023-24 | 70000        | true      |         | spend
        2023-24 | 30000        | false     | payroll | spend
        2024-25 | 60000        | true      |         | spend
        2024-25 | 40000        | true      | works   | spend
        2024-25 | 99            | true     |         | cards
    """,
    "answer": """
        line         | year    | numerator | denominator | unknown
        could_choose | 2023-24 | 70000     | 100000      | 0
        payroll      | 2023-24 | 30000     | 100000      | 0
        could_choose | 2024-25 | 60000     | 100000      | 0
        works        | 2024-25 | 40000     | 100000      | 0
        could_choose | all     | 130000    | 200000      | 0
        payroll      | all     | 30000     | 200000      | 0
        works        | all     | 40000     | 200000      | 0
    """,
}
