"""The invented borough, its neighbours, wards and small areas on a grid in the North Sea, with postcodes of its own."""

from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from keepitlocal.sample.words import load

WEXBOROUGH, MERELAND = "E99000001", "E99300001"
_WEST, _SOUTH, _CELL = 2.2, 55.1, (0.018, 0.011)  # degrees; open sea, so that nobody's home is ever on the map
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A coded area with its dates, and its outline where it has one."""

    code: str
    name: str
    kind: str
    parent: str
    start: str
    until: str = ""
    outline: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Postcode:
    """A postcode as the directory gives it: where it is, and since and until when (months as yyyymm)."""

    text: str
    district: str
    ward: str
    lsoa: str
    county: str
    region: str
    latitude: float
    longitude: float
    since: str
    until: str


@dataclass(frozen=True)
class Geography:
    """All areas and postcodes. ``by_district`` holds live postcodes in order."""

    areas: tuple[Area, ...]
    postcodes: tuple[Postcode, ...]
    by_district: dict[str, tuple[Postcode, ...]]

    def of_kind(self, kind: str, /) -> tuple[Area, ...]:
        """Areas of one kind that have not ended."""
        return tuple(area for area in self.areas if area.kind == kind and not area.until)


def survey(rng: Random, /, *, with_postcodes: frozenset[str] = frozenset()) -> Geography:
    """Lay out the areas and scatter the postcodes; those asked for lie in the borough."""
    corner = _corners(rng)
    places, areas, postcodes = load("places"), _regions_and_counties(), list[Postcode]()
    for district in places["districts"]:
        areas.append(Area(district["code"], district["name"], "district", district["county"], "2012-04-01",
                          outline=_outline(corner, district["block"])))  # fmt: skip
        wards, cells = _wards_and_cells(district, areas, corner)
        areas += wards + cells
        wanted = with_postcodes if district["code"] == WEXBOROUGH else frozenset()
        postcodes += _scatter(district, cells, rng, wanted)
    areas += [
        Area(row["code"], row["name"], row["kind"], row["parent"], row["from"], row["until"]) for row in places["ended"]
    ]
    live = {
        code: tuple(found for found in postcodes if found.district == code and not found.until)
        for code in (district["code"] for district in places["districts"])
    }
    return Geography(tuple(areas), tuple(postcodes), live)


def _regions_and_counties() -> list[Area]:
    places = load("places")
    regions = [Area(code, name, "region", "", "1999-01-01") for code, name in places["regions"].items()]
    counties = [
        Area(code, county["name"], "county", county["region"], "1974-04-01")
        for code, county in places["counties"].items()
    ]
    return regions + counties


def _corners(rng: Random) -> dict[tuple[int, int], Point]:
    """Grid corners, each nudged a little: neighbours share them, so outlines meet without gaps or overlaps."""
    width, height = _CELL
    return {
        (x, y): (
            round(_WEST + (x + rng.uniform(-0.2, 0.2)) * width, 5),
            round(_SOUTH + (y + rng.uniform(-0.2, 0.2)) * height, 5),
        )
        for x, y in product(range(21), range(11))
    }


def _outline(corner: dict[tuple[int, int], Point], block: list[int]) -> tuple[Point, ...]:
    left, bottom, width, height = block
    right, top = left + width, bottom + height
    walk = [(x, bottom) for x in range(left, right)] + [(right, y) for y in range(bottom, top)]
    walk += [(x, top) for x in range(right, left, -1)] + [(left, y) for y in range(top, bottom, -1)]
    return tuple(corner[step] for step in [*walk, walk[0]])


def _wards_and_cells(
    district: dict[str, Any], areas: list[Area], corner: dict[tuple[int, int], Point]
) -> tuple[list[Area], list[Area]]:
    left, bottom, width, height = district["block"]
    wide, high = district["ward"]
    first_ward = sum(area.kind == "ward" for area in areas) + 1
    first_cell = sum(area.kind == "lsoa" for area in areas) + 1
    wards, cells = list[Area](), list[Area]()
    corners = product(range(left, left + width, wide), range(bottom, bottom + height, high))
    for (x, y), name in zip(corners, district["wards"], strict=True):
        ward = f"E99{100000 + first_ward + len(wards)}"
        wards.append(
            Area(ward, name, "ward", district["code"], "2023-05-04", outline=_outline(corner, [x, y, wide, high]))
        )
        for east, north in product(range(x, x + wide), range(y, y + high)):
            number = first_cell + len(cells)
            title = f"{district['name']} {1 + len(cells) // 5:03d}{'ABCDE'[len(cells) % 5]}"
            cells.append(Area(f"E99{200000 + number}", title, "lsoa", ward, "2021-03-21",
                              outline=_outline(corner, [east, north, 1, 1])))  # fmt: skip
    return wards, cells


def _scatter(district: dict[str, Any], cells: list[Area], rng: Random, wanted: frozenset[str]) -> list[Postcode]:
    county = district["county"]
    region = load("places")["counties"][county]["region"]
    return [
        Postcode(
            text,
            district["code"],
            cell.parent,
            cell.code,
            county,
            region,
            *_inside(cell, rng),
            *_months(rng, text in wanted),
        )
        for text in sorted({*_texts(district, rng), *wanted})
        for cell in (rng.choice(cells),)
    ]


def _texts(district: dict[str, Any], rng: Random) -> list[str]:
    outward: list[str] = district["outward"]
    # ZZ4 lies in two districts, as real outward codes do: odd sectors on one side, even ones on the other.
    odd = district["code"] == WEXBOROUGH
    every = [
        f"{out} {sector}{one}{two}"
        for out in outward
        for sector, one, two in product(range(1, 10), _LETTERS, _LETTERS)
        if out != "ZZ4" or bool(sector % 2) == odd
    ]
    return sorted(rng.sample(every, district["postcodes"]))


def _inside(cell: Area, rng: Random) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy), *_ = cell.outline
    u, v = rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9)
    east = (ax * (1 - u) + bx * u) * (1 - v) + (dx * (1 - u) + cx * u) * v
    north = (ay * (1 - u) + by * u) * (1 - v) + (dy * (1 - u) + cy * u) * v
    return round(north, 6), round(east, 6)


def _months(rng: Random, stays: bool) -> tuple[str, str]:
    since = "198001" if rng.random() < 0.7 else f"{rng.randint(1985, 2022)}{rng.randint(1, 12):02d}"
    ended = rng.random() < 0.06 and not stays
    return since, f"{rng.randint(2023, 2025)}{rng.randint(1, 12):02d}" if ended else ""
