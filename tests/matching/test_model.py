"""The learned numbers: the shipped file fits the code, and a model is worked out as by hand."""

import json
import math
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.matching.features import FEATURES
from keepitlocal.matching.model import FILE, read_model, shipped
from keepitlocal.matching.score import BEST_FEATURES, PAIR_FEATURES
from tests.twins import model_by_hand as twin

TEXT = files("keepitlocal.matching").joinpath(FILE).read_text(encoding="utf-8")
RAW: dict[str, Any] = json.loads(TEXT)
# Two features: whether the name is the same, and how alike the postcodes are.
TINY: dict[str, Any] = {
    "pair_features": ["same_name", "postcode"],
    "best_features": ["same_name", "postcode"],
    "line": {"weights": [2.0, 0.5], "constant": -1.0},
    "pair": {
        "depth": 2,
        "constant": -1.0,
        "trees": [
            {
                "feature": [0, 0, 1, 0, 0],
                "threshold": [0.5, 0, 1.5, 0, 0],
                "left": [1, 1, 3, 3, 4],
                "right": [2, 1, 4, 3, 4],
                "value": [0, -2.0, 0, 1.0, 3.0],
            },
            {"feature": [0], "threshold": [0], "left": [0], "right": [0], "value": [0.25]},
        ],
    },
    "best": {
        "depth": 1,
        "constant": 0.0,
        "trees": [{"feature": [1, 0, 0], "threshold": [2.0, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, -1.0, 1.0]}],
    },
    "calibration": {"given": [0.0, 0.5, 1.0], "true": [0.0, 0.25, 0.95]},
    "link": 0.9,
    "review": 0.25,
    "about": {"learned_from": "nothing"},
}  # fmt: skip


def numbers(told: Any) -> Iterator[float]:
    if isinstance(told, dict):
        for value in told.values():
            yield from numbers(value)
    elif isinstance(told, list):
        for value in told:
            yield from numbers(value)
    elif isinstance(told, (int, float)):
        yield float(told)


def test_the_shipped_model_was_learned_on_the_features_of_the_code() -> None:
    assert (shipped().pair_features, shipped().best_features) == (PAIR_FEATURES, BEST_FEATURES)
    assert len(set(BEST_FEATURES)) == len(BEST_FEATURES)
    assert len(RAW["line"]["weights"]) == len(FEATURES)


def test_every_number_of_it_is_one() -> None:
    assert all(math.isfinite(number) for number in numbers(RAW))
    assert 0 < RAW["review"] < RAW["link"] <= 1
    assert RAW["about"]["learned_from"]


@pytest.mark.parametrize(("part", "features"), [("pair", PAIR_FEATURES), ("best", BEST_FEATURES)])
def test_every_tree_ends_within_its_depth(part: str, features: tuple[str, ...]) -> None:
    for tree in RAW[part]["trees"]:
        size = len(tree["value"])
        assert {len(tree[name]) for name in ("feature", "threshold", "left", "right")} == {size}
        deepest = [0] * size
        for node in range(size):
            assert 0 <= tree["feature"][node] < len(features)
            children = {tree["left"][node], tree["right"][node]}
            assert children == {node} or (len(children) == 2 and all(node < child < size for child in children))
            for child in children - {node}:
                deepest[child] = deepest[node] + 1
        assert max(deepest) <= RAW[part]["depth"]


def test_more_likely_is_never_less_sure() -> None:
    given, true = RAW["calibration"]["given"], RAW["calibration"]["true"]
    assert given == sorted(set(given)) and true == sorted(true)
    assert true[0] >= 0 and true[-1] < 1


@pytest.mark.parametrize(
    ("row", "line", "total"),
    [
        ((0, 1), -0.5, -1 - 2 + 0.25),
        ((1, 1), 1.5, -1 + 1 + 0.25),
        ((1, 3), 2.5, -1 + 3 + 0.25),
        ((1, 1.5), 1.75, -1 + 1 + 0.25),
    ],
)
def test_a_model_of_two_features_by_hand(row: tuple[float, float], line: float, total: float) -> None:
    model = read_model(json.dumps(TINY))
    grid = np.array([row], np.float32)
    assert model.line(grid).tolist() == [line]
    assert model.pair(grid).tolist() == pytest.approx([1 / (1 + math.exp(-total))])
    assert (model.link, model.review, model.about["learned_from"]) == (0.9, 0.25, "nothing")


@pytest.mark.parametrize(
    ("likelihood", "sure"), [(0, 0), (0.25, 0.125), (0.5, 0.25), (0.75, 0.6), (1, 0.95), (2, 0.95), (-1, 0)]
)
def test_a_calibration_goes_straight_from_knot_to_knot(likelihood: float, sure: float) -> None:
    assert read_model(json.dumps(TINY)).calibration(np.array([likelihood])).tolist() == pytest.approx([sure])


ROWS = st.lists(
    st.lists(
        st.integers(-4, 16).map(lambda number: number / 4), min_size=len(BEST_FEATURES), max_size=len(BEST_FEATURES)
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(ROWS)
def test_the_shipped_model_is_worked_out_as_by_hand(rows: list[list[float]]) -> None:
    model = shipped()
    every = np.array(rows, np.float32).reshape(-1, len(BEST_FEATURES))
    own, pairs = (np.ascontiguousarray(every[:, : len(names)]) for names in (FEATURES, PAIR_FEATURES))
    assert model.line(own).tolist() == pytest.approx([twin.line(RAW["line"], row) for row in own.tolist()], abs=1e-4)
    assert model.pair(pairs).tolist() == pytest.approx(
        [twin.trees(RAW["pair"], row) for row in pairs.tolist()], abs=1e-4
    )
    best = model.best(every)
    assert best.tolist() == pytest.approx([twin.trees(RAW["best"], row) for row in every.tolist()], abs=1e-4)
    sure = model.calibration(best).tolist()
    assert sure == pytest.approx([twin.steps(RAW["calibration"], one) for one in best.tolist()], abs=1e-4)
