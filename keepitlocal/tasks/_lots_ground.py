"""From a place folder to the ground that a commission is divided over: wards or neighbourhoods, and what lies beside what.

Neighbours come from the outlines alone. People are the newest figures among the inputs. The weight of need is a choice of
ours: half of every resident's weight is the same, and half follows the deprivation score of the area (Indices of
Deprivation), so that the mean of the ground is 1. The score ranks areas and does not measure need, which is why it does
not have the whole weight.
"""

from collections.abc import Mapping
from math import cos, radians
from typing import Any

from keepitlocal.domain.place import Place
from keepitlocal.domain.shape import METRES, Point
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._lots_patch import Ground, Link, Patch, linked, pieces_of
from keepitlocal.tasks._lots_read import (
    LEVELS,
    Figures,
    Outlined,
    centroid,
    codes_of,
    figures,
    middles,
    outlined,
    ward_names,
    ward_of,
)
from keepitlocal.tasks._lots_sited import says_sited, sited
from keepitlocal.tasks._lots_spread import instance_of, spread
from keepitlocal.tasks._parts import Parts, open_parts

__all__ = ["Ground", "Link", "Patch", "ground", "instance_of", "levels", "linked", "says_sited", "sited", "spread"]

EQUAL = 0.5  # the part of a resident's weight of need that is the same everywhere
KINDS = {"lsoa": "neighbourhoods (LSOAs)", "ward": "wards"}
_BOUNDARIES = {
    "lsoa": "Put the boundaries of Lower layer Super Output Areas 2021 (generalised, clipped to the coast, as GeoJSON; Office for "
    "National Statistics, Open Geography Portal) into inputs/",
    "ward": "Put ward boundaries (generalised, clipped to the coast, as GeoJSON, of the same year as the postcode directory; Office "
    "for National Statistics, Open Geography Portal) into inputs/",
}
_MOST = 0.9  # of a place's areas have to have an outline
_LISTED = 5


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
    from keepitlocal.tasks._lots_links import shortest_links
    from keepitlocal.tasks._lots_touch import touching

    codes = tuple(sorted(found.outlines))
    middle = middles(place, parts, found.outlines, level=level)
    at = {code: middle.get(code) or centroid(found.outlines[code]) for code in codes}
    people = figures(parts, codes, "population")
    scores = figures(parts, codes, "imd_score", "imd_decile")
    if level == "ward" and "wards" in parts.names:
        people, scores = _of_wards(parts, codes, people)
    need = _need(people, scores)
    touch = touching(found.outlines)
    own = {code: code for code in codes}
    wards = (
        own if level == "ward" else ward_of(folder, version, parts, codes, wards=_wards(folder, version, place), at=at)
    )
    names, flat, beside = ward_names(parts, set(wards.values())), _flat(at), touch.neighbours(found.outlines)
    patches = tuple(
        Patch(
            code=code,
            name=_name(found.names[code], names.get(wards.get(code, ""), ""), level),
            ward=wards.get(code, ""),
            x_km=flat[code][0],
            y_km=flat[code][1],
            people=round(people.values[code]) if code in people.values else None,
            need=need.get(code),
            neighbours=beside[code],
        )
        for code in codes
    )
    says = (
        _says_areas(found, level, len(middle)),
        *_says_beside(touch.nearly),
        *_says_people(people, patches, level),
        *_says_need(scores, patches),
    )
    pieces = pieces_of(beside)
    links = shortest_links(found.outlines, pieces)
    named = {patch.code: patch.name for patch in patches}
    return Ground(level, patches, found.outlines, pieces, (*says, *_says_pieces(pieces, links, named)), links)


def _wards(folder: Folder, version: Any, place: Place) -> frozenset[str]:
    from keepitlocal.tasks._wards import wards_of

    return wards_of(folder, version, place)


def _name(own: str, ward: str, level: str) -> str:
    return f"{ward}, {own}" if level == "lsoa" and ward else own


def _of_wards(parts: Parts, codes: tuple[str, ...], own: Figures) -> tuple[Figures, Figures]:
    """People and deprivation of wards as the report has them: where not published by ward, from their neighbourhoods."""
    rows = parts.rows(
        "SELECT ward, people, people_period, people_by, score, deprivation_period FROM wards WHERE ward IN (SELECT unnest($codes))",
        "wards",
        codes=list(codes),
    )
    people = {row[0]: float(row[1]) for row in rows if row[1] is not None}
    score = {row[0]: float(row[4]) for row in rows if row[4] is not None}
    period = max((row[2] for row in rows if row[2]), default="")
    summed = any(row[3] == "neighbourhoods" for row in rows)
    source = "summed from the neighbourhoods of each" if summed else own.input
    of = max((row[5] for row in rows if row[5]), default="")
    return (
        Figures(people, "population", period, source, whole=len(people) == len(codes)),
        Figures(score, "imd_score", of, "the mean of the neighbourhoods of each", whole=len(score) == len(codes)),
    )


