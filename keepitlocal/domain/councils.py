"""Councils by name, code or org-id, and the place that each of them is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from keepitlocal import reference
from keepitlocal.domain.council_names import bare, core, means, nearest, plain
from keepitlocal.domain.place import Place
from keepitlocal.domain.place_from_areas import place_from_areas

Row = Mapping[str, str]

__all__ = ["council_place", "find_council", "newest", "place_from_areas"]


def find_council(text: str, /, *, on: date | None = None, extra: Iterable[Mapping[str, object]] = ()) -> Place:
    """The place of the council that a text names: by name, another name, GSS code or org-id.

    Without ``on`` it is a council of today; one that has ended is refused with who took over. ``extra`` are areas of
    the place's own (see place_from_areas), looked at first. Raises LookupError saying which names are nearest.
    """
    own = tuple(extra)
    named = [area for area in own if area["kind"] in {"district", "county"} and not area.get("until")]
    for candidates in _tiers(text, [{key: str(value or "") for key, value in area.items()} for area in named]):
        if candidates:
            return place_from_areas(candidates[0]["code"], areas=own)
    for candidates in _tiers(text, reference.rows("councils")):
        if candidates:
            _refuse_shared(text, candidates)
            return council_place(_choose(candidates, text=text, on=on)["code"], on=on)
    raise LookupError(_unknown(text))


def council_place(code: str, /, *, on: date | None = None) -> Place:
    """The place of the council with a GSS code; a council that was only given another code is found by the old one too.

    Raises LookupError for a code that is not a council's, and, without ``on``, for a council that has ended.
    """
    row = _councils().get(_changes("recoded").get(code, code))
    if row is None:
        raise LookupError(f"No council has the code {code!r}. Give its name instead, such as 'Trafford'.")
    if row["until"] and on is None:
        raise LookupError(_ended(row))
    return _place(row)


def newest(code: str, /) -> str:
    """The district code that has the ground of a district today (the new council's where several became one).

    Any other text comes back as it is.
    """
    taken_over = _changes("recoded", "merged")
    while code in taken_over:
        code = taken_over[code]
    return code


def region_of(district: str, /) -> str | None:
    """The region of a district (the nation, outside England), or None for a code that is not a council's."""
    row = _councils().get(newest(district))
    return row["region"] or None if row else None


def county_of(district: str, /) -> str | None:
    """The code of the upper-tier council of a district, where there are two tiers today, else None."""
    row = _councils().get(newest(district))
    return row["upper"] or None if row else None


@cache
def _councils() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in reference.rows("councils")}


@cache
def _changes(*kinds: str) -> dict[str, str]:
    rows = (row for row in reference.rows("changes") if row["what"] in kinds)
    return {old: row["new"] for row in rows for old in row["old"].split("|")}


