"""Phrases that figures by ward share."""

from typing import Any

NOT_TIED = "not tied to a ward"
FEW = "wards with fewer than five"
TIES = {
    "ward": "an address in a ward here",
    "here": "an address here, its ward not known",
    "elsewhere": "an address elsewhere only",
    "not known": "no address known",
    "never placed": "never placed",
}
OFFICE = "an address is where an office is, not where the work is done"
SENSITIVE = "refuges, children's homes and the like, which are never placed"


def tied(rows: Any, body_wards: Any, /) -> Any:
    """Rows that have an org_id, each with ``ward`` and ``tied`` (a key of TIES), also where nothing was matched."""
    import ibis

    found = rows.left_join(body_wards.select("org_id", "ward", "tied"), "org_id")
    return found.mutate(tied=ibis.coalesce(found.tied, "not known")).drop("org_id_right")


def few_together(rows: list[dict[str, Any]], /) -> list[dict[str, Any]]:
    """Counts by ward (``numerator``), those of one to four put together, so that nobody is told by a small number."""
    few = [row for row in rows if 0 < row["numerator"] < 5]
    kept = [row for row in rows if row["numerator"] >= 5]
    if not few:
        return kept
    names = ("numerator", "denominator", "unknown", "lines")
    return [*kept, few[0] | {"ward": FEW} | {name: sum(int(row.get(name) or 0) for row in few) for name in names}]
