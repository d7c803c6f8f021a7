"""Outlines of areas on whole pixels, mended where neighbours were simplified apart, and the borders between their lots."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import dist

from keepitlocal.report.maps import Flat
from keepitlocal.report.subject import Ring

Spot = tuple[int, int]
Edge = tuple[Spot, Spot]
Rings = Mapping[str, list[list[Spot]]]
_APART = 0.00035  # degrees (some 40 m): outlines simplified one by one lie so far from their neighbours
_CELL = 8  # pixels, more than any distance looked for


@dataclass(frozen=True)
class Ground:
    """The areas of a place, laid flat. Rings are closed lines of whole pixels, the first spot again at the end."""

    rings: Mapping[str, tuple[tuple[Spot, ...], ...]]
    width: float
    height: float

    @cached_property
    def owners(self) -> Mapping[Edge, frozenset[str]]:
        """Whose outline each edge is: two areas', or one's where nothing lies beyond."""
        found: dict[Edge, set[str]] = defaultdict(set)
        for code, rings in self.rings.items():
            for ring in rings:
                for edge in edges(ring):
                    found[edge].add(code)
        return {edge: frozenset(codes) for edge, codes in found.items()}


def edges(ring: Iterable[Spot], /) -> Iterator[Edge]:
    """The edges of a closed line, each told the same from either side."""
    spots = list(ring)
    for one, other in zip(spots, spots[1:], strict=False):
        yield (one, other) if one <= other else (other, one)


def lay(outlines: Mapping[str, tuple[Ring, ...]], /, *, width: float = 600.0) -> Ground:
    """Outlines in degrees as whole pixels, north up. Empty where there is nothing to draw."""
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    if not points:
        return Ground({}, width, 0)
    flat = Flat(points, wide=width)
    near = min(float(_CELL), max(2.0, _APART * flat.scale))
    found = _joined({code: [_spots(ring, flat) for ring in rings] for code, rings in outlines.items()}, near)
    for _ in range(2):  # what is put in the first time may lie near the next neighbour's
        found = _mended(found, near)
    kept = {code: tuple(tuple(ring) for ring in rings if len(ring) > 3) for code, rings in found.items()}
    return Ground({code: rings for code, rings in kept.items() if rings}, width, flat.height)


def _spots(ring: Ring, flat: Flat) -> list[Spot]:
    spots = [(round(x), round(y)) for x, y in map(flat.place, ring)]
    return _without_repeats(spots if spots[:1] == spots[-1:] else [*spots, spots[0]])


def _without_repeats(spots: list[Spot]) -> list[Spot]:
    return [spot for place, spot in enumerate(spots) if place == 0 or spot != spots[place - 1]]


def _joined(rings: Rings, near: float) -> Rings:
    """Spots that lie close together become one, the one that most outlines have."""
    counted = Counter(spot for found in rings.values() for ring in found for spot in set(ring))
    cells: dict[Spot, set[Spot]] = defaultdict(set)
    become: dict[Spot, Spot] = {}
    for spot in sorted(counted, key=lambda spot: (-counted[spot], spot)):
        close = [(dist(spot, one), one) for one in _around(spot, spot, cells)]
        become[spot] = min((pair for pair in close if pair[0] <= near), default=(0.0, spot))[1]
        if become[spot] == spot:
            cells[spot[0] // _CELL, spot[1] // _CELL].add(spot)
    return {
        code: [_without_repeats([become[spot] for spot in ring]) for ring in found] for code, found in rings.items()
    }


def _mended(rings: Rings, near: float) -> Rings:
    """Spots of every outline put into the edges that they lie beside, so that neighbours have the same edges."""
    cells: dict[Spot, set[Spot]] = defaultdict(set)
    for spot in {spot for found in rings.values() for ring in found for spot in ring}:
        cells[spot[0] // _CELL, spot[1] // _CELL].add(spot)
    return {
        code: [_without_spikes(_with_neighbours(ring, cells, near)) for ring in found] for code, found in rings.items()
    }


def _with_neighbours(ring: list[Spot], cells: Mapping[Spot, set[Spot]], near: float) -> list[Spot]:
    found = ring[:1]
    for one, other in zip(ring, ring[1:], strict=False):
        parts = ((_part(spot, one, other, near), spot) for spot in _around(one, other, cells))
        found += [spot for part, spot in sorted(parts) if part] + [other]
    return found


def _without_spikes(ring: list[Spot]) -> list[Spot]:
    """A closed line without the places where it goes out and back the same way."""
    kept: list[Spot] = []
    for spot in ring[:-1]:
        if kept[-2:-1] == [spot]:
            kept.pop()
        elif kept[-1:] != [spot]:
            kept.append(spot)
    while len(kept) > 2 and (kept[0] in kept[-2:] or kept[1] == kept[-1]):
        kept = kept[:-1] if kept[0] in kept[-2:] else kept[1:]
    return kept + kept[:1] if len(kept) > 2 else []


def _around(one: Spot, other: Spot, cells: Mapping[Spot, set[Spot]]) -> Iterator[Spot]:
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    for x in range(left // _CELL - 1, right // _CELL + 2):
        for y in range(top // _CELL - 1, bottom // _CELL + 2):
            yield from cells.get((x, y), ())


def _part(spot: Spot, one: Spot, other: Spot, near: float) -> float:
    """How far along an edge a spot beside it lies (between 0 and 1), or 0 where it lies beside none of it."""
    across, down = other[0] - one[0], other[1] - one[1]
    part = ((spot[0] - one[0]) * across + (spot[1] - one[1]) * down) / (across * across + down * down)
    beside = 0 < part < 1 and dist(spot, (one[0] + part * across, one[1] + part * down)) <= near
    return part if beside and spot not in (one, other) else 0.0


def borders(ground: Ground, lot_of: Mapping[str, int], /) -> list[tuple[Spot, ...]]:
    """Lines between areas of different lots (or of one and of none), each stretch once, as few lines as may be."""
    between = [edge for edge, codes in ground.owners.items() if len({lot_of.get(code) for code in codes}) > 1]
    beside: dict[Spot, set[Spot]] = defaultdict(set)
    for one, other in between:
        beside[one].add(other)
        beside[other].add(one)
    ends = sorted(beside, key=lambda spot: (len(beside[spot]) == 2, spot))
    return [line for spot in ends for line in _walks(spot, beside)]


def _walks(start: Spot, beside: dict[Spot, set[Spot]]) -> Iterator[tuple[Spot, ...]]:
    while beside[start]:
        line = [start]
        while beside[line[-1]]:
            following = min(beside[line[-1]])
            beside[line[-1]].discard(following)
            beside[following].discard(line[-1])
            line.append(following)
        yield tuple(line)


def beside_each_other(ground: Ground, lot_of: Mapping[str, int], /) -> dict[int, set[int]]:
    """Which lots share a border, however short."""
    found: dict[int, set[int]] = {lot: set() for lot in lot_of.values()}
    for codes in ground.owners.values():
        lots = {lot_of[code] for code in codes if code in lot_of}
        for lot in lots:
            found[lot] |= lots - {lot}
    return found
