"""Invented places to divide into lots, in the form ``keepitlocal-lots/1``: the same bytes for the same seed, anywhere.

    python -m benchmarks.lots.generate --areas 1000 --seed 1 --family county > x.json

Areas are a jittered grid with one diagonal a cell, so their neighbours are planar. Lengths are kilometres, money is pounds a
year. Only ``random()`` is asked of the generator, and only + - x / and square roots are done with what it says, which every
machine rounds alike (logarithms and sines are not, in the last place).
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from random import Random
from typing import Any

FORM = "keepitlocal-lots/1"
MEAN = 10_000  # pounds a year in a middling area
ROAD = 1.3  # road miles to a straight mile
PER_KM = 0.02  # of what is delivered, lost in travel for each kilometre
PI = 3.141592653589793
COUNTED = 4


@dataclass(frozen=True)
class Family:
    """What a kind of place is like.

    ``fewer`` shrinks lots, ``admin`` is admin as a multiple of a full lot's travel, ``lumps`` the share of areas worth a fifth to
    half of the cap, ``filled`` how full the fewest lots would be (else as it falls out).
    """

    spread: float
    towns: bool = False
    fewer: float = 1.0
    admin: float = 1.0
    lumps: float = 0.0
    filled: float = 0.0


FAMILIES = {
    "town": Family(0.5),
    "county": Family(0.5, towns=True),
    "tight": Family(0.35, fewer=0.55, admin=4.0, filled=0.985),
    "lumpy": Family(0.7, lumps=0.07),
}
Point = tuple[float, float]
Town = tuple[float, float, float]


def generate(areas: int, seed: int, family: str = "town", per_lot: float | None = None) -> dict[str, Any]:
    """An instance of ``areas`` areas, of which a lot may hold some ``per_lot`` (else 9, 20 or 28, growing with the place)."""
    kind, random = FAMILIES[family], Random(f"{family} {areas} {seed}")
    held = (per_lot or (9 if areas < 500 else 20 if areas < 2500 else 28)) * kind.fewer
    side = ceil(sqrt(areas))
    cells = [(row, column) for row in range(side) for column in range(side)][:areas]
    towns = list(_towns(random, side, areas)) if kind.towns else []
    grid = [(column + _between(random, -0.35, 0.35), row + _between(random, -0.35, 0.35)) for row, column in cells]
    points = [_drawn_in(point, towns) for point in grid]
    stretch = 1.6 if towns else 1.0
    values = [_value(random, kind, held, _empty(point, towns)) for point in grid]
    cap = _cap(kind, held, values)
    names = [f"a{number:05}" for number in range(areas)]
    nearby = _neighbours(random, cells)
    stretched = [(round(x * stretch, 3), round(y * stretch, 3)) for x, y in points]
    return instance(
        random, names, stretched, [min(value, cap // 2) for value in values], nearby, cap, held, kind.admin, stretch
    )


def instance(
    random: Random, names: list[str], points: list[Point], values: list[int], nearby: list[set[int]], cap: int, held: float,
    weight: float = 1.0, apart: float = 1.0,
) -> dict[str, Any]:  # fmt: skip
    """Areas with the rest of a problem round them: providers, and prices at which travel, admin and bonus all matter.

    ``apart`` is how far neighbours are from each other (kilometres). Admin is ``weight`` times the travel of a full round lot; the
    most that providers bring is half of it, or less where it is heavy. Reach is half as far again as a lot's edge.
    """
    admin = round(weight * PER_KM * cap * ROAD * 2 / 3 * sqrt(held / PI) * apart)
    return {
        "form": FORM,
        "areas": [
            {"id": name, "x": x, "y": y, "value": value, "neighbours": [names[other] for other in sorted(near)]}
            for name, (x, y), value, near in zip(names, points, values, nearby, strict=True)
        ],
        "providers": [
            {"area": names[at], "capacity": capacity}
            for at, capacity in make_providers(random, points, cap, max(6, round(2 * len(names) / held)))
        ],
        "cap": cap,
        "admin_per_lot": admin,
        "bonus_per_provider": round(admin / (8 * sqrt(weight))),
        "max_providers_counted": COUNTED,
        "reach": round(ROAD * 1.5 * sqrt(held / PI) * apart, 3),
        "travel_rate": PER_KM,
        "distance_scale": ROAD,
    }


def make_providers(random: Random, points: list[Point], cap: float, count: int) -> Iterator[tuple[int, int]]:
    """Where providers are (two in three in a few hubs, their nearest areas first) and what each could carry, round the cap."""
    hubs = [points[int(random.random() * len(points))] for _ in range(max(2, count // 12))]
    for _ in range(count):
        at = int(random.random() * len(points))
        if random.random() < 2 / 3:
            x, y = hubs[int(random.random() * len(hubs))]
            near = sorted(
                range(len(points)), key=lambda area: ((points[area][0] - x) ** 2 + (points[area][1] - y) ** 2, area)
            )
            at = near[int(random.random() ** 2 * min(len(points), 30))]
        yield at, round(cap * exponential(0.8 * normal(random)))


def normal(random: Random) -> float:
    """A number that is nearly normal: twelve even ones added up."""
    return sum(random.random() for _ in range(12)) - 6


def exponential(power: float, /) -> float:
    """e to a small power, by multiplication alone, so that no machine's library has a say."""
    found = 1 + power / 4096
    for _ in range(12):
        found *= found
    return found


