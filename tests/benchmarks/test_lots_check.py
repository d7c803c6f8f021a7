"""The judge of plans: it finds each kind of fault, and its figures are those of the planner's own model."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lots.check import check, instance_faults, worth
from benchmarks.lots.generate import FAMILIES, generate
from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Lot, Site, faults, objective

ROOT = Path(__file__).parents[2]
# Four areas in a row, a kilometre apart, as roads go two; the last two providers do not count: one too small, one just too far.
ROW: dict[str, Any] = {
    "form": "keepitlocal-lots/1",
    "areas": [
        {"id": "p", "x": 0, "y": 0, "value": 4, "neighbours": ["q"]},
        {"id": "q", "x": 1, "y": 0, "value": 5, "neighbours": ["p", "r"]},
        {"id": "r", "x": 2, "y": 0, "value": 3, "neighbours": ["q", "s"]},
        {"id": "s", "x": 3, "y": 0, "value": 2, "neighbours": ["r"]},
    ],
    "providers": [
        {"area": "p", "capacity": 10},
        {"area": "q", "capacity": 11},
        {"area": "p", "capacity": 9.9},
        {"area": "s", "capacity": 50},
    ],
    "cap": 10,
    "admin_per_lot": 100,
    "bonus_per_provider": 7,
    "max_providers_counted": 2,
    "reach": 4,
    "travel_rate": 0.5,
    "distance_scale": 2,
}
# p,q from q: 100 - 7 x 2 + 0.5 x (4 x 2) = 90; r,s from s: 100 - 7 x 1 + 0.5 x (3 x 2) = 96.
PLAN: dict[str, Any] = {
    "lots": [{"centre": "q", "areas": ["p", "q"]}, {"centre": "s", "areas": ["r", "s"]}],
    "objective": 186,
    "bound": 180,
}


def test_a_plan_worked_out_by_hand() -> None:
    verdict = check(ROW, PLAN)
    assert verdict.faults == ()
    assert (verdict.objective, verdict.bound, verdict.lots) == (186, 180, 2)
    assert verdict.gap == pytest.approx(6 / 186)
    assert check(ROW, PLAN | {"bound": None}).gap is None


def test_no_more_providers_count_than_may_and_one_at_the_edge_of_reach_does_not() -> None:
    lot = [{"centre": "q", "areas": ["q"]}]
    assert worth(ROW, lot) == 86  # p and q; s is at 4, which is not under 4
    assert worth(ROW | {"reach": 4.1}, lot) == 86
    assert worth(ROW | {"reach": 4.1, "max_providers_counted": 9}, lot) == 79
    assert worth(ROW | {"cap": 10.5}, lot) == 93


def _lots(*lots: tuple[str, str]) -> Callable[[dict[str, Any]], None]:
    def harm(plan: dict[str, Any]) -> None:
        plan["lots"] = [{"centre": centre, "areas": list(areas)} for centre, areas in lots]

    return harm


def _says(**figures: Any) -> Callable[[dict[str, Any]], None]:
    return lambda plan: plan.update(figures)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_lots(("q", "pq"), ("s", "s")), "r is in no lot"),
        (_lots(("q", "pq"), ("r", "qrs")), "q is in lots 2 times"),
        (_lots(("q", "pqq"), ("s", "rs")), "q is in lots 2 times"),
        (_lots(("q", "pq"), ("s", "rsz")), "z is in a lot but is not an area"),
        (_lots(("q", "pqr"), ("s", "s")), "lot 1 is worth 12.0, over the cap of 10"),
        (_lots(("p", "pr"), ("q", "q"), ("s", "s")), "lot 1 is in pieces: 1 of its 2 areas hang together"),
        (_lots(("r", "pq"), ("s", "rs")), "lot 1 has its centre outside itself"),
        (_lots(("q", "pq"), ("s", "rs"), ("p", "")), "lot 3 has no areas"),
        (_says(objective=185.9), "the plan says that it costs 185.9; it costs 186.0"),
        (_says(objective=None), "the plan states no objective"),
        (_says(bound=186.1), "the bound 186.1 is above what the plan costs, 186.0"),
        (_says(bound=float("nan")), "the bound nan is not a number"),
    ],
)
def test_each_kind_of_fault_is_found_and_no_other(harm: Callable[[dict[str, Any]], None], said: str) -> None:
    plan = deepcopy(PLAN)
    harm(plan)
    told = [fault for fault in check(ROW, plan).faults if "says that it costs" not in fault or "says" in said]
    assert told == [said]


@pytest.mark.parametrize(
    ("place", "key", "value", "said"),
    [
        (3, "id", "r", "two areas have one id"),
        (0, "neighbours", ["q", "z"], "p has the neighbour z, which is not an area"),
        (0, "neighbours", [], "q has the neighbour p, but not the other way"),
    ],
)
def test_a_wrong_instance_is_told(place: int, key: str, value: Any, said: str) -> None:
    instance = deepcopy(ROW)
    instance["areas"][place][key] = value
    assert said in instance_faults(instance)
    assert said in check(instance, PLAN).faults


def test_a_provider_that_is_nowhere_is_told() -> None:
    assert instance_faults(ROW | {"providers": [{"area": "z", "capacity": 1}]}) == [
        "a provider is in z, which is not an area"
    ]


@given(st.sampled_from(sorted(FAMILIES)), st.integers(4, 30), st.integers(0, 10**6))
def test_its_figures_and_its_faults_are_those_of_the_planners_model(family: str, areas: int, seed: int) -> None:
    made = generate(areas, seed, family)
    lots = _any_lots(made, Random(seed))
    instance = _model(made)
    theirs = tuple(Lot(lot["centre"], tuple(lot["areas"])) for lot in lots)
    verdict = check(made, {"lots": lots, "objective": objective(instance, theirs), "bound": None})
    assert len(verdict.faults) == len(faults(instance, theirs))
    assert verdict.objective == pytest.approx(objective(instance, theirs), rel=1e-12)


def _any_lots(made: dict[str, Any], random: Random) -> list[dict[str, Any]]:
    """Lots that hold every area once, connected or not, over the cap or not."""
    names = [area["id"] for area in made["areas"]]
    number = random.randint(1, len(names))
    if random.random() < 0.5:
        random.shuffle(names)
    held = [names[place::number] if random.random() < 0.5 else names[place::number][::-1] for place in range(number)]
    return [{"centre": random.choice(areas), "areas": areas} for areas in held]


def _model(made: dict[str, Any]) -> Instance:
    areas = tuple(Area(a["id"], a["x"], a["y"], a["value"], tuple(a["neighbours"])) for a in made["areas"])
    rest = (
        "cap",
        "admin_per_lot",
        "bonus_per_provider",
        "max_providers_counted",
        "reach",
        "travel_rate",
        "distance_scale",
    )
    return Instance(
        areas, tuple(Site(p["area"], p["capacity"]) for p in made["providers"]), **{key: made[key] for key in rest}
    )


def test_the_command_ends_with_one_where_something_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "row.json").write_text(json.dumps(ROW))
    for bound, ended in ((180, 0), (187, 1)):
        (tmp_path / "plan.json").write_text(json.dumps(PLAN | {"bound": bound}))
        command = [
            sys.executable,
            "-m",
            "benchmarks.lots.check",
            str(tmp_path / "row.json"),
            str(tmp_path / "plan.json"),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == ended, done.stderr
        assert json.loads(done.stdout)["objective"] == 186
