"""What a place's files say of its wards or neighbourhoods: outlines, people, deprivation and the middle of postcodes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.domain.shape import Point, Ring, rings_of
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._wards import outlines_of_wards, ward_at, wards_of

LEVELS = ("lsoa", "ward")
_FEWEST = 3  # postcodes that tell where the middle of an area is


@dataclass(frozen=True)
class Outlined:
    """Areas of one boundary file: names, outlines, the file, and codes of the place that it lacks."""

    names: Mapping[str, str]
    outlines: Mapping[str, tuple[Ring, ...]]
    input: str
    lacking: tuple[str, ...]


def codes_of(folder: Folder, version: Any, place: Place, parts: Parts, /, *, level: str) -> frozenset[str]:
    """Codes of the wards, or of the neighbourhoods that have an outline, inside the place."""
    wards = wards_of(folder, version, place)
    if level == "ward":
        return wards
    for inside in (sorted(place.districts), sorted(wards)):
        if found := parts.rows(_BY_PARENT, "areas", inside=inside):
            return frozenset(row[0] for row in found)
    if found := parts.rows(_BY_POSTCODES, "areas", "postcodes", districts=sorted(place.districts)):
        return frozenset(row[0] for row in found)
    return _by_ground(folder, version, parts, wards)


_BY_PARENT = """
SELECT DISTINCT code FROM areas WHERE kind = 'lsoa' AND set_aside IS NULL AND parent IN (SELECT unnest($inside))
    AND code IN (SELECT code FROM areas WHERE kind = 'lsoa' AND shape IS NOT NULL AND until IS NULL)
"""
_BY_POSTCODES = """
WITH of AS (SELECT lsoa, mode(district ORDER BY district) AS district FROM postcodes
    WHERE set_aside IS NULL AND lsoa IS NOT NULL AND district IS NOT NULL GROUP BY lsoa)
SELECT lsoa FROM of WHERE district IN (SELECT unnest($districts))
    AND lsoa IN (SELECT code FROM areas WHERE kind = 'lsoa' AND shape IS NOT NULL AND until IS NULL)
"""


def _by_ground(folder: Folder, version: Any, parts: Parts, wards: frozenset[str]) -> frozenset[str]:
    """Neighbourhoods of a file that names no district: those whose middle lies in a ward of the place."""
    rows = parts.rows(
        "SELECT DISTINCT code FROM areas WHERE kind = 'lsoa' AND set_aside IS NULL AND shape IS NOT NULL AND until IS NULL",
        "areas",
    )
    found = outlined(parts, [row[0] for row in rows]).outlines
    inside = ward_at(map(centroid, found.values()), outlines_of_wards(folder, version, among=wards))
    return frozenset(code for code, ward in zip(found, inside, strict=True) if ward is not None)


def centroid(rings: tuple[Ring, ...], /) -> Point:
    """The middle of an outline by area, holes taken away (longitude, latitude)."""
    east = north = doubled = 0.0
    x0, y0 = rings[0][0]
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
            cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
            doubled += cross
            east += cross * (ax + bx - 2 * x0)
            north += cross * (ay + by - 2 * y0)
    if not doubled:
        return x0, y0
    return x0 + east / (3 * doubled), y0 + north / (3 * doubled)


def outlined(parts: Parts, codes: Iterable[str], /) -> Outlined:
    """The outlines of areas, all from the one file that has most of them, and of those the most detailed."""
    wanted = sorted(codes)
    rows = parts.rows(_OF_ONE_FILE, "areas", codes=wanted)
    outlines = {code: rings_of(json.loads(shape)) for code, _, shape, _ in rows}
    outlines = {code: rings for code, rings in outlines.items() if rings}
    return Outlined(
        {code: name for code, name, _, _ in rows},
        outlines,
        rows[0][3] if rows else "",
        tuple(code for code in wanted if code not in outlines),
    )


_OF_ONE_FILE = """
WITH found AS (SELECT code, name, shape, input FROM areas
    WHERE set_aside IS NULL AND shape IS NOT NULL AND until IS NULL AND code IN (SELECT unnest($codes))),
