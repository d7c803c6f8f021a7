"""Who is paid, by kind of organisation, how far it works, and who controls it?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, is_guess, no_person

title, unit, by, of = "By kind, reach and control", "pence", ("kind", "reach", "control", "year"), ("year",)
excludes = EXCLUDES
assumes = (
    "kind, reach and control are what registers or the council's own file say; bounds speak of the kind that "
    "is not known, "
    "while a reach or control not known is a class of its own with its pounds"
)
source = "spending over £500, matched to the registers given"


def rows(payments: Any) -> Any:
    """Payments, those to organisations of a kind not known, or only guessed, marked."""
    found = no_person(choosable(payments))
    return found.mutate(counts=True, unknown=(found.kind == "unknown") | is_guess(found))


example = {
    "payments": """
        kind    | reach    | control         | year    | amount_pence
        charity | national | not known       | 2024-25 | 20000
        charity |          | not known       | 2024-25 | 10000
        company |          | part of a group | 2024-25 | 40000
        unknown |          | not known       | 2024-25 | 30000
    """,
    "answer": """
        kind    | reach     | control         | year    | numerator | denominator | unknown
        charity | national  | not known       | 2024-25 | 20000     | 100000      | 30000
        charity | not known | not known       | 2024-25 | 10000     | 100000      | 30000
        company | not known | part of a group | 2024-25 | 40000     | 100000      | 30000
        unknown | not known | not known       | 2024-25 | 30000     | 100000      | 0
        charity | national  | not known       | all     | 20000     | 100000      | 30000
        charity | not known | not known       | all     | 10000     | 100000      | 30000
        company | not known | part of a group | all     | 40000     | 100000      | 30000
        unknown | not known | not known       | all     | 30000     | 100000      | 0
    """,
}
