"""The organisations paid, for a report: those that may be listed by name, and where the money went as far as known."""

import re
from datetime import date
from typing import Any

from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.place import UNKNOWN, Place
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.subject import Area, Map, Supplier, Where
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._subject_files import dated
from keepitlocal.tasks._subject_money import may_be_named

NAMED_FROM_PENCE = 50_000_00
_FEW, _DISTRICTS = 5, 20
# What addresses may come from besides registers, and the table whose files say so.
_PUBLISHED = {
    "contracts register": "contracts",
    "procurement notices": "contracts",
    "published grants": "grants",
    "spending as published": "payments",
}


def suppliers(parts: Parts, folder: Folder, lead: str, /) -> tuple[Supplier, ...]:
    """Bodies paid enough in some year to be named, the largest first; never people, sole traders or partnerships."""
    years: dict[str, list[tuple[str, int]]] = {}
    for body, year, pence in parts.rows(_PAID, "spending", least=NAMED_FROM_PENCE):
        years.setdefault(body, []).append((year, int(pence)))
    dates = _dates_of_registers(parts, folder)
    found = []
    for body, name, kind, control, org_id, outcome, because, register in parts.rows(
        _FACTS, "payees", "localities", "bodies", lead=lead
    ):
        if body in years and _is_shown(name, org_id):
            supplier = Supplier(
                name=name,
                org_id=org_id,
                kind=KINDS.get(kind, kind),
                outcome=outcome or UNKNOWN,
                because=_source_of(because),
                source=register or "",
                dated=dates.get(register or ""),
                by_year=tuple(years[body]),
                control=control or "",
            )
            found.append(supplier)
    return tuple(sorted(found, key=lambda one: (-one.pence, one.name)))


def _is_shown(name: str | None, org_id: str) -> bool:
    return bool(name) and not is_sensitive(name) and (not org_id.startswith("KIL-") or may_be_named(name or ""))


_PAID = """
WITH paid AS (
    SELECT coalesce(body, org_id) AS body, year, sum(amount_pence) AS pence FROM spending
    WHERE source = 'spend' AND choosable AND listed AND NOT person AND org_id IS NOT NULL
        AND kind NOT IN ('individual', 'partnership')
    GROUP BY ALL),
large AS (SELECT body FROM paid GROUP BY body HAVING max(pence) >= $least)
SELECT p.body, p.year, p.pence FROM paid p SEMI JOIN large USING (body) ORDER BY p.body, p.year
"""
# A body with several ids is here where any of them is.
_FACTS = """
SELECT coalesce(p.body, p.org_id) AS body, arg_max(p.name, p.matched_by), arg_max(p.kind, p.matched_by),
    arg_max(p.control, p.matched_by), min(p.org_id), arg_max(l.outcome, l.outcome = 'local'),
    arg_max(l.because, l.outcome = 'local'), arg_max(b.register, l.outcome = 'local')
FROM payees p LEFT JOIN localities l ON l.org_id = p.org_id AND l.definition = $lead
LEFT JOIN bodies b ON b.org_id = p.org_id
WHERE p.listed AND NOT p.person GROUP BY 1
"""


def _source_of(because: str | None) -> str:
    """Why, without saying again what its outcome says."""
    told = because or "no address found on the registers given to us"
    source = re.fullmatch(r"we found an address elsewhere only \((.*)\)", told)
    return source[1] if source else told


def _dates_of_registers(parts: Parts, folder: Folder) -> dict[str, date]:
    """The day of the newest file that each register, or list of what was published, was read from."""
    found = parts.rows("SELECT DISTINCT register, input FROM organisations", "organisations")
    for register, table in _PUBLISHED.items():
        found += [(register, row[0]) for row in parts.rows(f"SELECT DISTINCT input FROM {table}", table)]
    dates: dict[str, date] = {}
    for register, name in found:
        if register and (day := dated(folder, name)):
            dates[register] = max(day, dates.get(register, day))
    return dates


def where(parts: Parts, place: Place, /) -> tuple[tuple[Where, ...], int]:
    """Districts by pounds, those with few organisations together; and all pence to a known address."""
    found = [(code, bodies, int(pence)) for code, bodies, pence in parts.rows(_WHERE, "spending", "bodies")]
    names = _district_names(parts)
    shown = [row for row in found if row[1] >= _FEW or row[0] in place.districts][:_DISTRICTS]
    rest = [row for row in found if row not in shown]
    rows = [
        Where(code, names.get(code, code), code in place.districts, pence, _enough(bodies))
        for code, bodies, pence in shown
    ]
    if rest:
        bodies, pence = sum(row[1] for row in rest), sum(row[2] for row in rest)
        rows.append(Where("", f"{len(rest)} other districts together", False, pence, _enough(bodies)))
    return tuple(rows), sum(pence for _, _, pence in found)


_WHERE = """
SELECT b.district, count(DISTINCT coalesce(s.body, s.org_id)), sum(s.amount_pence)
FROM spending s JOIN bodies b USING (org_id)
WHERE s.source = 'spend' AND s.choosable AND NOT s.person AND b.district IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1
"""


def _district_names(parts: Parts) -> dict[str, str]:
    from keepitlocal.reference import rows

    query = "SELECT code, any_value(name) FROM areas WHERE set_aside IS NULL AND kind = 'district' GROUP BY 1"
    own: dict[str, str] = dict(parts.rows(query, "areas"))
    return {row["code"]: row["name"] for row in rows("councils")} | own


def place_map(parts: Parts, folder: Folder, version: Any, place: Place, /) -> Map:
    """The place's wards or districts as outlines, with how many of the organisations paid have an address in each."""
    from keepitlocal.tasks._shapes import place_shapes

    shapes = place_shapes(folder, version, place)
    counts: dict[str, int] = dict(parts.rows(_IN_WARDS, "spending", "body_wards"))
    by_ward = any(code in counts for code, _, _ in shapes)
    found = [Area(code, name, rings, _enough(counts.get(code, 0)) if by_ward else None) for code, name, rings in shapes]
    return Map(tuple(found), counted=by_ward)


_IN_WARDS = """
SELECT w.ward, count(DISTINCT coalesce(s.body, s.org_id)) FROM spending s JOIN body_wards w USING (org_id)
WHERE s.source = 'spend' AND s.choosable AND NOT s.person AND w.ward IS NOT NULL GROUP BY 1
"""


def _enough(count: int) -> int | None:
    return count if count >= _FEW else None
