"""Real places to divide into lots: the neighbourhoods (LSOAs) of a council, of several, or of a region.

    python -m benchmarks.lots.real --place trafford --seed 1 > /somewhere/trafford.json

Read from the folder named in KEEPITLOCAL_DATA (Office for National Statistics and the Indices of Deprivation 2025, Open Government
Licence v3.0), never written into the project. A neighbourhood's value is its residents (Census 2021) times the share of them short of
income, as pounds; its neighbours are those that it shares a corner of its boundary with (the boundaries are simplified each for itself, so
about one neighbour in seven is missed and a few touch in a point only). Providers are made up, by the seed.
"""

import argparse
import csv
import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.lots.generate import instance, written

PLACES = {  # codes of councils, or a region's name
    "trafford": ("E08000009",),
    "leeds": ("E08000035",),
    "birmingham": ("E08000025",),
    "greater-manchester": tuple(f"E080000{number:02}" for number in range(1, 11)),
    "north-west": "North West",
    "london": "London",
}
POUNDS = 60  # a head of those in need and a year: a middling neighbourhood then comes to some 10,000
KM = 111.2  # to a degree
Point = tuple[float, float]


def real(place: str, seed: int, per_lot: float | None = None, folder: Path | None = None) -> dict[str, Any]:
    """The instance of a real place."""
    folder = (folder or Path(os.environ["KEEPITLOCAL_DATA"])) / "places"
    shapes = dict(_shapes(folder, _councils(folder, place)))
    names = sorted(shapes)
    people = {
        row["lsoa21_code"]: int(row["usual_residents_2021"])
        for row in _rows(folder, "population/population21_lsoa21_ew")
    }
    need = {
        row["lsoa21_code"]: float(row["Income_score"]) for row in _rows(folder, "deprivation/imd2025_england_lsoa21")
    }
    values = [max(1, round(people[name] * need[name] * POUNDS)) for name in names]
    points = _centres([shapes[name] for name in names])
    nearby = _neighbours([shapes[name] for name in names])
    joined = _join_pieces(points, nearby)
    held = per_lot or (9 if len(names) < 500 else 20 if len(names) < 2500 else 28)
    cap = round(held * sum(values) / len(values))
    apart = median(
        hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]) for a in range(len(names)) for b in nearby[a]
    )
    print(f"{place}: {len(names)} areas, {joined} links over water or a gap, {apart:.2f} km apart", file=sys.stderr)
    values = [min(value, cap) for value in values]
    return instance(Random(f"{place} {seed}"), names, points, values, nearby, cap, held, apart=round(apart, 3))


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _councils(folder: Path, place: str) -> set[str]:
    named = PLACES[place]
    if isinstance(named, tuple):
        return set(named)
    return {
        row["ltla24_code"] for row in _rows(folder, "lookups/lookup_ltla24_region24") if row["region24_name"] == named
    }


def _shapes(folder: Path, councils: set[str]) -> Iterator[tuple[str, list[list[Point]]]]:
    """Every neighbourhood's rings (outer ones only)."""
    with gzip.open(folder / "boundaries" / "lsoa2021_england_simplified30m.geojson.gz", "rt", encoding="utf-8") as file:
        for feature in json.load(file)["features"]:
            if feature["properties"]["ladcd"] in councils:
                shape = feature["geometry"]
                parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
                yield feature["properties"]["lsoa21cd"], [[(x, y) for x, y in part[0]] for part in parts]


def _centres(shapes: list[list[list[Point]]]) -> list[Point]:
    """Middles of each shape's largest part in kilometres, on a plane laid at the middle latitude."""
    flat = cos(radians(median(shape[0][0][1] for shape in shapes))) * KM
    found = []
    for shape in shapes:
        (x, y), _ = max((_middle(ring) for ring in shape), key=lambda part: part[1])
        found.append((round(x * flat, 3), round(y * KM, 3)))
    return found


def _middle(ring: list[Point]) -> tuple[Point, float]:
    left, low = ring[0]
    area = across = up = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        turn = (x1 - left) * (y2 - low) - (x2 - left) * (y1 - low)
        area += turn
        across += turn * (x1 + x2 - 2 * left)
        up += turn * (y1 + y2 - 2 * low)
    return ((left + across / (3 * area), low + up / (3 * area)) if area else ring[0]), abs(area)


def _neighbours(shapes: list[list[list[Point]]]) -> list[set[int]]:
    at: dict[Point, set[int]] = defaultdict(set)
    for place, shape in enumerate(shapes):
        for ring in shape:
            for corner in ring:
                at[corner].add(place)
    near: list[set[int]] = [set() for _ in shapes]
    for places in at.values():
        for one in places:
            near[one] |= places - {one}
    return near


def _join_pieces(points: list[Point], near: list[set[int]]) -> int:
    """Tie what does not hang together to the nearest area beyond; how many links that took."""
    links = 0
    while True:
        seen, ready = {0}, [0]
        while ready:
            fresh = near[ready.pop()] - seen
            seen |= fresh
            ready += fresh
        if len(seen) == len(points):
            return links
        rest = [place for place in range(len(points)) if place not in seen]
        gaps = ((hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]), a, b) for a in seen for b in rest)
        _, one, other = min(gaps)
        near[one].add(other)
        near[other].add(one)
        links += 1


def main() -> None:
    """Write one instance to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--place", choices=PLACES, default="trafford")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-lot", type=float, help="how many middling areas fill a lot")
    options = parser.parse_args()
    sys.stdout.write(written(real(options.place, options.seed, options.per_lot)))


if __name__ == "__main__":
    main()
