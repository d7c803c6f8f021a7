"""The slow, obvious twin of the learned model: one row at a time, a tree walked node by node, a curve from knot to knot."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


def line(raw: Mapping[str, Any], row: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(raw["weights"], row, strict=True)) + float(raw["constant"])


def trees(raw: Mapping[str, Any], row: Sequence[float]) -> float:
    total = float(raw["constant"])
    for tree in raw["trees"]:
        node = 0
        while tree["left"][node] != node:
            smaller = row[tree["feature"][node]] <= tree["threshold"][node]
            node = tree["left"][node] if smaller else tree["right"][node]
        total += tree["value"][node]
    return 1 / (1 + math.exp(-total))


def steps(raw: Mapping[str, Any], likelihood: float) -> float:
    given, true = raw["given"], raw["true"]
    if likelihood <= given[0]:
        return float(true[0])
    for place in range(1, len(given)):
        if likelihood <= given[place]:
            part = (likelihood - given[place - 1]) / (given[place] - given[place - 1])
            return float(true[place - 1] + part * (true[place] - true[place - 1]))
    return float(true[-1])
