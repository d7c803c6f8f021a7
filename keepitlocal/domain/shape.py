"""Outlines of areas: simplified together, so that neighbours still meet, or drawn around points.

Points are (longitude, latitude) in degrees.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, cos, hypot, radians

Point = tuple[float, float]
Ring = tuple[Point, ...]
METRES = 111_320.0  # in one degree of latitude


def rings_of(geometry: Mapping[str, object], /) -> tuple[Ring, ...]:
    """Every closed ring of a GeoJSON Polygon or MultiPolygon, holes too; degrees to five places (about a metre)."""
    given = geometry.get("coordinates")
    polygons: Sequence[Sequence[Sequence[Sequence[float]]]] = [given] if geometry.get("type") == "Polygon" else given  # type: ignore[list-item, assignment]
    rings = [
        tuple((round(float(x), 5), round(float(y), 5)) for x, y, *_ in ring) for polygon in polygons for ring in polygon
    ]
    return tuple(closed for ring in rings if len(closed := _closed(ring)) > 3)


def simplify(shapes: Iterable[tuple[Ring, ...]], /, *, metres: float) -> list[tuple[Ring, ...]]:
    """The shapes with fewer points, no dropped one further than ``metres`` from the new outline (Douglas-Peucker).

    A stretch that two shapes share is simplified once, so that no gap opens between them. Rings that become smaller
    than a triangle are dropped, but for the largest of a shape.
    """
    given = [tuple(_closed(ring) for ring in shape) for shape in shapes]
    users: dict[tuple[Point, Point], set[tuple[int, int]]] = {}
    for at, shape in enumerate(given):
        for number, ring in enumerate(shape):
            for a, b in zip(ring, ring[1:], strict=False):
                users.setdefault((min(a, b), max(a, b)), set()).add((at, number))
    return [_fewer(shape, users, metres) for shape in given]


def _fewer(
    shape: tuple[Ring, ...], users: Mapping[tuple[Point, Point], set[tuple[int, int]]], metres: float
) -> tuple[Ring, ...]:
    found = [
        _closed(tuple(point for arc in _arcs(ring, users) for point in _simpler(arc, metres)[:-1])) for ring in shape
    ]
    kept = tuple(ring for ring in found if len(ring) > 3)
    return kept or (max(shape, key=len),)


def _closed(ring: Ring) -> Ring:
    """A ring without points said twice running, its first point again at the end."""
    once = tuple(point for before, point in zip((None, *ring), ring, strict=False) if point != before)
    return once if not once or once[0] == once[-1] else (*once, once[0])


def _arcs(ring: Ring, users: Mapping[tuple[Point, Point], set[tuple[int, int]]]) -> list[Ring]:
    """The ring cut where it begins or ceases to be shared; a ring that is all of one piece is cut at two far points."""
    points = ring[:-1]
    sides = [users[min(a, b), max(a, b)] for a, b in zip(ring, ring[1:], strict=False)]
    cuts = [at for at in range(len(points)) if sides[at] != sides[at - 1]]
    if len(cuts) < 2:
        first = cuts[0] if cuts else points.index(min(points))
        far = max(
            range(len(points)),
            key=lambda at: (hypot(points[at][0] - points[first][0], points[at][1] - points[first][1]), points[at]),
        )
        cuts = sorted({first, far})
    turned = points[cuts[0] :] + points[: cuts[0]]
    places = [cut - cuts[0] for cut in cuts] + [len(points)]
    return [(*turned[a:b], turned[b % len(points)]) for a, b in zip(places, places[1:], strict=False)]


def _simpler(arc: Ring, metres: float) -> Ring:
    """An arc with fewer points; both ways along it give the same points."""
    if arc[0] > arc[-1]:
        return _simpler(arc[::-1], metres)[::-1]
    kept, todo = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    while todo:
        first, last = todo.pop()
        away, at = max(
            ((_distance(arc[at], arc[first], arc[last]), at) for at in range(first + 1, last)), default=(0.0, 0)
        )
        if away > metres:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return tuple(arc[at] for at in sorted(kept))


def _distance(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the line between two, in metres."""
    narrow = cos(radians(a[1])) * METRES
    px, py = (point[0] - a[0]) * narrow, (point[1] - a[1]) * METRES
    bx, by = (b[0] - a[0]) * narrow, (b[1] - a[1]) * METRES
    along = 0.0 if bx == by == 0 else min(1.0, max(0.0, (px * bx + py * by) / (bx * bx + by * by)))
    return hypot(px - along * bx, py - along * by)


