"""Which areas share a boundary: grids whose neighbours are known, however their outlines were drawn."""

import gzip
import json
from itertools import product
from math import cos, hypot, radians
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.domain.shape import METRES, Ring, rings_of
from keepitlocal.sources._projected import in_degrees
from keepitlocal.tasks._lots_links import shortest_links
from keepitlocal.tasks._lots_patch import Link, pieces_of
from keepitlocal.tasks._lots_touch import LEAST, TOLERANCE, touching
from tests.twins.shared_boundary import shared

NORTH = 53.4
EAST = METRES * cos(radians(NORTH))  # metres in one degree of longitude there
Metres = tuple[float, float]


def outline(*corners: Metres) -> tuple[Ring, ...]:
    """A closed outline from corners in metres."""
    ring = tuple((x / EAST - 2.3, y / METRES + NORTH) for x, y in corners)
    return ((*ring, ring[0]),)


def square(x: float, y: float, size: float = 400) -> tuple[Ring, ...]:
    return outline((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def grid(wide: int, high: int, *, seed: int = 0, loose: float = 0, size: float = 400) -> dict[str, tuple[Ring, ...]]:
    """Cells with uneven corners; where ``loose``, each draws its own corners and its own bends, up to so far off."""
    rng = Random(seed)
    corner = {
        (x, y): (x * size + rng.uniform(-60, 60), y * size + rng.uniform(-60, 60))
        for x, y in product(range(wide + 1), range(high + 1))
    }
    return {
        f"{x}.{y}": outline(
            *_walk([corner[x, y], corner[x + 1, y], corner[x + 1, y + 1], corner[x, y + 1]], rng, loose)
        )
        for x, y in product(range(wide), range(high))
    }


def _walk(corners: list[Metres], rng: Random, loose: float) -> list[Metres]:
    if not loose:
        return corners
    points = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        bends = sorted(rng.uniform(0.1, 0.9) for _ in range(rng.randint(0, 3)))
        for at in (0.0, *bends):
            points.append(
                (ax + at * (bx - ax) + rng.uniform(-loose, loose), ay + at * (by - ay) + rng.uniform(-loose, loose))
            )
    return points


def beside_in(wide: int, high: int) -> dict[str, tuple[str, ...]]:
    cells = list(product(range(wide), range(high)))
    return {
        f"{x}.{y}": tuple(sorted(f"{a}.{b}" for a, b in cells if abs(a - x) + abs(b - y) == 1))
        for x, y in sorted(cells)
    }


def test_squares_side_by_side_are_neighbours_and_a_corner_is_not() -> None:
    outlines = {"a": square(0, 0), "b": square(400, 0), "c": square(400, 400), "far": square(5000, 0)}
    found = touching(outlines)
    assert not found.nearly
    assert found.neighbours(outlines) == {"a": ("b",), "b": ("a", "c"), "c": ("b",), "far": ()}
    assert {pair: round(metres) for pair, metres in found.metres.items()} == {("a", "b"): 400, ("b", "c"): 400}


def test_a_side_that_one_of_them_bends_elsewhere_is_still_shared() -> None:
    """The taller neighbour has no point where the lower two meet, as in files that were simplified one by one."""
    outlines = {
        "low": square(0, 0),
        "high": square(0, 400),
        "tall": outline((410, 0), (800, 0), (800, 800), (390, 800)),
    }
    assert touching(outlines).nearly
    assert touching(outlines).neighbours(outlines) == {
        "high": ("low", "tall"),
        "low": ("high", "tall"),
        "tall": ("high", "low"),
    }


def test_outlines_that_meet_point_for_point_are_never_joined_over_a_creek() -> None:
    outlines = grid(5, 5, seed=1) | {"over": outline((2070, 0), (2400, 0), (2400, 300), (2070, 300))}
    outlines["4.0"] = outline((1600, 0), (2062, 0), (2062, 300), (1600, 300))
    near = grid(5, 5, seed=1, loose=8) | {code: outlines[code] for code in ("over", "4.0")}
    assert touching(outlines).neighbours(outlines)["over"] == ()
    assert "4.0" in touching(near).neighbours(near)["over"]  # as nobody can tell there


def test_a_wide_river_parts_even_loose_outlines() -> None:
    outlines = {**grid(3, 2, loose=8)}
    moved = {
        f"s{code}": tuple(tuple((x, y - 1000 / METRES) for x, y in ring) for ring in rings)
        for code, rings in outlines.items()
    }
    both = {**outlines, **moved}
    assert [len(piece) for piece in pieces_of(touching(both).neighbours(both))] == [6, 6]


def test_a_hole_touches_what_fills_it_and_a_ring_of_land_is_one() -> None:
    hole = ((outline((0, 0), (900, 0), (900, 900), (0, 900)))[0], square(300, 300, 300)[0])
    outlines = {"around": hole, "within": square(300, 300, 300)}
    assert touching(outlines).neighbours(outlines) == {"around": ("within",), "within": ("around",)}


def test_which_way_round_an_outline_goes_makes_no_difference() -> None:
    outlines = grid(3, 3, seed=4, loose=8)
    turned = {code: tuple(ring[::-1] for ring in rings) if code < "1" else rings for code, rings in outlines.items()}
    assert touching(turned).neighbours(turned) == touching(outlines).neighbours(outlines) == beside_in(3, 3)


def test_outlines_in_eastings_and_northings_still_meet_point_for_point() -> None:
    rng = Random(3)
    corner = {
        (x, y): [380_000 + 437.13 * x + rng.random(), 390_000 + 391.7 * y] for x, y in product(range(5), range(5))
    }
    shapes = {
        f"{x}.{y}": {"type": "Polygon", "coordinates": [[corner[x + a, y + b] for a, b in _AROUND]]}
        for x, y in product(range(4), range(4))
    }
    outlines = {code: rings_of(in_degrees(shape) or {}) for code, shape in shapes.items()}
    found = touching(outlines)
    assert not found.nearly and found.neighbours(outlines) == beside_in(4, 4)
    assert found.metres["0.0", "0.1"] == pytest.approx(437, abs=4)


_AROUND = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))


