"""TopoJSON decoded: arcs shared between neighbours, put together into each area's own shape.

The format: github.com/topojson/topojson-specification. An arc is a list of steps from point to point in whole numbers,
which ``transform`` scales to degrees; a negative index runs an arc backwards.
"""

from collections.abc import Iterator
from typing import Any

Point = list[float]


def shapes(topology: dict[str, Any], /) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each polygon of a topology: the group it is in, its properties, and its geometry as GeoJSON has it."""
    arcs = [_decode(arc, topology.get("transform")) for arc in topology.get("arcs", [])]
    for name, group in (topology.get("objects") or {}).items():
        for item in group.get("geometries", [group]):
            if item.get("type") == "Polygon":
                shape: list[Any] = [_ring(ring, arcs) for ring in item["arcs"]]
            elif item.get("type") == "MultiPolygon":
                shape = [[_ring(ring, arcs) for ring in polygon] for polygon in item["arcs"]]
            else:
                continue
            yield name, item.get("properties") or {}, {"type": item["type"], "coordinates": shape}


def _decode(arc: list[list[float]], transform: dict[str, Any] | None) -> list[Point]:
    if transform is None:
        return [list(point) for point in arc]
    across, up, left, low = (float(number) for number in (*transform["scale"], *transform["translate"]))
    x = y = 0.0
    points = []
    for step in arc:
        x, y = x + float(step[0]), y + float(step[1])
        points.append([round(x * across + left, 6), round(y * up + low, 6)])
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)  # Each arc opens where the one before it closed.
    return ring