def _tiers(text: str, rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Candidates by code, then by the whole name, then by the name without the kind of council."""
    listed, wanted = tuple(rows) if plain(text) else (), text.strip().upper()
    yield [row for row in listed if wanted in {row["code"].upper(), row.get("org_id", "").upper()}]
    yield [row for row in listed if plain(text) in map(plain, _called(row))]
    yield [row for row in listed if core(text) in map(core, _called(row)) and means(text, row["kind"])]


def _called(row: Row) -> list[str]:
    others = [name for name in row.get("other_names", "").split("|") if name]
    turned = [" ".join(reversed(row["name"].split(", ")))] if row["name"].endswith(" of") else []
    return [row["name"], *others, *turned]


def _choose(candidates: list[Row], *, text: str, on: date | None) -> Row:
    there = [row for row in candidates if _stands(row, on)]
    if len(there) > 1:
        both = " or ".join(f"{row['name']} ({row['code']})" for row in there)
        raise LookupError(f"{text!r} could be {both}. Give the code.")
    if not there and on is not None:
        raise LookupError(f"There was no council called {text!r} on {on.isoformat()}.")
    return (there or candidates)[0]


def _stands(row: Row, on: date | None) -> bool:
    if on is None:
        return not row["until"]
    day = on.isoformat()
    return (row["from"] or day) <= day <= (row["until"] or day)


def _refuse_shared(text: str, found: list[Row]) -> None:
    """Raises LookupError for a short name that opens the names of several councils: 'Newcastle', 'Kingston'."""
    wanted = bare(text)
    if not wanted or any(core(row["name"]) == wanted or row["code"] == text.strip().upper() for row in found):
        return
    others = [row for row in reference.rows("councils") if row["kind"] != "combined_authority"]
    shared = [row for row in others if re.match(rf"{re.escape(wanted)}(?: |shire$)", plain(row["name"]))]
    if len(shared) > 1:
        told = [f"{_spoken(row['name'])} ({row['code']}{', ended' if row['until'] else ''})" for row in shared]
        raise LookupError(f"{text!r} could be {', '.join(told[:-1])} or {told[-1]}. Give the full name or the code.")


def _unknown(text: str) -> str:
    close = nearest(text, [row["name"] for row in reference.rows("councils") if not row["until"]])
    if not close:
        return f"No council is called {text!r}. Give its full name or GSS code."
    meant = " or ".join([", ".join(close[:-1]), close[-1]] if close[1:] else close)
    return f"No council is called {text!r}. Did you mean {meant}?"


def _ended(row: Row) -> str:
    after = " and ".join(_councils()[newest(code)]["name"] for code in row["successors"].split("|"))
    last = date.fromisoformat(row["until"])
    return (
        f"{row['name']} ({row['code']}) ended on {last.day} {last:%B %Y}; its area is now part of {after}. "
        f"Use that council, since postcodes no longer tell the two apart."
    )


def _place(row: Row) -> Place:
    lower = _lower(row)
    current = frozenset(map(newest, lower))
    county = _county(row, lower)
    county_lower = frozenset(code for code, each in _districts().items() if county and each["county"] == county)
    latitude, longitude = _centre(current)
    return Place(
        code=row["code"],
        name=_spoken(row["name"]),
        kind=row["kind"],
        districts=_with_ended(lower),
        county=county,
        county_name=_name_of("counties", county),
        county_districts=_with_ended(county_lower),
        bordering=_with_ended(_across(current, county)),
        county_bordering=_with_ended(_across(frozenset(map(newest, county_lower)), county)),
        region=row["region"],
        region_name=_name_of("regions", row["region"]),
        latitude=latitude,
        longitude=longitude,
    )


def _lower(row: Row) -> frozenset[str]:
    """The district codes of a council at its own time: of its members, of its lower tier, or its own."""
    if row["members"]:
        return frozenset().union(*(_lower(_councils()[code]) for code in row["members"].split("|")))
    below = frozenset(code for code, each in _councils().items() if each["upper"] == row["code"])
    return below or frozenset({row["code"]})


def _county(row: Row, lower: frozenset[str]) -> str | None:
    counties = {_councils()[code]["county"] for code in lower}
    return counties.pop() or None if len(counties) == 1 else None


@cache
def _districts() -> dict[str, dict[str, str]]:
    return {code: row for code, row in _councils().items() if row["kind"] not in {"county", "combined_authority"}}


def _with_ended(codes: frozenset[str]) -> frozenset[str]:
    return codes | {code for code in _districts() if newest(code) in codes}


def _across(districts: frozenset[str], county: str | None) -> frozenset[str]:
    """The districts of every other county or London borough that has a boundary with some of these districts."""
    if not county:
        return frozenset()
    touching = {b for a, b in _borders() if a in districts} - districts
    counties = {_districts()[code]["county"] for code in touching} - {county, ""}
    return frozenset(code for code, row in _districts().items() if row["county"] in counties)


@cache
def _borders() -> frozenset[tuple[str, str]]:
    pairs = [(row["district"], row["neighbour"]) for row in reference.rows("district_neighbours")]
    return frozenset(pairs + [(b, a) for a, b in pairs])


def _centre(districts: frozenset[str]) -> tuple[float | None, float | None]:
    rows = [row for row in reference.rows("centres") if row["district"] in districts]
    weight = sum(int(row["postcodes"]) for row in rows)
    if not weight:
        return None, None
    north, east = (sum(float(row[key]) * int(row["postcodes"]) for row in rows) for key in ("latitude", "longitude"))
    return round(north / weight, 5), round(east / weight, 5)


def _name_of(table: str, code: str | None) -> str | None:
    return next((row["name"] for row in reference.rows(table) if row["code"] == code), None)


def _spoken(name: str) -> str:
    """'Bristol, City of' as people say it: 'Bristol'; 'Herefordshire, County of': 'Herefordshire'."""
    return name.split(",")[0] if name.endswith(" of") else name