def around(
    points: Iterable[tuple[str, Point]], /, *, metres: float = 500, across: int = 60
) -> dict[str, tuple[Ring, ...]]:
    """An outline around the points of each name: squares that hold any, small gaps between them filled.

    A square belongs to the name with most points in it. Squares are ``metres`` wide, or wider where the whole would be
    more than ``across`` of them.
    """
    given = list(points)
    if not given:
        return {}
    south, north = min(point[1] for _, point in given), max(point[1] for _, point in given)
    west, east = min(point[0] for _, point in given), max(point[0] for _, point in given)
    narrow = cos(radians((south + north) / 2)) * METRES
    size = max(metres, ceil(max((east - west) * narrow, (north - south) * METRES) / across))
    owners = _owners(
        given, lambda point: (int((point[0] - west) * narrow / size), int((point[1] - south) * METRES / size))
    )
    filled = _without_gaps(owners)
    return {
        name: tuple(
            tuple((round(west + x * size / narrow, 5), round(south + y * size / METRES, 5)) for x, y in ring)
            for ring in _trace({cell for cell, owner in filled.items() if owner == name})
        )
        for name in sorted(set(filled.values()))
    }


Cell = tuple[int, int]


def _owners(points: Iterable[tuple[str, Point]], cell_of: Callable[[Point], Cell]) -> dict[Cell, str]:
    held: dict[Cell, dict[str, int]] = {}
    for name, point in points:
        here = held.setdefault(cell_of(point), {})
        here[name] = here.get(name, 0) + 1
    return {cell: max(here, key=lambda name: (here[name], name)) for cell, here in held.items()}


def _without_gaps(owners: Mapping[Cell, str]) -> dict[Cell, str]:
    """Squares grown by one all round and shrunk again: what this adds were gaps of up to two squares."""
    grown = {near for cell in owners for near in _near(cell)}
    kept = sorted(cell for cell in grown if all(near in grown for near in _near(cell)))
    return {cell: owners.get(cell) or _nearest(cell, owners) for cell in kept} | dict(owners)


def _near(cell: Cell) -> list[Cell]:
    return [(cell[0] + x, cell[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def _nearest(cell: Cell, owners: Mapping[Cell, str]) -> str:
    return next(owners[near] for near in _near(cell) if near in owners)


def _trace(cells: set[Cell]) -> list[list[Cell]]:
    """The rings around some squares, corners only, closed."""
    sides: dict[Cell, list[Cell]] = {}
    for x, y in sorted(cells):
        for other, start, end in (
            ((x, y - 1), (x, y), (x + 1, y)), ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)), ((x - 1, y), (x, y + 1), (x, y)),
        ):  # fmt: skip
            if other not in cells:
                sides.setdefault(start, []).append(end)
    rings = []
    while sides:
        start = at = min(sides)
        ring = [start]
        while True:
            after = sides[at].pop()
            if not sides[at]:
                del sides[at]
            ring.append(after)
            at = after
            if at == start:
                break
        rings.append(_corners(ring))
    return rings


def _corners(ring: list[Cell]) -> list[Cell]:
    points = ring[:-1]
    turns = [
        point for before, point, after in zip([points[-1], *points], points, [*points[1:], points[0]], strict=False)
        if (point[0] - before[0], point[1] - before[1]) != (after[0] - point[0], after[1] - point[1])
    ]  # fmt: skip
    return [*turns, turns[0]]
