"""Which areas share a boundary, by their outlines: exactly where two agree, nearly where each was simplified alone.

A side that two areas both have is a shared boundary. Some published outlines were simplified one by one, so that two
neighbours no longer meet point for point: what is left of each outline is then walked in short steps, and every step
belongs to the nearest other outline that lies along it within a tolerance, and to no other. So two areas that only meet at a
corner, where a third lies between them, come to no length together, and are no neighbours. Where outlines do meet point
for point (as in the boundaries of the Office for National Statistics), nothing but that counts, and a creek is never
bridged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np

from keepitlocal.domain.shape import METRES, Ring

TOLERANCE = 35.0  # metres between two outlines that were one line before each was simplified alone
LEAST = 20.0  # metres of boundary; less is a corner
LOOSE = 0.05  # of all shared boundary only nearly meets: less is creeks; outlines simplified alone have 0.09 or more
STEP = 10.0  # metres
ALONG = 0.7  # cosine of the widest angle between two sides that were one line (45 degrees)
_BATCH = 20_000  # points looked at together, so that memory stays small

Pair = tuple[str, str]


@dataclass(frozen=True)
class Touch:
    """Metres of boundary that two areas share, by pair of codes in order; ``nearly`` where outlines only nearly meet."""

    metres: Mapping[Pair, float]
    nearly: bool

    def neighbours(self, codes: Mapping[str, object], /) -> dict[str, tuple[str, ...]]:
        """Codes of the areas beside each, in order; a boundary of less than ``LEAST`` metres is a corner."""
        beside: dict[str, list[str]] = {code: [] for code in sorted(codes)}
        for (one, other), metres in self.metres.items():
            if metres >= LEAST:
                beside[one].append(other)
                beside[other].append(one)
        return {code: tuple(sorted(found)) for code, found in beside.items()}


def touching(outlines: Mapping[str, tuple[Ring, ...]], /, *, tolerance: float = TOLERANCE) -> Touch:
    """What shares a boundary with what, by outlines of (longitude, latitude)."""
    codes = sorted(outlines)
    owner, starts, ends = _sides([outlines[code] for code in codes])
    if not len(owner):
        return Touch({}, False)
    pairs, metres, alone = _exact(owner, starts, ends)
    nearly, near = _near(owner[alone], starts[alone], ends[alone], tolerance)
    if near.sum() <= LOOSE * (metres.sum() + near.sum()):
        return Touch(_added(codes, pairs, metres), False)
    return Touch(_added(codes, np.concatenate([pairs, nearly]), np.concatenate([metres, near])), True)


def _sides(shapes: list[tuple[Ring, ...]]) -> tuple[Any, Any, Any]:
    """Every side of every outline: whose it is, and its two ends in metres, flat about the middle of all."""
    rings = [(at, ring) for at, shape in enumerate(shapes) for ring in _one_way_round(shape)]
    if not rings:
        return np.empty(0, dtype=int), np.empty((0, 2)), np.empty((0, 2))
    owner = np.concatenate([np.full(len(ring) - 1, at) for at, ring in rings])
    starts, ends = (np.concatenate([ring[part] for _, ring in rings]) for part in (slice(None, -1), slice(1, None)))
    middle = (starts[:, 1].min() + starts[:, 1].max()) / 2
    scale = np.array([METRES * cos(radians(middle)), METRES])
    return owner, starts * scale, ends * scale


def _one_way_round(shape: tuple[Ring, ...]) -> list[Any]:
    """The rings with the area on their left: publishers go either way round, and holes the other way than the rest."""
    rings = [np.array(ring, dtype=float) for ring in shape]
    doubled = [float((ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]).sum()) for ring in map(_moved, rings)]
    return rings if max(doubled, key=abs, default=0.0) >= 0 else [ring[::-1] for ring in rings]


def _moved(ring: Any) -> Any:
    return ring - ring[0]


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
    whose, points, ways, lengths = _walked(owner, starts, ends)
    cells = np.floor(points / tolerance).astype(np.int64)
    keys = _key(cells)
    order = np.lexsort((whose, keys))
    whose, points, ways, lengths = whose[order], points[order], ways[order], lengths[order]
    walk = _Walk(whose, points, ways, cells[order], keys[order])
    nearest = [_nearest(walk, slice(at, at + _BATCH), tolerance) for at in range(0, len(whose), _BATCH)]
    beside = np.concatenate(nearest) if nearest else np.empty(0, dtype=int)
    met = beside >= 0
    return np.sort(np.column_stack([whose[met], beside[met]]), axis=1), lengths[met] / 2


@dataclass(frozen=True)
class _Walk:
    """Steps along outlines in order of the cells that they lie in: whose, where, which way, and the cell with its key."""

    whose: Any
    points: Any
    ways: Any
    cells: Any
    keys: Any


def _walked(owner: Any, starts: Any, ends: Any) -> tuple[Any, Any, Any, Any]:
    """Steps along every side: whose each is, its middle, its direction (of length one), and how long it is."""
    lengths = np.hypot(*(ends - starts).T)
    counts = np.maximum(1, np.ceil(lengths / STEP)).astype(int)
    side = np.repeat(np.arange(len(owner)), counts)
    along = (np.arange(len(side)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5) / counts[side]
    points = starts[side] + along[:, None] * (ends[side] - starts[side])
    ways = (ends - starts) / np.where(lengths > 0, lengths, 1.0)[:, None]
    return owner[side], points, ways[side], lengths[side] / counts[side]


def _key(cells: Any) -> Any:
    return cells[..., 0] * 100_000_007 + cells[..., 1]


def _nearest(walk: _Walk, batch: slice, tolerance: float) -> Any:
    """The owner of the nearest step of another that runs the other way, for each of a batch; -1 where none is near."""
    whose, points, ways, cells, keys = walk.whose, walk.points, walk.ways, walk.cells, walk.keys
    count, owners = len(whose[batch]), int(whose.max()) + 1
    best = np.full(count, np.iinfo(np.int64).max)
    for east in (-1, 0, 1):
        # The keys of three cells one above the other follow each other.
        first = np.searchsorted(keys, _key(cells[batch] + (east, -1)), "left")
        last = np.searchsorted(keys, _key(cells[batch] + (east, 1)), "right")
        sizes = last - first
        at = np.repeat(np.arange(count), sizes)
        other = np.arange(len(at)) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        strange = whose[other] != whose[batch][at]
        at, other = at[strange], other[strange]
        away = np.hypot(*(points[other] - points[batch][at]).T)
        near = (away <= tolerance) & ((ways[other] * ways[batch][at]).sum(axis=1) <= -ALONG)
        at, other, away = at[near], other[near], away[near]
        if len(at):
            # Distance in millimetres and owner in one number: the least is the nearest, of equally near the first.
            both = np.round(away * 1000).astype(np.int64) * owners + whose[other]
            starts = np.flatnonzero(np.diff(at, prepend=-1))
            best[at[starts]] = np.minimum(best[at[starts]], np.minimum.reduceat(both, starts))
    return np.where(best < np.iinfo(np.int64).max, best % owners, -1)


def _added(codes: list[str], pairs: Any, metres: Any) -> dict[Pair, float]:
    if not len(pairs):
        return {}
    every, place = np.unique(pairs, axis=0, return_inverse=True)
    sums = np.bincount(place.reshape(-1), weights=metres)
    return {(codes[one], codes[other]): float(length) for (one, other), length in zip(every, sums, strict=True)}
