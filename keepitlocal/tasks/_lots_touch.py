"""Which areas share a boundary, by their outlines: exactly where two agree, nearly where each was simplified alone.

A side that two areas both have is a shared boundary. Published outlines are often simplified one by one, so that two
neighbours no longer meet point for point: what is left of each outline is walked in short steps, and every step belongs to
the nearest other outline within a tolerance, and to no other. So two areas that only meet at a corner, where a third
lies between them, come to no length together, and are no neighbours.
"""

from collections.abc import Mapping
from math import cos, radians
from typing import Any

import numpy as np

from keepitlocal.domain.shape import METRES, Ring

TOLERANCE = 45.0  # metres between two outlines that were one line before each was simplified
LEAST = 20.0  # metres of boundary; less is a corner
STEP = 10.0  # metres
_BATCH = 20_000  # points looked at together, so that memory stays small

Pair = tuple[str, str]


def shared_lengths(outlines: Mapping[str, tuple[Ring, ...]], /, *, tolerance: float = TOLERANCE) -> dict[Pair, float]:
    """Metres of boundary that two areas share, by pair of codes in order; pairs without any are left out."""
    codes = sorted(outlines)
    owner, starts, ends = _sides([outlines[code] for code in codes])
    if not len(owner):
        return {}
    pairs, metres, alone = _exact(owner, starts, ends)
    found = [(pairs, metres)]
    if tolerance > 0:
        found.append(_near(owner[alone], starts[alone], ends[alone], tolerance))
    return _added(codes, *(np.concatenate(part) for part in zip(*found, strict=True)))


def neighbours(
    outlines: Mapping[str, tuple[Ring, ...]], /, *, tolerance: float = TOLERANCE, least: float = LEAST
) -> dict[str, tuple[str, ...]]:
    """Codes of the areas beside each, in order; those with less than ``least`` metres of boundary together are none."""
    beside: dict[str, list[str]] = {code: [] for code in sorted(outlines)}
    for (one, other), metres in sorted(shared_lengths(outlines, tolerance=tolerance).items()):
        if metres >= least:
            beside[one].append(other)
            beside[other].append(one)
    return {code: tuple(sorted(found)) for code, found in beside.items()}


def _sides(shapes: list[tuple[Ring, ...]]) -> tuple[Any, Any, Any]:
    """Every side of every outline: whose it is, and its two ends in metres, flat about the middle of all."""
    rings = [(at, np.array(ring, dtype=float)) for at, shape in enumerate(shapes) for ring in shape]
    if not rings:
        return np.empty(0, dtype=int), np.empty((0, 2)), np.empty((0, 2))
    owner = np.concatenate([np.full(len(ring) - 1, at) for at, ring in rings])
    starts, ends = (np.concatenate([ring[part] for _, ring in rings]) for part in (slice(None, -1), slice(1, None)))
    middle = (starts[:, 1].min() + starts[:, 1].max()) / 2
    scale = np.array([METRES * cos(radians(middle)), METRES])
    return owner, starts * scale, ends * scale


def _exact(owner: Any, starts: Any, ends: Any) -> tuple[Any, Any, Any]:
    """Pairs with the length of each side that both have, and which sides nobody else has."""
    turned = (starts[:, 0] > ends[:, 0]) | ((starts[:, 0] == ends[:, 0]) & (starts[:, 1] > ends[:, 1]))
    ordered = np.where(turned[:, None], np.hstack([ends, starts]), np.hstack([starts, ends]))
    _, side = np.unique(np.round(ordered, 1), axis=0, return_inverse=True)
    side = side.reshape(-1)
    order = np.lexsort((owner, side))
    same = (side[order][1:] == side[order][:-1]) & (owner[order][1:] != owner[order][:-1])
    first, second = order[:-1][same], order[1:][same]
    alone = np.ones(len(owner), dtype=bool)
    alone[first] = alone[second] = False
    return np.column_stack([owner[first], owner[second]]), np.hypot(*(ends[first] - starts[first]).T), alone


def _near(owner: Any, starts: Any, ends: Any, tolerance: float) -> tuple[Any, Any]:
    """Pairs with the length of outline that lies nearest to the other; half of it seen from each side."""
    whose, points, lengths = _walked(owner, starts, ends)
    cells = np.floor(points / tolerance).astype(np.int64)
    keys = _key(cells)
    order = np.lexsort((whose, keys))
    whose, points, lengths, cells, keys = whose[order], points[order], lengths[order], cells[order], keys[order]
    nearest = [
        _nearest(whose, points, cells, keys, slice(at, at + _BATCH), tolerance) for at in range(0, len(whose), _BATCH)
    ]
    beside = np.concatenate(nearest) if nearest else np.empty(0, dtype=int)
    met = beside >= 0
    return np.sort(np.column_stack([whose[met], beside[met]]), axis=1), lengths[met] / 2


def _walked(owner: Any, starts: Any, ends: Any) -> tuple[Any, Any, Any]:
    """The middles of steps along every side, whose each is, and how long."""
    lengths = np.hypot(*(ends - starts).T)
    counts = np.maximum(1, np.ceil(lengths / STEP)).astype(int)
    side = np.repeat(np.arange(len(owner)), counts)
    along = (np.arange(len(side)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5) / counts[side]
    points = starts[side] + along[:, None] * (ends[side] - starts[side])
    return owner[side], points, lengths[side] / counts[side]


def _key(cells: Any) -> Any:
    return cells[..., 0] * 100_000_007 + cells[..., 1]


def _nearest(whose: Any, points: Any, cells: Any, keys: Any, batch: slice, tolerance: float) -> Any:
    """The owner of the nearest point of another within the tolerance, for each point of a batch; -1 where none is."""
    count = len(whose[batch])
    best, found = np.full(count, tolerance), np.full(count, -1)
    for east in (-1, 0, 1):
        for north in (-1, 0, 1):
            wanted = _key(cells[batch] + (east, north))
            first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
            sizes = last - first
            at = np.repeat(np.arange(count), sizes)
            other = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(first, sizes)
            strange = whose[other] != whose[batch][at]
            at, other = at[strange], other[strange]
            away = np.hypot(*(points[other] - points[batch][at]).T)
            order = np.lexsort((whose[other], away, at))
            at, other, away = at[order], other[order], away[order]
            lead = np.ones(len(at), dtype=bool)
            lead[1:] = at[1:] != at[:-1]
            nearer = lead & (away < best[at])
            best[at[nearer]], found[at[nearer]] = away[nearer], whose[other[nearer]]
    return found


def _added(codes: list[str], pairs: Any, metres: Any) -> dict[Pair, float]:
    if not len(pairs):
        return {}
    every, place = np.unique(pairs, axis=0, return_inverse=True)
    sums = np.bincount(place.reshape(-1), weights=metres)
    return {(codes[one], codes[other]): float(length) for (one, other), length in zip(every, sums, strict=True)}
