"""The learned part of the matching, read as plain numbers: a first ranking, a likelihood for each pair, a confidence for the best."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = "model.json"
Floats = npt.NDArray[np.float64]
Grid = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Line:
    """A weighted sum of features, each held to the range it was learned on."""

    weights: Floats
    constant: float

    def __call__(self, rows: Grid, /) -> Floats:
        found: Floats = rows @ self.weights + self.constant
        return found


@dataclass(frozen=True)
class Trees:
    """Decision trees added up. Each array holds one row a tree; a node's children come after it, a leaf is its own child."""

    feature: npt.NDArray[np.int32]
    threshold: Grid
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Grid
    depth: int
    constant: float

    def __call__(self, rows: Grid, /) -> Floats:
        """The likelihood (0 to 1) of each row."""
        total: Floats = np.full(len(rows), self.constant)
        every = np.arange(len(rows))
        flat, width = rows.ravel(), rows.shape[1]
        for feature, threshold, left, right, value in zip(
            self.feature, self.threshold, self.left, self.right, self.value, strict=True
        ):
            node = np.zeros(len(rows), np.int32)
            for _ in range(self.depth):
                node = np.where(flat[every * width + feature[node]] <= threshold[node], left[node], right[node])
            total += value[node]
        found: Floats = 1 / (1 + np.exp(-total))
        return found


@dataclass(frozen=True)
class Steps:
    """A calibration: likelihoods as they came, and how often such ones were right; between two of them, in proportion."""

    given: Floats
    true: Floats

    def __call__(self, likelihoods: Floats, /) -> Floats:
        found: Floats = np.interp(likelihoods, self.given, self.true)
        return found


@dataclass(frozen=True)
class Model:
    """All that deciding needs, and what it was learned from. ``link`` and ``review``: the confidences from which each begins."""

    pair_features: tuple[str, ...]
    best_features: tuple[str, ...]
    line: Line
    pair: Trees
    best: Trees
    calibration: Steps
    link: float
    review: float
    about: Mapping[str, Any]


def read_model(text: str, /) -> Model:
    """A model from its JSON."""
    raw = json.loads(text)
    return Model(
        tuple(raw["pair_features"]),
        tuple(raw["best_features"]),
        Line(np.array(raw["line"]["weights"]), raw["line"]["constant"]),
        _trees(raw["pair"]),
        _trees(raw["best"]),
        Steps(np.array(raw["calibration"]["given"]), np.array(raw["calibration"]["true"])),
        raw["link"],
        raw["review"],
        raw["about"],
    )


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    return read_model(files("keepitlocal.matching").joinpath(FILE).read_text(encoding="utf-8"))


def _trees(raw: Mapping[str, Any]) -> Trees:
    trees: Sequence[Mapping[str, Sequence[float]]] = raw["trees"]
    most = max(len(tree["value"]) for tree in trees)

    def grid(name: str, kind: Any) -> Any:
        table = np.zeros((len(trees), most), kind)
        for at, tree in enumerate(trees):
            table[at, : len(tree[name])] = tree[name]
        return table

    return Trees(
        grid("feature", np.int32), grid("threshold", np.float32), grid("left", np.int32), grid("right", np.int32),
        grid("value", np.float32), raw["depth"], raw["constant"],
    )  # fmt: skip
