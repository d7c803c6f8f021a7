"""Of what the council could choose how to spend, how much went to each kind of organisation?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, is_guess, no_person

title, unit, by, of = "By kind of organisation", "pence", ("kind", "year"), ("year",)
excludes = EXCLUDES
assumes = (
    "the kind is what a register or the council's own file says, never words in a name; money of a kind not known "
    "could belong to any other, and so could that of community_group where it is guessed: a grant recipient on no "
    "register given to us"
)
source = "spending over £500, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments, those to organisations of a kind not known, or only guessed, marked."""
    found = no_person(choosable(payments))
    return found.mutate(counts=True, unknown=(found.kind == "unknown") | is_guess(found))


example = {
    "payments": """
        kind    | year    | amount_pence | choosable | person
        charity | 2024-25 | 20000        | true      | false
        company | 2024-25 | 50000        | true      | false
        unknown | 2024-25 | 30000        | true      | false
        charity | 2024-25 | 999          | false     | false
        unknown | 2024-25 | 888          | true      | true
    """,
    "answer": """
        kind    | year    | numerator | denominator | unknown
        charity | 2024-25 | 20000     | 100000      | 30000
        company | 2024-25 | 50000     | 100000      | 30000
        unknown | 2024-25 | 30000     | 100000      | 0
        charity | all     | 20000     | 100000      | 30000
        company | all     | 50000     | 100000      | 30000
        unknown | all     | 30000     | 100000      | 0
    """,
}
