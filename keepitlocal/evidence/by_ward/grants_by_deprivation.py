"""Do the more deprived wards get more in grants for every person who lives there?"""

from typing import Any

from keepitlocal.evidence.by_ward._phrases import OFFICE, tied

title, unit, by = "Grants a person, by how deprived the wards are", "pence a person", ("third", "year")
share = False
base = "grants as published, to recipients with an address in a ward here"
excludes = "grants to recipients whose ward is not known; grants that the council did not publish as such"
assumes = (
    f"{OFFICE}; wards here are ranked by the mean deprivation score of their neighbourhoods, weighted by people where "
    "a population by neighbourhood was given, and cut in three"
)
source = "the council's grants lists; postcodes of recipients; Indices of Deprivation; population"


def rows(awards: Any, body_wards: Any, wards: Any) -> Any:
    """Each grant with its recipient's ward, and a row without money for every ward, so that all its people count."""
    import ibis

    known = wards.filter(wards.third.notnull() & wards.people.notnull())
    found = tied(awards, body_wards)
    placed = found.left_join(known.select("ward", "third"), "ward").drop("ward_right")
    placed = placed.mutate(
        set_aside=ibis.cases((placed.third.isnull(), "recipient not tied to a ward")), people=ibis.literal(0, "int64")
    )
    kept = ("third", "year", "ward", "people", "payee", "person", "amount_pence", "lines", "set_aside")
    years = awards.select("year").distinct()
    empty = known.cross_join(years).mutate(
        amount_pence=ibis.literal(0, "int64"),
        lines=ibis.literal(0, "int64"),
        set_aside=ibis.null("string"),
        payee=ibis.null("string"),
        person=ibis.literal(False),
    )
    return placed.select(*kept).union(empty.select(*kept)).mutate(counts=True)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Pence by third and ward with the ward's people, who are the same in every year."""
    each = rows.group_by(list(dict.fromkeys([*cut, "ward"]))).aggregate(
        pence=rows.amount_pence.sum(), people=rows.people.max(), lines=rows.lines.sum()
    )
    return each.group_by(list(cut)).aggregate(
        pence=each.pence.sum(), denominator=each.people.sum(), lines=each.lines.sum()
    )


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Whole pence a person, halves up; ``denominator`` holds the people."""
    return [row | {"numerator": (2 * int(row["pence"]) + int(row["denominator"])) // (2 * int(row["denominator"]))}
            for row in found if row["denominator"]]  # fmt: skip


example = {
    "awards": """
        org_id         | year    | amount_pence
        GB-CHC-9000001 | 2024-25 | 20000
        KIL-EXAMPLE    | 2024-25 | 5000
    """,
    "body_wards": """
        org_id          | ward      | tied
        GB-CHC-9000001  | E99100001 | ward
    """,
    "wards": """
        ward      | people | third
        E99100001 | 60     | middle third
        E99100002 | 40     | middle third
        E99100003 | 50     | most deprived third
    """,
    "answer": """
        third               | year    | numerator | denominator | unknown
        middle third        | 2024-25 | 200       | 100         | 0
        middle third        | all     | 200       | 100         | 0
        most deprived third | 2024-25 | 0         | 50          | 0
        most deprived third | all     | 0         | 50          | 0
    """,
}
