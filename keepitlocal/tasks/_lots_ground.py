"""From a place folder to the ground that a commission is divided over: wards or neighbourhoods, and what lies beside what.

Neighbours come from the outlines alone (_lots_touch.py), people and need from the newest figures (_lots_figures.py).
"""

from collections.abc import Mapping
from math import cos, radians
from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.domain.shape import METRES, Point
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._lots_figures import Figures, figures, need_of, of_wards
from keepitlocal.tasks._lots_links import shortest_links
from keepitlocal.tasks._lots_patch import Ground, Link, Patch, linked, pieces_of
from keepitlocal.tasks._lots_read import LEVELS, Outlined, centroid, codes_of, middles, outlined, ward_names, ward_of
from keepitlocal.tasks._lots_says import KINDS, says_areas, says_beside, says_need, says_people, says_pieces
from keepitlocal.tasks._lots_sited import says_sited, sited
from keepitlocal.tasks._lots_spread import spread
from keepitlocal.tasks._lots_touch import Touch, touching
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._wards import wards_of

__all__ = ["Ground", "Link", "Patch", "ground", "levels", "linked", "says_sited", "sited", "spread"]

_BOUNDARIES = {
    "lsoa": "Put the boundaries of Lower layer Super Output Areas 2021 (generalised, clipped to the coast, as GeoJSON; Office for "
    "National Statistics, Open Geography Portal) into inputs/",
    "ward": "Put ward boundaries (generalised, clipped to the coast, as GeoJSON, of the same year as the postcode directory; Office "
    "for National Statistics, Open Geography Portal) into inputs/",
}
_MOST = 0.9  # of a place's areas have to have an outline


def levels(folder: Folder, version: Any, place: Place, /) -> tuple[str, ...]:
    """Which of ``lsoa`` and ``ward`` a place's files allow: those with outlines, the finer first."""
    with open_parts(folder, version) as parts:
        return tuple(level for level in LEVELS if _areas(folder, version, place, parts, level)[1] is None)


def ground(folder: Folder, version: Any, place: Place, /, *, level: str) -> Ground:
    """The wards (``ward``) or neighbourhoods (``lsoa``) of a place, with what its files tell of each.

    Raises Problem, naming the file that would make it work, where no file has their outlines.
    """
    if level not in KINDS:
        raise Problem(f"Ground is divided by {' or '.join(LEVELS)}, not by “{level}”.")
    with open_parts(folder, version) as parts:
        found, fault = _areas(folder, version, place, parts, level)
        if fault is not None:
            raise Problem(f"{fault} {_BOUNDARIES[level]}, then run: keepitlocal report {typed(folder.path)}")
        return _ground(folder, version, parts, found, level, place)


def _areas(folder: Folder, version: Any, place: Place, parts: Parts, level: str) -> tuple[Outlined, str | None]:
    codes = codes_of(folder, version, place, parts, level=level)
    found = outlined(parts, codes)
    if not codes:
        return found, f"No file among the inputs has outlines of the {KINDS[level]} of {place.name}."
    if len(found.outlines) < _MOST * len(codes):
        has = f"{len(found.outlines)} of {len(codes)}" if found.outlines else f"none of the {len(codes)}"
        return found, f"The boundaries among the inputs have {has} {KINDS[level]} of {place.name}."
    return found, None


def _ground(folder: Folder, version: Any, parts: Parts, found: Outlined, level: str, place: Place) -> Ground:
    middle = middles(place, parts, found.outlines, level=level)
    at = {code: middle.get(code) or centroid(rings) for code, rings in found.outlines.items()}
    inside = {code: code for code in found.outlines}
    if level == "lsoa":
        inside = ward_of(folder, version, parts, at, wards=wards_of(folder, version, place))
    people, scores = _figures(parts, tuple(found.outlines), level)
    touch = touching(found.outlines)
    patches = _patches(
        found, ward_names(parts, set(inside.values())), inside, at, people, need_of(people, scores), touch
    )
    pieces = pieces_of({patch.code: patch.neighbours for patch in patches})
    links = shortest_links(found.outlines, pieces)
    says = (
        says_areas(found, level, len(middle)),
        says_beside(touch.nearly),
        says_people(people, patches, level, made="wards" in parts.names),
        says_need(scores, patches, level, made="wards" in parts.names),
        *says_pieces(pieces, links, {patch.code: patch.name for patch in patches}),
    )
    return Ground(level, patches, found.outlines, pieces, says, links)


def _figures(parts: Parts, codes: tuple[str, ...], level: str) -> tuple[Figures, Figures]:
    people, scores = figures(parts, codes, "population"), figures(parts, codes, "imd_score", "imd_decile")
    return of_wards(parts, codes, people) if level == "ward" and "wards" in parts.names else (people, scores)


def _patches(
    found: Outlined,
    names: Mapping[str, str],
    inside: Mapping[str, str],
    at: Mapping[str, Point],
    people: Figures,
    need: Mapping[str, float],
    touch: Touch,
) -> tuple[Patch, ...]:
    flat, beside = _flat(at), touch.neighbours(found.outlines)
    return tuple(
        Patch(
            code=code,
            name=_name(found.names[code], names.get(inside.get(code, ""), ""), of_a_ward=inside.get(code) != code),
            ward=inside.get(code, ""),
            x_km=flat[code][0],
            y_km=flat[code][1],
            people=round(people.values[code]) if code in people.values else None,
            need=need.get(code),
            neighbours=beside[code],
        )
        for code in sorted(found.outlines)
    )


def _name(own: str, ward: str, *, of_a_ward: bool) -> str:
    return f"{ward}, {own}" if of_a_ward and ward else own


def _flat(at: Mapping[str, Point]) -> dict[str, Point]:
    """Kilometres east and north of the south-west corner, flat about the middle: right to a hundredth within a county."""
    west, south = min(x for x, _ in at.values()), min(y for _, y in at.values())
    narrow = cos(radians((south + max(y for _, y in at.values())) / 2))
    return {
        code: (round((x - west) * narrow * METRES / 1000, 3), round((y - south) * METRES / 1000, 3))
        for code, (x, y) in at.items()
    }
