"""What each ward page holds: grants, community organisations and assets there, none that is never placed, no person."""

from collections.abc import Iterator
from typing import Any

from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.subject import Ward, WardItem

_NEEDED = {"wards", "placed", "body_wards"}
_GRANTS = """
SELECT w.ward, any_value(p.name), sum(a.amount_pence), count(*)
FROM awards a JOIN body_wards w USING (org_id) JOIN (SELECT DISTINCT payee, name, person, listed FROM payees) p USING (payee)
WHERE w.tied = 'ward' AND NOT p.person AND p.listed GROUP BY w.ward, coalesce(a.body, a.org_id) ORDER BY 1, 3 DESC, 2
"""
_ORGANISATIONS = """
SELECT l.ward, any_value(o.name), any_value(l.kind) FROM placed l JOIN organisations o USING (org_id)
WHERE l.what = 'organisation' AND l.tied = 'ward' AND o.set_aside IS NULL AND o.name IS NOT NULL
GROUP BY l.ward, l.org_id ORDER BY 1, 2
"""
_ASSETS = """
SELECT l.ward, a.name, coalesce(a.use, a.holding), a.tenure FROM placed l JOIN assets a USING (input, row)
WHERE l.what = 'asset' AND l.tied = 'ward' AND a.name IS NOT NULL AND NOT coalesce(a.sensitive, false) ORDER BY 1, 2
"""


def wards_of(connection: Any, tables: frozenset[str], /) -> tuple[Ward, ...]:
    """Every ward of the place with what is there; none where no ward is known."""
    if not tables >= _NEEDED:
        return ()
    names = connection.execute("SELECT ward, name FROM wards WHERE ward IS NOT NULL ORDER BY name, ward").fetchall()
    grants = _by_ward(_grants(connection)) if {"awards", "payees"} <= tables else {}
    organisations = _by_ward(_organisations(connection)) if "organisations" in tables else {}
    assets = _by_ward(_assets(connection)) if "assets" in tables else {}
    return tuple(
        Ward(code, name or code, grants.get(code, ()), organisations.get(code, ()), assets.get(code, ()))
        for code, name in names
    )


def _by_ward(items: Iterator[tuple[str, WardItem]]) -> dict[str, tuple[WardItem, ...]]:
    found: dict[str, list[WardItem]] = {}
    for ward, item in items:
        if not (is_sensitive(item.what) or is_sensitive(item.detail) or likely_person(item.what)):
            found.setdefault(ward, []).append(item)
    return {ward: tuple(here) for ward, here in found.items()}


def _grants(connection: Any) -> Iterator[tuple[str, WardItem]]:
    for ward, name, pence, count in connection.execute(_GRANTS).fetchall():
        if name:
            yield ward, WardItem(name, "one grant" if count == 1 else f"{count:,} grants", int(pence or 0))


def _organisations(connection: Any) -> Iterator[tuple[str, WardItem]]:
    for ward, name, kind in connection.execute(_ORGANISATIONS).fetchall():
        yield ward, WardItem(name, KINDS.get(kind, kind or ""))


def _assets(connection: Any) -> Iterator[tuple[str, WardItem]]:
    for ward, name, use, tenure in connection.execute(_ASSETS).fetchall():
        yield ward, WardItem(name, ", ".join(part for part in (use, tenure) if part))
