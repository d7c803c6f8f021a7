"""Outlines simplified together or drawn around points."""

from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.shape import METRES, _distance, around, rings_of, simplify

WIGGLE = tuple((2.0 + x / 1000, 55.0 + (0.0001 if x % 2 else 0.0)) for x in range(11))
UPPER = (*WIGGLE, (2.01, 55.01), (2.0, 55.01), WIGGLE[0])
LOWER = (*WIGGLE[::-1], (2.0, 54.99), (2.01, 54.99), WIGGLE[-1])


def test_a_shared_border_is_simplified_once() -> None:
    (upper,), (lower,) = simplify([(UPPER,), (LOWER,)], metres=40)
    shared = {point for point in upper if point in WIGGLE}
    assert shared == {point for point in lower if point in WIGGLE} == {WIGGLE[0], WIGGLE[-1]}
    assert upper[0] == upper[-1] and lower[0] == lower[-1]


def test_what_is_larger_than_the_tolerance_stays() -> None:
    (upper,), _ = simplify([(UPPER,), (LOWER,)], metres=5)
    assert set(WIGGLE) <= set(upper)


def test_a_ring_that_nobody_shares_and_a_speck_keep_a_shape() -> None:
    speck = ((2.0, 55.0), (2.00001, 55.0), (2.00001, 55.00001), (2.0, 55.0))
    (found,) = simplify([(speck,)], metres=40)
    assert found == (speck,)
    (island,) = simplify([(UPPER, speck)], metres=40)
    assert len(island) == 1 and len(island[0]) >= 4


def test_rings_of_geojson_are_closed_and_without_heights() -> None:
    polygon = {"type": "Polygon", "coordinates": [[[0, 0, 7], [1, 0, 7], [1, 1, 7]]]}
    assert rings_of(polygon) == (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),)
    assert rings_of({"type": "MultiPolygon", "coordinates": [polygon["coordinates"]] * 2}) == rings_of(polygon) * 2


def test_points_are_drawn_around_and_small_gaps_filled() -> None:
    one = 0.01  # a bit more than a kilometre northwards
    found = around([("a", (2.0, 55.0)), ("a", (2.0, 55.0 + one)), ("b", (3.0, 55.0))], across=1000)
    assert set(found) == {"a", "b"}
    assert len(found["a"]) == 1, "two squares with one between them are one outline"
    assert all(ring[0] == ring[-1] for rings in found.values() for ring in rings)
    assert around([]) == {}


points = st.lists(
    st.tuples(st.sampled_from("ab"), st.tuples(st.floats(2, 2.2), st.floats(55, 55.1))), min_size=1, max_size=40
)


@given(points)
def test_every_point_lies_in_some_outline(given_points: list[tuple[str, tuple[float, float]]]) -> None:
    found = around(given_points)
    rings = [ring for rings in found.values() for ring in rings]
    nudge = 0.00002  # outlines are rounded to five places
    for _, (x, y) in given_points:
        tries = [(x + dx, y + dy) for dx in (-nudge, 0, nudge) for dy in (-nudge, 0, nudge)]
        assert any(_odd(point, rings) for point in tries)


def _odd(point: tuple[float, float], rings: list[tuple[tuple[float, float], ...]]) -> bool:
    x, y = point
    crossed = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossed += 1
    return crossed % 2 == 1


@given(st.lists(st.tuples(st.floats(2, 2.05), st.floats(55, 55.03)), min_size=4, max_size=40, unique=True))
def test_no_dropped_point_is_further_than_the_tolerance(corners: list[tuple[float, float]]) -> None:
    ring = (*corners, corners[0])
    (found,) = simplify([(ring,)], metres=200)
    kept = found[0]
    near = [min(_distance(point, a, b) for a, b in zip(kept, kept[1:], strict=False)) for point in ring]
    assert max(near) <= 200 * 1.001 or kept == ring
    assert abs(METRES * cos(radians(60)) - METRES / 2) < 1
