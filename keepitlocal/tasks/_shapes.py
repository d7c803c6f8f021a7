"""The place as outlines for a map: its wards where boundaries are among the inputs, else drawn from its postcodes."""

import json
from pathlib import Path
from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.domain.shape import Point, Ring, around, rings_of, simplify
from keepitlocal.tasks._folder import Folder

Shape = tuple[str, str, tuple[Ring, ...]]
TOLERANCE = 40.0  # metres: less than a pixel on a printed map of a borough


def place_shapes(folder: Folder, version: Any, place: Place, /) -> list[Shape]:
    """Code, name and closed rings (longitude, latitude) of the areas to draw, in order of name.

    Its wards where boundaries are among the inputs; else its districts, where those are; else one outline a district
    around its postcodes (squares of 500 m, or wider). Empty where nothing tells where the place is.
    """
    for kind in ("ward", "district"):
        if areas := _inside(folder, version, place, kind=kind):
            rings = simplify([rings_of(json.loads(shape)) for _, _, shape in areas], metres=TOLERANCE)
            return [(code, name, found) for (code, name, _), found in zip(areas, rings, strict=True)]
    return from_postcodes(folder, version, place)


def from_postcodes(folder: Folder, version: Any, place: Place, /) -> list[Shape]:
    """One outline a district around its postcodes: the place's own directory's, else the library's."""
    outlines = around(_points(folder, version, place))
    names = _names(place)
    return sorted(
        ((code, names.get(code, place.name), rings) for code, rings in outlines.items()), key=lambda shape: shape[1]
    )


def _inside(folder: Folder, version: Any, place: Place, *, kind: str) -> list[tuple[str, str, str]]:
    """Code, name and shape of the areas of a kind that are inside the place today."""
    import duckdb

    from keepitlocal.tasks._wards import wards_of

    paths = [str(path) for path in version.paths(folder.store, "areas")]
    if not paths:
        return []
    codes = sorted(wards_of(folder, version, place) if kind == "ward" else place.districts)
    with duckdb.connect() as connection:
        return connection.execute(_MOST_DETAILED, {"paths": paths, "codes": codes}).fetchall()


# Of two files with the same areas, the one with more of them, then the one less simplified.
_MOST_DETAILED = """
WITH found AS (
    SELECT code, coalesce(name, code) AS name, shape,
        count(*) OVER (PARTITION BY input) AS areas, sum(length(shape)) OVER (PARTITION BY input) AS detail
    FROM read_parquet($paths)
    WHERE set_aside IS NULL AND shape IS NOT NULL AND until IS NULL AND code IN (SELECT unnest($codes)))
SELECT code, name, shape FROM found
QUALIFY row_number() OVER (PARTITION BY code ORDER BY areas DESC, detail DESC) = 1 ORDER BY name, code
"""


def _points(folder: Folder, version: Any, place: Place) -> list[tuple[str, Point]]:
    from keepitlocal.store.library import postcodes

    own = version.paths(folder.store, "postcodes")
    return (_located(own, place) if own else []) or _located([postcodes()], place)


def _located(paths: list[Path], place: Place) -> list[tuple[str, Point]]:
    import duckdb

    from keepitlocal.domain.councils import newest

    with duckdb.connect() as connection:
        rows = connection.execute(
            """SELECT district, longitude, latitude FROM read_parquet($paths) WHERE district IN (SELECT unnest($codes))
            AND latitude IS NOT NULL AND longitude IS NOT NULL""",
            {"paths": [str(path) for path in paths], "codes": sorted(place.districts)},
        ).fetchall()
    return [(newest(district), (longitude, latitude)) for district, longitude, latitude in rows]


def _names(place: Place) -> dict[str, str]:
    from keepitlocal import reference

    return {row["code"]: row["name"] for row in reference.rows("councils") if row["code"] in place.districts}