def test_nothing_touches_nothing() -> None:
    assert touching({}).neighbours({}) == {} and touching({"a": ()}).neighbours({"a": ()}) == {"a": ()}


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 999), st.sampled_from((0, 4, 8)))
def test_neighbours_of_a_grid_are_those_beside_each_cell(wide: int, high: int, seed: int, loose: float) -> None:
    outlines = grid(wide, high, seed=seed, loose=loose)
    assert touching(outlines).neighbours(outlines) == beside_in(wide, high)


@settings(max_examples=15)
@given(st.integers(2, 3), st.integers(2, 3), st.integers(0, 99))
def test_lengths_agree_with_a_slow_walk(wide: int, high: int, seed: int) -> None:
    outlines = grid(wide, high, seed=seed, loose=10)
    found, slow = touching(outlines).metres, shared(outlines, tolerance=TOLERANCE)
    for pair in {*found, *slow}:
        assert abs(found.get(pair, 0) - slow.get(pair, 0)) < 25, pair  # points of the others are 10 metres apart


def test_links_are_the_shortest_that_join_all_pieces() -> None:
    outlines = {"a": square(0, 0), "b": square(400, 0), "c": square(1000, 100), "d": square(1600, 2000, 100)}
    links = shortest_links(outlines, (("a", "b"), ("c",), ("d",)))
    assert [(link.one, link.other) for link in links] == [("b", "c"), ("c", "d")]
    assert [round(link.metres) for link in links] == [200, 1513]
    assert shortest_links(outlines, (("a", "b"),)) == ()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=7, unique=True))
def test_links_make_the_least_tree(places: list[tuple[int, int]]) -> None:
    """Squares apart from each other: the same whole length as joining them by a plain list of all distances."""
    outlines = {f"{number}": square(x * 300, y * 300, 100) for number, (x, y) in enumerate(places)}
    apart = sorted(
        (hypot(*(max(0, abs(a - b) * 300 - 100) for a, b in zip(places[one], places[other], strict=True))), one, other)
        for one, other in product(range(len(places)), repeat=2)
        if one < other
    )
    group, whole = list(range(len(places))), 0.0
    for metres, one, other in apart:
        if group[one] != group[other]:
            whole += metres
            group = [group[one] if each == group[other] else each for each in group]
    links = shortest_links(outlines, tuple((code,) for code in outlines))
    assert len(links) == len(places) - 1 and all(isinstance(link, Link) for link in links)
    assert sum(link.metres for link in links) == pytest.approx(whole, rel=2e-3)  # flat about another middle


def _areas(path: Path, code: str, *, district: str = "") -> dict[str, tuple[Ring, ...]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return {
        area["properties"][code]: rings_of(area["geometry"])
        for area in json.loads(text)["features"]
        if not district or area["properties"]["ladcd"] == district
    }


@pytest.mark.data
@pytest.mark.parametrize(
    ("own", "simplified", "code"),
    [
        ("lsoa.geojson.gz", "lsoa2021_england_simplified30m.geojson.gz", "lsoa21cd"),
        ("electoral_ward.geojson", "wards_may2025_england_wales_simplified40m.geojson.gz", "wd25cd"),
    ],
)
def test_traffords_simplified_outlines_have_the_neighbours_of_the_full_ones(
    data: Path, own: str, simplified: str, code: str
) -> None:
    """The council's outlines meet point for point, so that what they share is the truth; the national ones do not."""
    full = touching(_areas(data / "councils" / "trafford" / "boundaries" / own, "area_code"))
    loose = touching(_areas(data / "places" / "boundaries" / simplified, code, district="E08000009"))
    assert not full.nearly and loose.nearly
    true = {pair for pair, metres in full.metres.items() if metres >= LEAST}
    told = {pair for pair, metres in loose.metres.items() if metres >= LEAST}
    assert max((full.metres[pair] for pair in true - told), default=0) < 25  # no more than a corner is lost
    assert all(full.metres.get(pair, 0) > 10 for pair in told - true)  # and nothing is invented


@pytest.mark.data
@pytest.mark.parametrize(
    ("districts", "sizes"),
    [
        (("E06000052", "E06000053"), [336, 1]),  # Cornwall and the Isles of Scilly
        (("E08000012", "E08000015"), [302, 209]),  # Liverpool and Wirral, the Mersey between them
        (("E06000035",), [129, 40]),  # Medway, with the river that it is named for
        (("E06000046",), [89]),  # Isle of Wight
        (("E07000041",), [78]),  # Exeter
        (("E08000006",), [161]),  # Salford
    ],
)
def test_water_parts_real_places(data: Path, districts: tuple[str, ...], sizes: list[int]) -> None:
    file = data / "places" / "boundaries" / "lsoa2021_england_simplified30m.geojson.gz"
    outlines = {code: rings for each in districts for code, rings in _areas(file, "lsoa21cd", district=each).items()}
    assert [len(piece) for piece in pieces_of(touching(outlines).neighbours(outlines))] == sizes
