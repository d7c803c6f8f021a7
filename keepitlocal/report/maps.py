"""The place drawn from its areas, shaded in steps that read in greyscale too."""

from collections.abc import Iterable
from math import cos, radians

from markupsafe import Markup

from keepitlocal.report.subject import Area, Map, Ring

_WIDE = 600.0
_SHADES = ("#ffffff", "#d5e3e0", "#a4c4bf", "#6a9f98", "#0b4f4a")


def drawing(plan: Map, /, *, name: str) -> Markup:
    """The map as SVG with its key; empty where there is nothing to draw."""
    if not any(area.rings for area in plan.areas):
        return Markup("")
    flat = Flat(point for area in plan.areas for ring in area.rings for point in ring)
    if not plan.counted:
        return _svg(
            [_shape(area, flat, _SHADES[2], area.name) for area in plan.areas], flat, f"The outline of {name}", name
        )
    limits = _limits([area.organisations for area in plan.areas])
    parts = [
        _shape(area, flat, _shade(area.organisations, limits), f"{area.name}: {_told(area)}") for area in plan.areas
    ]
    told = "; ".join(f"{area.name}: {_told(area)}" for area in plan.areas)
    return _svg(parts, flat, f"{name}, shaded by how many of the organisations paid are in each ward", told) + _key(
        limits
    )


def _shape(area: Area, flat: "Flat", fill: str, told: str) -> Markup:
    path = Markup('<path d="{}" fill="{}" fill-rule="evenodd"><title>{}</title></path>')
    return path.format(flat.path(area.rings), fill, told)


class Flat:
    """Degrees laid flat: east to the right, north up, right in shape at the place's own latitude."""

    def __init__(self, points: Iterable[tuple[float, float]], *, wide: float = _WIDE) -> None:
        found = list(points)
        self.west, self.north = min(x for x, _ in found), max(y for _, y in found)
        self.squeeze = cos(radians(self.north))
        across = (max(x for x, _ in found) - self.west) * self.squeeze or 1.0
        self.scale = wide / across
        self.height = (self.north - min(y for _, y in found)) * self.scale

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - self.west) * self.squeeze * self.scale, (self.north - point[1]) * self.scale

    def path(self, rings: Iterable[Ring]) -> str:
        """Rings as a path in whole pixels; points that fall on the one before are left out."""
        told = []
        for ring in rings:
            spots = [f"{x:.0f} {y:.0f}" for x, y in map(self.place, ring)]
            kept = [spot for spot, before in zip(spots, ["", *spots], strict=False) if spot != before]
            if len(kept) > 2:
                told.append(f"M{'L'.join(kept)}Z")
        return "".join(told)


def _svg(parts: list[Markup], flat: Flat, title: str, told: str) -> Markup:
    return Markup(
        '<svg class="map" role="img" aria-labelledby="map-title map-words" viewBox="-4 -4 {:.0f} {:.0f}">'
        '<title id="map-title">{}</title><desc id="map-words">{}</desc>{}</svg>'
    ).format(_WIDE + 8, flat.height + 8, title, told, Markup("").join(parts))


def _told(area: Area) -> str:
    return "under five organisations" if area.organisations is None else f"{area.organisations} organisations"


def _limits(counts: list[int | None]) -> tuple[int, ...]:
    """Where the shades change: quarters of the largest count."""
    most = max((count for count in counts if count), default=0)
    return tuple(max(5, round(most * part / 3)) for part in (1, 2)) if most > 5 else ()


def _shade(count: int | None, limits: tuple[int, ...]) -> str:
    return _SHADES[0] if count is None else _SHADES[1 + sum(count >= limit for limit in limits)]


def _key(limits: tuple[int, ...]) -> Markup:
    words = ["under five, not shown"]
    edges = [5, *limits]
    words += [f"{low} to {high - 1}" for low, high in zip(edges, edges[1:], strict=False)] + [f"{edges[-1]} or more"]
    items = Markup("").join(
        Markup(
            '<li><svg width="22" height="14" aria-hidden="true"><rect x=".5" y=".5" width="21" height="13" fill="{}"'
            ' stroke="#14201f"/></svg>{}</li>'
        ).format(shade, word)
        for shade, word in zip(_SHADES, words, strict=False)
    )
    return Markup('<ul class="key" aria-label="Organisations found in each ward">{}</ul>').format(items)