best AS (SELECT input FROM found GROUP BY input ORDER BY count(DISTINCT code) DESC, sum(length(shape)) DESC, input LIMIT 1)
SELECT code, coalesce(max(name), code), arg_max(shape, length(shape)), any_value(input)
FROM found SEMI JOIN best USING (input) GROUP BY code ORDER BY code
"""


def ward_of(
    folder: Folder, version: Any, parts: Parts, at: Mapping[str, Point], /, *, wards: Iterable[str]
) -> dict[str, str]:
    """The ward of each neighbourhood: as published, else that of most of its postcodes, else the one its middle is in."""
    wanted, wards = sorted(at), sorted(wards)
    found: dict[str, str] = dict(parts.rows(_PUBLISHED_WARD, "areas", codes=wanted, wards=wards))
    for code, ward in parts.rows(_WARD_OF_POSTCODES, "postcodes", codes=wanted, wards=wards):
        found.setdefault(code, ward)
    left = [code for code in wanted if code not in found]
    if left:
        inside = ward_at([at[code] for code in left], outlines_of_wards(folder, version, among=wards))
        found |= {code: ward for code, ward in zip(left, inside, strict=True) if ward is not None}
    return found


_PUBLISHED_WARD = """
SELECT code, max(parent) FROM areas WHERE set_aside IS NULL AND kind = 'lsoa' AND code IN (SELECT unnest($codes))
    AND parent IN (SELECT unnest($wards)) GROUP BY code
"""
_WARD_OF_POSTCODES = """
SELECT lsoa, mode(ward ORDER BY ward) FROM postcodes WHERE set_aside IS NULL AND lsoa IN (SELECT unnest($codes))
    AND ward IN (SELECT unnest($wards)) GROUP BY lsoa
"""


def ward_names(parts: Parts, codes: Iterable[str], /) -> dict[str, str]:
    """Names of wards; the code where no file names it."""
    named = dict(
        parts.rows(
            "SELECT code, min(name) FROM areas WHERE kind = 'ward' AND until IS NULL AND set_aside IS NULL"
            " AND code IN (SELECT unnest($codes)) GROUP BY code",
            "areas",
            codes=sorted(codes),
        )
    )
    return {code: named.get(code) or code for code in codes}


def middles(place: Place, parts: Parts, outlines: Mapping[str, tuple[Ring, ...]], /, *, level: str) -> dict[str, Point]:
    """The mean place of the postcodes of each area (longitude, latitude); areas with under three are left out.

    The place's own directory says which area each is in and which still live; where there is none that does, the library's
    postcodes are put where they lie.
    """
    own = parts.rows(
        f"""SELECT {level}, avg(longitude), avg(latitude) FROM postcodes
        WHERE set_aside IS NULL AND ended IS NULL AND longitude IS NOT NULL AND latitude IS NOT NULL
        AND {level} IN (SELECT unnest($codes)) GROUP BY {level} HAVING count(DISTINCT postcode) >= {_FEWEST}""",
        "postcodes",
        codes=sorted(outlines),
    )
    return {code: (east, north) for code, east, north in own} or _by_library(place, parts, outlines)


def _by_library(place: Place, parts: Parts, outlines: Mapping[str, tuple[Ring, ...]]) -> dict[str, Point]:
    from keepitlocal.store.library import postcodes

    points: list[Point] = parts.connection.execute(
        """SELECT longitude, latitude FROM read_parquet($path) WHERE district IN (SELECT unnest($codes))
        AND longitude IS NOT NULL AND latitude IS NOT NULL ORDER BY postcode""",
        {"path": str(postcodes()), "codes": sorted(place.districts)},
    ).fetchall()
    held: dict[str, list[Point]] = {}
    for code, point in zip(ward_at(points, outlines), points, strict=True):
        if code is not None:
            held.setdefault(code, []).append(point)
    return {
        code: (sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found))
        for code, found in held.items()
        if len(found) >= _FEWEST
    }
