"""How many community organisations on the registers given have an address in each ward?"""

from typing import Any

from keepitlocal.evidence.by_ward._phrases import OFFICE, SENSITIVE, few_together

title, unit, by = "Community organisations in the ward", "organisations", ("ward",)
share = False
base = "charities, community interest companies, societies and community groups on the registers given"
excludes = f"groups on no register given; {SENSITIVE}; wards with one to four are counted together"
assumes = f"{OFFICE}; many charities give the home of a trustee"
source = "the registers given; postcodes of the addresses on them"


def rows(placed: Any) -> Any:
    """One row an organisation, those without a ward set aside."""
    import ibis

    found = placed.filter(placed.what == "organisation")
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
        ["what | org_id | ward | tied", *(f"organisation | GB-CHC-900000{n} | E99100001 | ward" for n in range(6)),
         "organisation | GB-CHC-9000007 | E99100002 | ward", "organisation | GB-CHC-9000008 | | never placed",
         "asset | | E99100001 | ward"]
    ),
    "answer": """
        ward                       | numerator | denominator | unknown
        E99100001                  | 6         | 6           | 0
        wards with fewer than five | 1         | 1           | 0
    """,
}  # fmt: skip
