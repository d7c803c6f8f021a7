"""What each ward page holds: grants, community organisations and assets there, none that is never placed, no person."""

from collections.abc import Iterator

from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.subject import Ward, WardItem
from keepitlocal.tasks._parts import Parts

_GRANTS = """
SELECT w.ward, any_value(p.name), sum(a.amount_pence), count(*)
FROM awards a JOIN body_wards w USING (org_id)
    JOIN (SELECT DISTINCT payee, name, person, listed FROM payees) p USING (payee)
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


def wards_of(parts: Parts, /) -> tuple[Ward, ...]:
    """Every ward of the place with what is there; none where no ward is known."""
    names = parts.rows("SELECT ward, name FROM wards WHERE ward IS NOT NULL ORDER BY name, ward", "wards")
    grants, organisations, assets = _by_ward(_grants(parts)), _by_ward(_organisations(parts)), _by_ward(_assets(parts))
    return tuple(
        Ward(
            code=code,
            name=name if name and name != code else f"Ward {code}",
            grants=grants.get(code, ()),
            organisations=organisations.get(code, ()),
            assets=assets.get(code, ()),
        )
        for code, name in names
    )


def _by_ward(items: Iterator[tuple[str, WardItem]]) -> dict[str, tuple[WardItem, ...]]:
    found: dict[str, list[WardItem]] = {}
    for ward, item in items:
        if not (is_sensitive(item.what) or is_sensitive(item.detail) or likely_person(item.what)):
            found.setdefault(ward, []).append(item)
    return {ward: tuple(here) for ward, here in found.items()}


def _grants(parts: Parts) -> Iterator[tuple[str, WardItem]]:
    for ward, name, pence, count in parts.rows(_GRANTS, "awards", "body_wards", "payees"):
        if name:
            yield ward, WardItem(name, "one grant" if count == 1 else f"{count:,} grants", int(pence or 0))


def _organisations(parts: Parts) -> Iterator[tuple[str, WardItem]]:
    for ward, name, kind in parts.rows(_ORGANISATIONS, "placed", "organisations"):
        yield ward, WardItem(name, KINDS.get(kind, kind or ""))


def _assets(parts: Parts) -> Iterator[tuple[str, WardItem]]:
    for ward, name, use, tenure in parts.rows(_ASSETS, "placed", "assets"):
        yield ward, WardItem(name, ", ".join(part for part in (use, tenure) if part))