def _need(people: Figures, scores: Figures) -> dict[str, float]:
    """A resident's weight by area: the mean over residents is 1, or over areas where residents are not known."""
    if not scores.values:
        return {}
    # A tenth says less than a score: the most deprived tenth (1) counts ten times the least deprived (10).
    told = {code: 11 - value if scores.measure == "imd_decile" else value for code, value in scores.values.items()}
    weight = {code: people.values.get(code, 0.0) if people.whole else 1.0 for code in told}
    total = sum(weight.values())
    mean = sum(told[code] * weight[code] for code in told) / total if total else 0.0
    return {code: round(EQUAL + (1 - EQUAL) * value / mean, 6) for code, value in told.items()} if mean else {}


def _flat(at: Mapping[str, Point]) -> dict[str, Point]:
    """Kilometres east and north of the south-west corner, flat about the middle: right to a hundredth within a county."""
    west, south = min(x for x, _ in at.values()), min(y for _, y in at.values())
    narrow = cos(radians((south + max(y for _, y in at.values())) / 2))
    return {
        code: (round((x - west) * narrow * METRES / 1000, 3), round((y - south) * METRES / 1000, 3))
        for code, (x, y) in at.items()
    }


def _says_areas(found: Outlined, level: str, by_postcodes: int) -> str:
    count = len(found.outlines)
    left = f" {len(found.lacking)} of the place have no outline there and are left out." if found.lacking else ""
    if by_postcodes == count:
        centre = "The centre of each is the middle of its postcodes."
    elif by_postcodes:
        centre = (
            f"The centre of {by_postcodes} is the middle of their postcodes, of the others the middle of their outline."
        )
    else:
        centre = "The centre of each is the middle of its outline, since no postcode is known by area."
    return f"The ground is {count} {KINDS[level]}, with their outlines as in {found.input}.{left} {centre}"


def _says_people(people: Figures, patches: tuple[Patch, ...], level: str) -> tuple[str, ...]:
    known = [patch.people for patch in patches if patch.people is not None]
    if not known:
        return (
            f"No file among the inputs tells how many people live in these {KINDS[level]}: population by LSOA or ward would.",
        )
    when = f" of {people.period}" if people.period else ""
    said = f"{sum(known):,} people live there, by figures{when} ({people.input})."
    if people.whole:
        return (said,)
    return (f"{said} Of {len(patches) - len(known)} areas they are not known.",) if len(known) < len(patches) else (
        f"{said} For some areas the figures are of another year.",
    )  # fmt: skip


def _says_need(scores: Figures, patches: tuple[Patch, ...]) -> tuple[str, ...]:
    if not scores.values:
        return (
            "No file among the inputs tells how deprived these areas are, so need is not known: Indices of Deprivation by LSOA would.",
        )
    by = "tenth of England" if scores.measure == "imd_decile" else "score"
    when = f" {scores.period}" if scores.period else ""
    missing = sum(patch.need is None for patch in patches)
    left = f" Of {missing} areas it is not known; they count at the mean." if missing else ""
    low, high = (f(patch.need for patch in patches if patch.need is not None) for f in (min, max))
    return (
        f"The weight of need a resident follows the {by} of the Indices of Deprivation{when} ({scores.input}): half of the "
        f"weight is the same everywhere and half in proportion to it, 1 at the mean, from {low:.2f} to {high:.2f} here. "
        f"That is our choice, to be changed by whoever knows the service.{left}",
    )


def _says_beside(nearly: bool) -> tuple[str, ...]:
    from keepitlocal.tasks._lots_touch import LEAST, TOLERANCE

    if not nearly:
        return (
            f"Areas are neighbours where their outlines share {LEAST:.0f} metres of boundary or more; a corner is not enough.",
        )
    return (
        "The outlines are simplified one by one and do not meet point for point. Areas count as neighbours where outlines lie "
        f"within {TOLERANCE:.0f} metres of each other for {LEAST:.0f} metres or more with no third area between them, so water "
        "narrower than that does not part them.",
    )


def _says_pieces(
    pieces: tuple[tuple[str, ...], ...], links: tuple[Link, ...], names: Mapping[str, str]
) -> tuple[str, ...]:
    if len(pieces) < 2:
        return ()
    sizes = ", ".join(
        f"{len(piece)} ({names[piece[0]]}{' and others' if len(piece) > 1 else ''})" for piece in pieces[:_LISTED]
    )
    more = f" and {len(pieces) - _LISTED} more" if len(pieces) > _LISTED else ""
    shown = "; ".join(
        f"{names[link.one]} ({link.one}) to {names[link.other]} ({link.other}), {_away(link)}"
        for link in links[:_LISTED]
    )
    wanted = ", ".join(f'["{link.one}", "{link.other}"]' for link in links[:_LISTED])
    return (
        f"The ground is in {len(pieces)} pieces that share no boundary: {sizes}{more}. No lot can cross from one to another. "
        f"The shortest links would be: {shown}. Where people and staff do cross there, by a bridge, a tunnel or a ferry, say so "
        f"in the plan's file, under [lots]: link = [{wanted}]",
    )


def _away(link: Link) -> str:
    if link.metres < 1000:
        return f"about {max(10, round(link.metres, -1)):.0f} metres apart"
    return f"about {link.metres / 1000:.1f} km apart"
