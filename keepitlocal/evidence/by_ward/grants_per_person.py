"""How much in grants went to recipients in each ward for every person who lives there?"""

from typing import Any

from keepitlocal.evidence.by_ward._phrases import OFFICE, tied

title, unit, by = "Grants for every person in the ward", "pence a person", ("ward", "year")
share = False
base = "grants as published, to recipients with an address in a ward here"
excludes = "grants to recipients whose ward is not known; grants that the council did not publish as such"
assumes = f"{OFFICE}; a grant may serve people in other wards; people are counted once, for every year"
source = "the council's grants lists; postcodes of recipients; population by ward or by neighbourhood"


def rows(awards: Any, body_wards: Any, wards: Any) -> Any:
    """Each grant with the ward of its recipient and the people who live there."""
    import ibis

    found = tied(awards, body_wards)
    found = found.left_join(wards.select("ward", "people"), "ward").drop("ward_right")
    aside = ibis.cases(
        (found.ward.isnull(), "recipient not tied to a ward"), (found.people.isnull(), "population not given")
    )
    return found.mutate(counts=True, set_aside=aside)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pence and people by ward."""
    return rows.group_by(list(cut)).aggregate(
        pence=rows.amount_pence.sum(), denominator=rows.people.max(), lines=rows.lines.sum()
    )


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Whole pence a person, halves up; ``denominator`` holds the people."""
    return [row | {"numerator": (2 * int(row["pence"]) + int(row["denominator"])) // (2 * int(row["denominator"]))}
            for row in found if row["denominator"]]  # fmt: skip


example = {
    "awards": """
        org_id         | year    | amount_pence
        GB-CHC-9000001 | 2024-25 | 20000
        GB-CHC-9000001 | 2025-26 | 50
        KIL-EXAMPLE    | 2024-25 | 5000
    """,
    "body_wards": """
        org_id          | ward      | tied
        GB-CHC-9000001  | E99100001 | ward
    """,
    "wards": """
        ward      | people | third
        E99100001 | 100    | middle third
    """,
    "answer": """
        ward      | year    | numerator | denominator | unknown
        E99100001 | 2024-25 | 200       | 100         | 0
        E99100001 | 2025-26 | 1         | 100         | 0
        E99100001 | all     | 201       | 100         | 0
    """,
}
