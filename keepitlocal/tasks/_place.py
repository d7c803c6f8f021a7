"""The council of a place folder, from our tables or from areas that its own inputs bring."""

from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.tasks._folder import Folder


def place_of(folder: Folder, version: Any, /) -> Place:
    """The place a folder is about. Raises LookupError in words where no table knows its code."""
    from dataclasses import replace

    from keepitlocal.domain.councils import council_place
    from keepitlocal.domain.place_from_areas import place_from_areas

    try:
        place = council_place(folder.council)  # our tables know its county and neighbours; boundary files do not
    except LookupError:
        own = _own_areas(folder, version)
        if folder.council not in {str(row["code"]) for row in own}:
            raise
        place = place_from_areas(folder.council, areas=own)
    if place.latitude is None:
        latitude, longitude = _centre(folder, version, place)
        place = replace(place, latitude=latitude, longitude=longitude)
    return replace(place, settings=dict(folder.settings.get("local", {})))


def _centre(folder: Folder, version: Any, place: Place) -> tuple[float | None, float | None]:
    """The middle of the place's own postcodes, in degrees; None where it brings none."""
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "postcodes")]
    if not paths:
        return None, None
    with duckdb.connect() as connection:
        found: tuple[float | None, float | None] = connection.execute(
            """SELECT round(avg(latitude), 5), round(avg(longitude), 5) FROM read_parquet($paths)
            WHERE set_aside IS NULL AND latitude IS NOT NULL AND district IN (SELECT unnest($codes))""",
            {"paths": paths, "codes": sorted(place.districts)},
        ).fetchall()[0]
    return found


def _own_areas(folder: Folder, version: Any) -> list[dict[str, Any]]:
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "areas")]
    if not paths:
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            # A boundary file and a list of areas may both name a district: what either tells of it is taken together.
            """SELECT code, max(COLUMNS(* EXCLUDE (code, shape, input, row, set_aside)))
            FROM read_parquet($paths, union_by_name = true)
            WHERE set_aside IS NULL AND kind IN ('district', 'county', 'region', 'nation', 'country')
            GROUP BY code ORDER BY code""",
            {"paths": paths},
        )
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