def _between(random: Random, least: float, most: float) -> float:
    return least + (most - least) * random.random()


def _towns(random: Random, side: int, areas: int) -> Iterator[Town]:
    for _ in range(max(2, areas // 150)):
        yield _between(random, 0, side), _between(random, 0, side), _between(random, 0.1, 0.22) * sqrt(min(areas, 1000))


def _drawn_in(point: Point, towns: list[Town]) -> Point:
    """The point drawn to the middle of each town in turn; no two change places along any line from the middle."""
    x, y = point
    for middle_x, middle_y, radius in towns:
        away = sqrt((x - middle_x) ** 2 + (y - middle_y) ** 2)
        if away < radius:
            by = 0.3 + 0.7 * away / radius
            x, y = middle_x + (x - middle_x) * by, middle_y + (y - middle_y) * by
    return x, y


def _empty(point: Point, towns: list[Town]) -> bool:
    """Whether a point lies far from every town."""
    return bool(towns) and all(
        (point[0] - x) ** 2 + (point[1] - y) ** 2 > (1.6 * radius) ** 2 for x, y, radius in towns
    )


def _value(random: Random, kind: Family, held: float, empty: bool) -> int:
    value = MEAN * exponential(kind.spread * normal(random)) * (0.35 if empty else 1)
    lump = _between(random, 0.2, 0.5) * held * MEAN * 1.1
    return max(1, round(lump if random.random() < kind.lumps else value))


def _cap(kind: Family, held: float, values: list[int]) -> int:
    if kind.lumps:
        return round(held * MEAN * 1.1)
    lots = max(1, int(len(values) / held))
    return round(sum(values) / (lots * kind.filled) if kind.filled else held * sum(values) / len(values))


def _neighbours(random: Random, cells: list[tuple[int, int]]) -> list[set[int]]:
    number = {cell: place for place, cell in enumerate(cells)}
    near: list[set[int]] = [set() for _ in cells]

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        if one in number and other in number:
            near[number[one]].add(number[other])
            near[number[other]].add(number[one])

    for row, column in cells:
        join((row, column), (row, column + 1))
        join((row, column), (row + 1, column))
        if random.random() < 0.5:
            join((row, column), (row + 1, column + 1))
        else:
            join((row + 1, column), (row, column + 1))
    return near


def main() -> None:
    """Write one instance to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--areas", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", choices=FAMILIES, default="town")
    parser.add_argument("--per-lot", type=float, help="how many middling areas fill a lot")
    options = parser.parse_args()
    sys.stdout.write(written(generate(options.areas, options.seed, options.family, options.per_lot)))


def written(instance: dict[str, Any], /) -> str:
    """The instance as JSON, one line."""
    return json.dumps(instance, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main()
