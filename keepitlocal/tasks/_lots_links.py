"""Where pieces of the ground come nearest to each other: links for an officer to accept or not."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Any

import numpy as np

from keepitlocal.domain.shape import METRES, Ring
from keepitlocal.tasks._lots_patch import Link

_STEP = 25.0  # metres between points looked at along an outline


def shortest_links(outlines: Mapping[str, tuple[Ring, ...]], pieces: Sequence[Sequence[str]], /) -> tuple[Link, ...]:
    """The shortest links that make one of all pieces, one fewer than those: the nearest to the largest first."""
    if len(pieces) < 2:
        return ()
    codes = sorted(code for piece in pieces for code in piece)
    points = _points(outlines, codes)
    boxes = np.array([[*found.min(axis=0), *found.max(axis=0)] for found in points])
    piece_of = {code: number for number, piece in enumerate(pieces) for code in piece}
    number = np.array([piece_of[code] for code in codes])
    joined, links = number == 0, []
    while not joined.all():
        one, other, metres = _nearest(points, boxes, np.flatnonzero(joined), np.flatnonzero(~joined))
        links.append(Link(min(codes[one], codes[other]), max(codes[one], codes[other]), round(metres, 1)))
        joined |= number == number[other]
    return tuple(links)


def _points(outlines: Mapping[str, tuple[Ring, ...]], codes: Sequence[str]) -> list[Any]:
    """Points along the outline of each area, in metres flat about the middle of all."""
    every = [point for code in codes for ring in outlines[code] for point in ring]
    middle = (min(y for _, y in every) + max(y for _, y in every)) / 2
    scale = np.array([METRES * cos(radians(middle)), METRES])
    return [np.concatenate([_along(np.array(ring) * scale) for ring in outlines[code]]) for code in codes]


def _along(ring: Any) -> Any:
    starts, sides = ring[:-1], np.diff(ring, axis=0)
    counts = np.maximum(1, np.ceil(np.hypot(*sides.T) / _STEP)).astype(int)
    side = np.repeat(np.arange(len(starts)), counts)
    along = (np.arange(len(side)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[side]
    return starts[side] + along[:, None] * sides[side]


def _nearest(points: Sequence[Any], boxes: Any, here: Any, there: Any) -> tuple[int, int, float]:
    """The two nearest areas of two groups: pairs in order of how near their boxes are, until no box can be nearer."""
    apart = np.maximum(
        boxes[here][:, None, :2] - boxes[there][None, :, 2:], boxes[there][None, :, :2] - boxes[here][:, None, 2:]
    )
    least = np.hypot(*np.maximum(apart, 0).transpose(2, 0, 1)).reshape(-1)
    best, found = np.inf, (int(here[0]), int(there[0]))
    for wanted in (np.array([least.argmin()]), None):
        # One pair tells how near the nearest is at most; of the others only those whose boxes are nearer can be it.
        order = np.flatnonzero(least < best) if wanted is None else wanted
        for at in order[np.argsort(least[order], kind="stable")]:
            if least[at] >= best:
                break
            one, other = int(here[at // len(there)]), int(there[at % len(there)])
            away = _apart(points[one], points[other])
            if away < best:
                best, found = away, (one, other)
    return *found, best


def _apart(one: Any, other: Any) -> float:
    return float(np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1)).min())
