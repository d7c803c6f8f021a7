"""A place made of areas that its own folder brings, for a council that no shipped table knows."""

from collections.abc import Iterable, Mapping

from keepitlocal.domain.place import Place

Areas = Mapping[str, Mapping[str, object]]


def place_from_areas(code: str, /, *, areas: Iterable[Mapping[str, object]]) -> Place:
    """The place of a district or county among areas given as rows of ``tables.areas``.

    Each row has code, name, kind, parent, from and until, and may have successor and borders (codes separated by bars:
    the districts or counties beside it), latitude and longitude. Raises LookupError where the code is not among them.
    """
    listed = {str(area["code"]): area for area in areas}
    if code not in listed:
        raise LookupError(
            f"The areas of this place have no {code}. They hold: {', '.join(sorted(listed)) or 'nothing'}."
        )
    own, county, region = listed[code], _above(code, "county", listed), _above(code, "region", listed)
    districts = _districts(code, listed)
    return Place(
        code=code,
        name=str(own["name"]),
        kind=str(own["kind"]),
        districts=districts,
        county=county,
        county_name=_name(county, listed),
        county_districts=_districts(county, listed) if county else frozenset(),
        bordering=_across(districts, county, listed),
        county_bordering=_across(_districts(county, listed), county, listed) if county else frozenset(),
        region=region,
        region_name=_name(region, listed),
        latitude=_number(own.get("latitude")),
        longitude=_number(own.get("longitude")),
    )


def _above(code: str, kind: str, areas: Areas) -> str | None:
    seen: set[str] = set()
    while code in areas and code not in seen:
        if areas[code]["kind"] == kind:
            return code
        seen.add(code)
        code = str(areas[code].get("parent") or "")
    return None


def _name(code: str | None, areas: Areas) -> str | None:
    return str(areas[code]["name"]) if code else None


def _codes(value: object) -> set[str]:
    return {part.strip() for part in str(value or "").split("|") if part.strip()}


def _districts(code: str, areas: Areas) -> frozenset[str]:
    """Districts at or under an area, with ended ones whose ground went to those."""
    every = {each: area for each, area in areas.items() if area["kind"] == "district"}
    found = {each for each in every if code in {each, *_parents(each, areas)}}
    while ended := {each for each in every.keys() - found if _became(every[each], found, areas)}:
        found |= ended
    return frozenset(found)


def _became(area: Mapping[str, object], found: set[str], areas: Areas) -> bool:
    """Whether an ended district is now part of those found: by its successors, else by name and parent."""
    if after := _codes(area.get("successor")):
        return after <= found
    same = ((areas[each]["name"], areas[each].get("parent")) for each in found)
    return bool(area.get("until")) and (area["name"], area.get("parent")) in same


def _parents(code: str, areas: Areas) -> set[str]:
    found: set[str] = set()
    while (code := str(areas.get(code, {}).get("parent") or "")) and code not in found:
        found.add(code)
    return found


def _across(districts: frozenset[str], county: str | None, areas: Areas) -> frozenset[str]:
    """Districts of the counties beside some districts, as the areas' own ``borders`` say."""
    pairs = {(a, b) for a, area in areas.items() for b in _codes(area.get("borders"))}
    pairs |= {(b, a) for a, b in pairs}
    inside = districts | ({county} if county and districts == _districts(county, areas) else set())
    beside = {_above(b, "county", areas) or b for a, b in pairs if a in inside} - {county}
    return frozenset().union(*(_districts(each, areas) for each in beside)) - districts


def _number(value: object) -> float | None:
    return None if value in (None, "") else float(str(value))
