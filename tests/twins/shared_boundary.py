"""The slow twin of shared boundaries: step along every outline and measure to every side of every other, one by one."""

from collections import defaultdict
from itertools import pairwise
from math import ceil, cos, hypot, radians

METRES = 111_320.0
Side = tuple[tuple[float, float], tuple[float, float]]


def sides(outlines: dict[str, tuple], east: float) -> dict[str, list[Side]]:
    """Sides in metres; ``east`` is metres in one degree of longitude."""
    return {
        code: [
            ((ax * east, ay * METRES), (bx * east, by * METRES))
            for ring in rings
            for (ax, ay), (bx, by) in pairwise(ring)
        ]
        for code, rings in outlines.items()
    }


def away(point: tuple[float, float], side: Side) -> float:
    (px, py), ((ax, ay), (bx, by)) = point, side
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def alike(one: Side, other: Side) -> bool:
    """Whether two sides run within 45 degrees of opposite ways, as they do where two areas lie on either side of one line."""
    ((ax, ay), (bx, by)), ((cx, cy), (dx, dy)) = one, other
    across = hypot(bx - ax, by - ay) * hypot(dx - cx, dy - cy)
    return across > 0 and (bx - ax) * (dx - cx) + (by - ay) * (dy - cy) <= -0.7 * across


def shared(outlines: dict[str, tuple], *, tolerance: float, step: float = 10.0) -> dict[tuple[str, str], float]:
    """Metres of each outline that have the other as their nearest within the tolerance, the mean of both views; one way round."""
    every = [y for rings in outlines.values() for ring in rings for _, y in ring]
    all_sides = sides(outlines, METRES * cos(radians((min(every) + max(every)) / 2)))
    found: dict[tuple[str, str], float] = defaultdict(float)
    for code, own in all_sides.items():
        for (ax, ay), (bx, by) in own:
            length = hypot(bx - ax, by - ay)
            parts = max(1, ceil(length / step))
            for part in range(parts):
                at = (part + 0.5) / parts
                point = (ax + at * (bx - ax), ay + at * (by - ay))
                nearest = min(
                    (away(point, side), other)
                    for other, others in all_sides.items()
                    for side in others
                    if other != code and alike(((ax, ay), (bx, by)), side)
                )
                if nearest[0] <= tolerance:
                    found[min(code, nearest[1]), max(code, nearest[1])] += length / parts / 2
    return dict(found)
