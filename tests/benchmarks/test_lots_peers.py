"""The peers are given the problem that was set: repair keeps to it, and the exact models end where trying everything ends."""

import json
from argparse import Namespace
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lots.check import check, worth
from benchmarks.lots.generate import FAMILIES, generate, written
from benchmarks.lots.run import OURS, Measured, measure, seconds, table

NEEDS = {
    "greedy": "numpy",
    "maxp": "spopt",
    "maxp_joined": "spopt",
    "skater": "spopt",
    "cpsat": "ortools",
    "highs": "highspy",
}


def _here(method: str) -> Any:
    needed = NEEDS[method]
    absent = pytest.mark.skipif(find_spec(needed) is None, reason=f"no {needed} here: `make setup` brings it")
    return pytest.param(
        method, marks=[absent, pytest.mark.slow] if needed == "spopt" else [absent]
    )  # spopt is slow to load


def _problem(made: dict[str, Any], folder: Path) -> Any:
    from benchmarks.lots.peers.shared import read

    path = folder / "instance.json"
    path.write_text(written(made), "utf-8")
    return read(path)


def _plan(problem: Any, regions: list[list[int]]) -> dict[str, Any]:
    lots = [
        {"centre": problem.ids[problem.best(region)[1]], "areas": [problem.ids[area] for area in region]}
        for region in regions
    ]
    return {"lots": lots, "objective": problem.total(regions), "bound": None}


@given(st.sampled_from(sorted(FAMILIES)), st.integers(4, 60), st.integers(0, 999), st.integers(1, 12))
def test_any_regions_are_made_a_plan_and_putting_together_only_saves(
    tmp_path_factory: pytest.TempPathFactory, family: str, areas: int, seed: int, number: int
) -> None:
    from benchmarks.lots.peers.shared import joined, under_cap

    made = generate(areas, seed, family)
    problem = _problem(made, tmp_path_factory.getbasetemp())
    regions = [held for place in range(number) if (held := list(range(place, areas, number)))]
    cut = under_cap(problem, regions)
    together = joined(problem, cut)
    assert check(made, _plan(problem, cut)).faults == ()
    assert check(made, _plan(problem, together)).faults == ()
    assert problem.total(together) <= problem.total(cut) + 1e-6
    assert len(together) <= len(cut)


def test_what_may_lie_in_one_lot_is_what_some_way_allows(tmp_path: Path) -> None:
    from benchmarks.lots.peers.shared import reachable

    made = generate(9, 4, "lumpy", per_lot=3)
    problem = _problem(made, tmp_path)
    together = {(one, other) for lot in _connected_lots(made) for one in lot for other in lot}
    names = problem.ids
    found = {(names[centre], names[area]) for centre in range(9) for area in reachable(problem, centre)}
    assert found == together
    assert len(found) < 81


@pytest.mark.parametrize("method", [_here("cpsat"), _here("highs")])
@pytest.mark.parametrize(("family", "seed"), [("town", 1), ("county", 2), ("tight", 3), ("lumpy", 4), ("lumpy", 5)])
def test_an_exact_peer_ends_where_trying_everything_ends(method: str, family: str, seed: int, tmp_path: Path) -> None:
    made = generate(8, seed, family, per_lot=4)
    problem = _problem(made, tmp_path)
    solve = getattr(import_module(f"benchmarks.lots.peers.{method}"), method)
    regions, bound = solve(problem, seconds=30, seed=1, workers=1)
    least = _least(made)
    assert check(made, _plan(problem, regions)).faults == ()
    assert problem.total(regions) == pytest.approx(least, rel=1e-5)
    assert bound <= least * (1 + 1e-9)
    assert bound == pytest.approx(least, rel=1e-3)


def _connected_lots(made: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every connected set of areas that fits under the cap."""
    areas = {area["id"]: area for area in made["areas"]}
    found, ready = set(), [(name,) for name in areas]
    while ready:
        lot = ready.pop()
        if lot in found or sum(areas[name]["value"] for name in lot) > made["cap"]:
            continue
        found.add(lot)
        ready += [
            tuple(sorted({*lot, other})) for name in lot for other in areas[name]["neighbours"] if other not in lot
        ]
    return sorted(found)


def _least(made: dict[str, Any]) -> float:
    """What the best of all plans costs, every one of them looked at."""
    price = {
        frozenset(lot): min(worth(made, [{"centre": c, "areas": lot}]) for c in lot) for lot in _connected_lots(made)
    }

    @cache
    def rest(left: frozenset[str]) -> float:
        return (
            min((price[lot] + rest(left - lot) for lot in _holding(min(left), left)), default=float("inf"))
            if left
            else 0.0
        )

    def _holding(name: str, left: frozenset[str]) -> Iterator[frozenset[str]]:
        return (lot for lot in price if name in lot and lot <= left)

    return rest(frozenset(area["id"] for area in made["areas"]))


# Of the three that load spopt, which takes some ten seconds each time, one stands for all: they share what is done around it.
@pytest.mark.parametrize("method", [_here(method) for method in NEEDS if method not in ("maxp", "skater")])
def test_every_peer_runs_as_a_process_and_its_plan_is_judged(method: str, tmp_path: Path) -> None:
    made = generate(20, 1)
    path = tmp_path / "town.json"
    path.write_text(written(made), "utf-8")
    ran = measure(method, "town", 1, path, made, 2, Namespace(workers=1))
    assert ran.faults == (), ran.said
    assert ran.objective is not None
    assert (ran.bound is None) == (method not in ("cpsat", "highs"))
    assert ran.cpu > 0


def test_a_peer_that_fails_is_told_and_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "town.json").write_text(json.dumps({"areas": []}))
    ran = measure("greedy", "town", 1, tmp_path / "town.json", {"areas": []}, 1, Namespace(workers=1))
    assert "no plan" in ran.faults[0]
    assert "Error" in ran.said


def test_the_table_gives_medians_and_the_median_of_the_seeds_own_ratios() -> None:
    told = {OURS: ((90, 1), (95, 2), (200, 3)), "greedy": ((100, 1), (100, 2), (400, 3))}
    runs = [
        Measured(
            "town", 200, seed, method, 1, 2, 3, objective=cost, bound=80 if method == OURS else None, gap=0.1, lots=seed
        )
        for method, of in told.items()
        for cost, seed in of
    ]
    lines = table(runs).splitlines()
    assert lines[2] == "| town | 200 | ours | 95 |  | 80 | 10.0% | 2 | 1.0 | 2.0 | 3 | 3 of 3 |"
    assert lines[3] == "| town | 200 | greedy | 100 | 0.900 | none | 10.0% | 2 | 1.0 | 2.0 | 3 | 3 of 3 |"
    assert len(lines) == 4


def test_larger_places_have_longer() -> None:
    assert [seconds(areas) for areas in (138, 200, 1000, 5000)] == [30, 30, 60, 300]
