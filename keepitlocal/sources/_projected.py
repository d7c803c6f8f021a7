"""Shapes in metres of the British National Grid put into degrees: the Open Geography Portal gives out both.

GeoJSON is in degrees by its own standard (RFC 7946), but files of the Office for National Statistics have come in eastings
and northings too. Which it is shows by the numbers: no degree is above 180.
"""

from typing import Any

import numpy as np

from keepitlocal.reference.grid import BRITISH, degrees

_EAST, _NORTH = 800_000, 1_400_000  # metres: beyond these lies nothing British


def in_degrees(shape: dict[str, Any], /) -> dict[str, Any] | None:
    """The Polygon or MultiPolygon in degrees, as it is where it is so already; None where it is on some other grid."""
    many = shape["type"] == "MultiPolygon"
    polygons = shape["coordinates"] if many else [shape["coordinates"]]
    first = next((point for polygon in polygons for ring in polygon for point in ring), (0, 0))
    if abs(first[0]) <= 180 and abs(first[1]) <= 180:
        return shape
    points = np.array([point[:2] for polygon in polygons for ring in polygon for point in ring], dtype=float)
    if points.min() < 0 or points[:, 0].max() > _EAST or points[:, 1].max() > _NORTH:
        return None
    north, east = degrees(points[:, 0], points[:, 1], grid=BRITISH)
    every = iter(np.round(np.column_stack([east, north]), 6).tolist())
    found = [[[next(every) for _ in ring] for ring in polygon] for polygon in polygons]
    return {"type": shape["type"], "coordinates": found if many else found[0]}
