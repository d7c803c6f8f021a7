"""The place drawn by lots: areas only, neighbours told apart by shade and pattern, by a thick line and by their numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist

from markupsafe import Markup

from keepitlocal.report.lots import Layout, Lots, Piece
from keepitlocal.report.lots_outlines import Edge, Ground, Spot, beside_each_other, borders, edges, lay

# Light enough for a number, apart in greyscale; the page's own patterns where four do not do.
FILLS = ("#eef3f2", "#bcd3cf", "#86aca6", "url(#lot-lines)", "url(#lot-dots)", "#568f88")
PATTERNS = Markup(
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="lot-lines" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="9" height="9" fill="#fff"/><rect width="1.3" height="9" fill="#5b7d78"/></pattern>'
    '<pattern id="lot-dots" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<rect width="9" height="9" fill="#fff"/><circle cx="4.5" cy="4.5" r="1.5" fill="#5b7d78"/></pattern>'
    "</defs></svg>"
)
_FIRST = 4  # the fills that are tried first
_MANY = 20  # more lots than this have smaller numbers
_AS_GOOD = 4  # pixels
_STEPS = 16  # how finely a place for the number is looked for


@dataclass(frozen=True)
class Sheet:
    """Lots that lie beside each other, and so can stand on one map; where one lot is the whole place, there is no map."""

    pieces: tuple[Piece, ...]
    drawing: Markup

    @property
    def says(self) -> str:
        """Which lots are on it, and of which services."""
        services = ", ".join(dict.fromkeys(service for piece in self.pieces for service in piece.services))
        numbers = ", ".join(str(piece.number) for piece in self.pieces)
        of = f" ({services})" if services else ""
        return f"{'Lot' if len(self.pieces) == 1 else 'Lots'} {numbers}{of}"


def sheets(lots: Lots, layout: Layout, /, *, ground: Ground | None = None) -> tuple[Sheet, ...]:
    """The maps of a layout: one where its lots are places, several where services are let apart in the same places."""
    ground = ground or lay(lots.outlines)
    by_service = any(piece.parts for piece in layout.pieces)
    found = _by_service(layout.pieces) if by_service else layers(layout.pieces)
    return tuple(
        Sheet(pieces, _drawn(lots, pieces, ground, f"{layout.id}-{place}")) for place, pieces in enumerate(found)
    )


def _by_service(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """A sheet a service, each lot with the areas where it holds that service: for lots that hold parts of several."""
    found = []
    for service in dict.fromkeys(service for piece in pieces for service in piece.services):
        sheet = []
        for piece in pieces:
            parts = piece.parts or tuple((area, one) for area in piece.areas for one in piece.services)
            areas = tuple(area for area, one in parts if one == service)
            if areas:
                sheet.append(replace(piece, areas=areas, services=(service,), parts=()))
        found.append(tuple(sheet))
    return found


def layers(pieces: Iterable[Piece], /) -> list[tuple[Piece, ...]]:
    """Lots put on as few sheets as their order allows, none on a sheet where one of its areas is taken."""
    found: list[tuple[list[Piece], set[str]]] = []
    for piece in pieces:
        free = next((layer for layer in found if not layer[1] & set(piece.areas)), None)
        if free is None:
            found.append(free := ([], set()))
        free[0].append(piece)
        free[1].update(piece.areas)
    return [tuple(some) for some, _ in found]


def fills(beside: Mapping[int, set[int]], /) -> dict[int, int]:
    """A fill for every lot (its place in ``FILLS``), so that lots that share a border never have the same.

    Lots on a map need no more than six this way: the lot with the fewest neighbours left is taken away first and
    filled last, and on a map some lot always has five or fewer.
    """
    left, order = {lot: set(others) for lot, others in beside.items()}, []
    while left:
        lot = min(left, key=lambda one: (len(left[one]), one))
        for other in left.pop(lot):
            left[other].discard(lot)
        order.append(lot)
    chosen: dict[int, int] = {}
    for lot in reversed(order):
        taken, used = {chosen[one] for one in beside[lot] if one in chosen}, Counter(chosen.values())
        free = [fill for fill in range(len(FILLS)) if fill not in taken] or list(range(len(FILLS)))
        first = [fill for fill in free if fill < _FIRST] or free[:1]
        chosen[lot] = min(first, key=lambda fill: (used[fill], fill))
    return chosen


def _drawn(lots: Lots, pieces: Sequence[Piece], ground: Ground, name: str) -> Markup:
    lot_of = {code: piece.number for piece in pieces for code in piece.areas}
    if len(pieces) < 2 and set(ground.rings) <= set(lot_of) or not set(lot_of) & set(ground.rings):
        return Markup("")
    fill = fills(beside_each_other(ground, lot_of))
    rest = [code for code in ground.rings if code not in lot_of]
    shapes = [_shape(ground, rest, "#fff", "In none of these lots")] if rest else []
    shapes += [_shape(ground, piece.areas, FILLS[fill[piece.number]], _told(piece)) for piece in pieces]
    lines = [Markup('<path class="between" d="{}"/>').format("".join(_line(one) for one in borders(ground, lot_of)))]
    numbers = [_number(ground, piece) for piece in pieces]
    title = f"{lots.council}: {len(pieces)} {'lot' if len(pieces) == 1 else 'lots'} drawn from {lots.level}"
    many = " many" if len(pieces) > _MANY else ""
    words = f"{'; '.join(map(_told, pieces))}. The table beneath says the same."
    return Markup(
        '<svg class="map lots{6}" role="img" aria-labelledby="map-{0}-title map-{0}-words" viewBox="-4 -4 {1:.0f} {2:.0f}">'
        '<title id="map-{0}-title">{3}</title><desc id="map-{0}-words">{4}</desc>{5}</svg>'
    ).format(
        name, ground.width + 8, ground.height + 8, title, words, Markup("").join([*shapes, *lines, *numbers]), many
    )


def _told(piece: Piece) -> str:
    return piece.title if piece.title.startswith("Lot ") else f"Lot {piece.number}: {piece.title}"


def _shape(ground: Ground, codes: Iterable[str], fill: str, told: str) -> Markup:
    path = "".join(f"{_line(ring[:-1])}z" for code in codes for ring in ground.rings.get(code, ()))
    return Markup('<path d="{}" fill="{}" fill-rule="evenodd"><title>{}</title></path>').format(path, fill, told)


def _line(spots: Sequence[Spot]) -> str:
    """A line as the steps from spot to spot, which are short to write."""
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in zip(spots, spots[1:], strict=False)]
    return f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}"


def _number(ground: Ground, piece: Piece) -> Markup:
    spot = middle(ground, piece.areas)
    if spot is None:
        return Markup("")
    text = Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="middle" dominant-baseline="central">{}</text>')
    return text.format(*spot, piece.number)


def middle(ground: Ground, codes: Iterable[str], /) -> tuple[float, float] | None:
    """The place in a lot that lies farthest from its borders, of a grid laid over it; None where nothing is drawn.

    Of places about as good, the one nearest to the lot's centre.
    """
    counted = Counter(edge for code in codes for ring in ground.rings.get(code, ()) for edge in edges(ring))
    around = [edge for edge, times in counted.items() if times % 2]
    if not around:
        return None
    xs, ys = ([spot[axis] for edge in around for spot in edge] for axis in (0, 1))
    tried = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / _STEPS, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / _STEPS)
        for i in range(_STEPS)
        for j in range(_STEPS)
    ]
    inside = [spot for spot in tried if _is_in(spot, around)]
    centre = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    room = {spot: min(_off(spot, edge) for edge in around) // _AS_GOOD for spot in inside}
    return max(inside, key=lambda spot: (room[spot], -dist(spot, centre)), default=(xs[0], ys[0]))


def _is_in(spot: tuple[float, float], around: Iterable[Edge]) -> bool:
    """Whether a line to the right crosses the borders an odd number of times."""
    x, y = spot
    crossed = ((a, b) for a, b in around if (a[1] > y) != (b[1] > y))
    return sum(x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in crossed) % 2 == 1


def _off(spot: tuple[float, float], edge: Edge) -> float:
    (ax, ay), (bx, by) = edge
    long = (bx - ax) ** 2 + (by - ay) ** 2
    part = min(1.0, max(0.0, ((spot[0] - ax) * (bx - ax) + (spot[1] - ay) * (by - ay)) / long))
    return dist(spot, (ax + part * (bx - ax), ay + part * (by - ay)))
