"""Invented places to divide into lots: the same bytes for the same seed, planar, connected, and hard in the way that was asked for."""

import json
from hashlib import sha256
from itertools import pairwise
from math import exp, fsum
from pathlib import Path
from random import Random

import pytest

from benchmarks.lots.check import instance_faults
from benchmarks.lots.generate import FAMILIES, exponential, generate, normal, written
from benchmarks.lots.real import real

FINGERPRINTS = {
    "town": "4f3b49f07a13202e",
    "county": "a9c5ae8937be2085",
    "tight": "ee50c42a960cbd86",
    "lumpy": "b3be09930ac648a8",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_bytes_for_the_same_seed(family: str) -> None:
    made = written(generate(200, 1, family))
    assert sha256(made.encode()).hexdigest()[:16] == FINGERPRINTS[family]
    assert made == written(generate(200, 1, family))
    assert made != written(generate(200, 2, family))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("areas", [4, 7, 60, 200])
def test_neighbours_are_mutual_and_few_and_everything_hangs_together(family: str, areas: int) -> None:
    made = generate(areas, 3, family)
    assert instance_faults(made) == []
    near = {area["id"]: area["neighbours"] for area in made["areas"]}
    assert all(name not in others for name, others in near.items())
    assert sum(map(len, near.values())) / 2 <= 3 * areas - 6  # no planar graph has more
    assert _reached(near) == set(near)


def _reached(near: dict[str, list[str]]) -> set[str]:
    seen = {next(iter(near))}
    while fresh := {other for area in seen for other in near[area]} - seen:
        seen |= fresh
    return seen


def test_links_do_not_cross_in_a_town() -> None:
    areas = {area["id"]: area for area in generate(49, 5)["areas"]}
    links = [
        ((areas[a]["x"], areas[a]["y"]), (areas[b]["x"], areas[b]["y"]))
        for a in areas
        for b in areas[a]["neighbours"]
        if a < b
    ]
    crossing = [
        (one, other)
        for place, one in enumerate(links)
        for other in links[:place]
        if not set(one) & set(other) and _cross(*one, *other)
    ]
    assert len(links) > 49 * 2
    assert len(crossing) <= len(links) // 20  # jitter may fold a cell; its neighbours are those of the flat grid


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def left(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return left(a, b, c) != left(a, b, d) and left(c, d, a) != left(c, d, b)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_area_fits_and_some_providers_can_carry_a_lot(family: str) -> None:
    made = generate(1000, 1, family)
    assert max(area["value"] for area in made["areas"]) <= made["cap"] / 2
    able = [provider for provider in made["providers"] if provider["capacity"] >= made["cap"]]
    assert 0.3 < len(able) / len(made["providers"]) < 0.7


def test_families_differ_as_they_say() -> None:
    made = {family: generate(1000, 1, family) for family in FAMILIES}
    values = {family: [area["value"] for area in of["areas"]] for family, of in made.items()}
    lots = fsum(values["tight"]) / made["tight"]["cap"]
    assert 0.97 < lots / -(-lots // 1) < 1  # nearly as much as the fewest lots can hold
    assert sum(value > made["lumpy"]["cap"] / 5 for value in values["lumpy"]) > 30
    assert sum(value > made["town"]["cap"] / 5 for value in values["town"]) < 5
    steps = sorted(abs(a["x"] - b["x"]) for a, b in pairwise(made["county"]["areas"]) if abs(a["y"] - b["y"]) < 3)
    assert steps[len(steps) * 9 // 10] > 2 * steps[len(steps) // 4]  # dense towns, sparse country


def test_a_lot_holds_what_was_asked_for() -> None:
    few, many = generate(200, 1, per_lot=5), generate(200, 1, per_lot=25)
    assert many["cap"] / few["cap"] == pytest.approx(5, rel=0.001)


def test_our_own_exponential_and_normal_are_near_enough() -> None:
    assert all(exponential(power / 10) == pytest.approx(exp(power / 10), rel=0.01) for power in range(-40, 41))
    random = Random("normal")
    drawn = [normal(random) for _ in range(4000)]
    assert sum(drawn) / 4000 == pytest.approx(0, abs=0.06)
    assert sum(number**2 for number in drawn) / 4000 == pytest.approx(1, abs=0.08)


@pytest.mark.data
def test_a_real_council_is_whole_and_its_providers_follow_the_seed(data: Path) -> None:
    made = real("trafford", 1, folder=data)
    assert len(made["areas"]) == 139
    assert instance_faults(made) == []
    near = {area["id"]: area["neighbours"] for area in made["areas"]}
    assert _reached(near) == set(near)
    assert 4 < sum(map(len, near.values())) / len(near) < 6
    again = real("trafford", 2, folder=data)
    assert again["areas"] == made["areas"]
    assert again["providers"] != made["providers"]
    assert json.loads(written(made)) == made
