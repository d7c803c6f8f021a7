"""How much land and how many buildings on the lists given are in each ward?"""

from typing import Any

from keepitlocal.evidence.by_ward._phrases import SENSITIVE, few_together

title, unit, by = "Land and buildings in the ward", "assets", ("ward",)
share = False
base = "land and buildings on the lists given"
excludes = f"what is on no list given; {SENSITIVE}; wards with one to four are counted together"
assumes = "an asset is where its postcode is, or where its grid reference lies"
source = "lists of land and buildings; postcodes and grid references on them"


def rows(placed: Any) -> Any:
    """One row an asset, those without a ward set aside."""
    import ibis

    found = placed.filter(placed.what == "asset")
    aside = ibis.cases((found.tied == "never placed", "never placed"), (found.ward.isnull(), "ward not known"))
    return found.mutate(counts=True, amount_pence=found.lines, set_aside=aside, payee=ibis.null("string"), person=False)


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """How many by ward."""
    return rows.group_by(list(cut)).aggregate(
        numerator=rows.lines.sum(), denominator=rows.lines.sum(), lines=rows.lines.sum()
    )


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Small numbers together."""
    return few_together(found)


example = {
    "placed": "\n".join(
        ["what | org_id | ward | tied", *(["asset | | E99100001 | ward"] * 6), "asset | | E99100002 | ward",
         "asset | | | never placed", "organisation | GB-CHC-9000001 | E99100001 | ward"]
    ),
    "answer": """
        ward                       | numerator | denominator | unknown
        E99100001                  | 6         | 6           | 0
        wards with fewer than five | 1         | 1           | 0
    """,
}  # fmt: skip
