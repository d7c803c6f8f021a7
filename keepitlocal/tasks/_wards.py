"""Which wards a place has, and the ward of each postcode: by a directory, else by where it lies among boundaries."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from keepitlocal.domain.place import Place
from keepitlocal.domain.shape import Point, Ring, rings_of
from keepitlocal.tasks._folder import Folder


def wards_of(folder: Folder, version: Any, place: Place, /) -> frozenset[str]:
    """Codes of the wards inside a place: areas under its districts, else those that its postcodes lie in.

    Where the same ground comes in wards of two years (a look-up of 2024 beside a directory of 2026), those of the
    postcode directory count, since addresses are placed by it.
    """
    by_directory = _by_directory(folder, version, place)
    by_parent = frozenset(ward for ward, parent in _listed(folder, version) if parent in place.districts)
    if by_directory:
        return by_directory
    return by_parent or _by_ground(folder, version, place)


def _by_directory(folder: Folder, version: Any, place: Place) -> frozenset[str]:
    paths = _paths(folder, version, "postcodes")
    if not paths:
        return frozenset()
    with duckdb.connect() as connection:
        rows = connection.execute(
            """SELECT DISTINCT ward FROM read_parquet($paths) WHERE set_aside IS NULL AND ward IS NOT NULL
            AND district IN (SELECT unnest($codes))""",
            {"paths": paths, "codes": sorted(place.districts)},
        ).fetchall()
    return frozenset(row[0] for row in rows)


def _listed(folder: Folder, version: Any) -> list[tuple[str, str | None]]:
    paths = _paths(folder, version, "areas")
    if not paths:
        return []
    with duckdb.connect() as connection:
        return connection.execute(
            """SELECT code, max(parent) FROM read_parquet($paths)
            WHERE set_aside IS NULL AND kind = 'ward' AND until IS NULL GROUP BY code""",
            {"paths": paths},
        ).fetchall()


def _by_ground(folder: Folder, version: Any, place: Place) -> frozenset[str]:
    """Wards of a file that names no district: those where most postcodes are the place's."""
    from keepitlocal.store.library import postcodes

    outlines = outlines_of_wards(folder, version)
    if not outlines:
        return frozenset()
    with duckdb.connect() as connection:
        rows = connection.execute(
            """WITH every AS (
                SELECT longitude AS x, latitude AS y, district IN (SELECT unnest($codes)) AS here
                FROM read_parquet($paths) WHERE longitude IS NOT NULL AND latitude IS NOT NULL),
            edge AS (SELECT min(x) AS west, max(x) AS east, min(y) AS south, max(y) AS north FROM every WHERE here)
            SELECT x, y, here FROM every, edge WHERE x BETWEEN west AND east AND y BETWEEN south AND north""",
            {"paths": [str(postcodes())], "codes": sorted(place.districts)},
        ).fetchall()
    counts: dict[str, int] = {}
    for ward, (_, _, here) in zip(ward_at([(x, y) for x, y, _ in rows], outlines), rows, strict=True):
        if ward is not None:
            counts[ward] = counts.get(ward, 0) + (1 if here else -1)
    return frozenset(ward for ward, more in counts.items() if more > 0)


def outlines_of_wards(
    folder: Folder, version: Any, /, *, among: Iterable[str] | None = None
) -> dict[str, tuple[Ring, ...]]:
    """The rings of every ward that has a boundary among the inputs, or of those asked for."""
    paths = _paths(folder, version, "areas")
    if not paths:
        return {}
    asked = None if among is None else sorted(among)
    with duckdb.connect() as connection:
        rows = connection.execute(
            """SELECT code, arg_max(shape, length(shape)) FROM read_parquet($paths)
            WHERE set_aside IS NULL AND kind = 'ward' AND shape IS NOT NULL AND until IS NULL
            AND ($codes IS NULL OR list_contains($codes, code)) GROUP BY code ORDER BY code""",
            {"paths": paths, "codes": asked},
        ).fetchall()
    return {code: rings_of(json.loads(shape)) for code, shape in rows}


def ward_at(points: Iterable[Point], outlines: Mapping[str, tuple[Ring, ...]], /) -> list[str | None]:
    """The ward that each point (longitude, latitude) lies in, or None."""
    given = np.array(list(points), dtype=float).reshape(-1, 2)
    found = np.full(len(given), None, dtype=object)
    for code, rings in outlines.items():
        corners = np.array([point for ring in rings for point in ring])
        near = np.flatnonzero(((given >= corners.min(axis=0)) & (given <= corners.max(axis=0))).all(axis=1))
        if len(near):
            found[near[_inside(given[near], rings)]] = code
    return list(found)


def _inside(points: Any, rings: tuple[Ring, ...]) -> Any:
    """Whether a line east of each point crosses the outline an odd number of times, so that holes are outside."""
    crossings = np.zeros(len(points), dtype=int)
    x, y = points[:, 0], points[:, 1]
    for ring in rings:
        corners = np.array(ring)
        for (ax, ay), (bx, by) in zip(corners, corners[1:], strict=False):
            spans = (ay > y) != (by > y)
            if spans.any():
                crossings += spans & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return crossings % 2 == 1


def _paths(folder: Folder, version: Any, table: str) -> list[str]:
    return [str(path) for path in map(Path, version.paths(folder.store, table))]
