"""How are the regulated services here rated, whose providers the council pays, by the provider's reach and control?"""

from typing import Any

title, unit, by, of = "Latest rating", "services", ("reach", "control", "rating"), ("reach", "control")
base = "rated services here of providers that the council pays"
excludes = (
    "services in other areas; refuges, children's homes and the like; providers that are individuals or "
    "partnerships; providers not found among those the council pays; kinds of provider with fewer than five "
    "services are counted together"
)
assumes = (
    "ratings are of services, not proof that size or place caused them; providers are matched by number, else "
    "by exact name"
)
source = "ratings of the inspectorates, as given"
FEW = "fewer than five services"


def rows(rated: Any) -> Any:
    """One row a service, those that are not here set aside."""
    import ibis

    reasons = {"never placed": "never named", "elsewhere": "in another area", "not known": "area not known"}
    return rated.mutate(
        reach=ibis.coalesce(rated.reach, "not known"),
        control=ibis.coalesce(rated.control, "not known"),
        amount_pence=rated.lines,
        counts=True,
        payee=ibis.null("string"),
        person=False,
        set_aside=rated.tied.cases(*reasons.items(), else_=ibis.null("string")),
    )


def answer(rows: Any, cut: tuple[str, ...]) -> Any:
    """Services by reach, control and rating."""
    return rows.group_by(list(cut)).aggregate(numerator=rows.lines.sum(), lines=rows.lines.sum())


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """Of all services with that reach and control; those of fewer than five put together, so that none is told."""
    wholes: dict[tuple[str, str], int] = {}
    for row in found:
        key = (row["reach"], row["control"])
        wholes[key] = wholes.get(key, 0) + int(row["numerator"])
    few = sum(number for number in wholes.values() if number < 5)
    merged: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in found:
        whole = wholes[row["reach"], row["control"]]
        key = (row["reach"], row["control"]) if whole >= 5 else (FEW, FEW)
        told = merged.setdefault((*key, row["rating"]), {"numerator": 0, "lines": 0})
        told |= {
            "reach": key[0],
            "control": key[1],
            "rating": row["rating"],
            "denominator": whole if whole >= 5 else few,
        }
        told["numerator"] += int(row["numerator"])
        told["lines"] += int(row["lines"])
    return list(merged.values())


example = {
    "rated": "\n".join(
        ["rating | reach | control | tied", *["Good | local | not known | here"] * 4,
         "Inadequate | local | not known | here", "Good | national | part of a group | here",
         "Good | | not known | here", "Good | local | not known | elsewhere", "Good | local | not known | never placed"]
    ),
    "answer": """
        reach                    | control                  | rating     | numerator | denominator | unknown
        fewer than five services | fewer than five services | Good       | 2         | 2           | 0
        local                    | not known                | Good       | 4         | 5           | 0
        local                    | not known                | Inadequate | 1         | 5           | 0
    """,
}  # fmt: skip
