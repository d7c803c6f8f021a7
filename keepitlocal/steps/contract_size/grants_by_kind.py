"""Of the grants that the council published, how much went to each kind of organisation?"""

from typing import Any

from keepitlocal.evidence._phrases import is_guess, no_person

title, unit, by, of, only_with = "Grants by kind of organisation", "pence", ("kind", "year"), ("year",), ("awards",)
base = "grants that the council published, to organisations"
excludes = "grants to people, and grants that no list gives"
assumes = (
    "the kind is what a register says; a recipient on no register given to us is guessed to be a community group "
    "unless its name says otherwise, and could be of any other kind"
)
source = "the council's grants lists, matched to the registers given"


def rows(awards: Any) -> Any:
    """Grants, those to organisations of a kind not known, or only guessed, marked."""
    return no_person(awards).mutate(counts=True, unknown=(awards.kind == "unknown") | is_guess(awards))


example = {
    "awards": """
        kind            | org_id        | year    | amount_pence | person
        charity         | GB-CHC-900001 | 2024-25 | 60           | false
        community_group | KIL-A-GROUP   | 2024-25 | 30           | false
        unknown         |               | 2024-25 | 10           | false
        individual      |               | 2024-25 | 99           | true
    """,
    "answer": """
        kind            | year    | numerator | denominator | unknown
        charity         | 2024-25 | 60        | 100         | 40
        community_group | 2024-25 | 30        | 100         | 0
        unknown         | 2024-25 | 10        | 100         | 0
        charity         | all     | 60        | 100         | 40
        community_group | all     | 30        | 100         | 0
        unknown         | all     | 10        | 100         | 0
    """,
}
