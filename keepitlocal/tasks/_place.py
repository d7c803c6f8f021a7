"""The council of a place folder, from our tables or from areas that its own inputs bring."""

from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.tasks._folder import Folder


def place_of(folder: Folder, version: Any, /) -> Place:
    """The place a folder is about. Raises LookupError in words where no table knows its code."""
    from dataclasses import replace

    from keepitlocal.domain.councils import council_place
    from keepitlocal.domain.place_from_areas import place_from_areas

    own = _own_areas(folder, version)
    known = {str(row["code"]) for row in own}
    place = place_from_areas(folder.council, areas=own) if folder.council in known else council_place(folder.council)
    return replace(place, settings=dict(folder.settings.get("local", {})))


def _own_areas(folder: Folder, version: Any) -> list[dict[str, Any]]:
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "areas")]
    if not paths:
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            # A boundary file and a list of areas may both name a district: what either tells of it is taken together.
            """SELECT code, max(COLUMNS(* EXCLUDE (code, shape, input, row, set_aside))) FROM read_parquet($paths, union_by_name = true)
            WHERE set_aside IS NULL AND kind IN ('district', 'county', 'region', 'nation', 'country') GROUP BY code ORDER BY code""",
            {"paths": paths},
        )
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
