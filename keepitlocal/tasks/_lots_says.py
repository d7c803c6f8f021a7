"""What is said of a ground: where it comes from, what was missing and what was done about it."""

from collections.abc import Mapping

from keepitlocal.tasks._lots_figures import Figures
from keepitlocal.tasks._lots_patch import Link, Patch
from keepitlocal.tasks._lots_read import Outlined
from keepitlocal.tasks._lots_touch import LEAST, TOLERANCE

KINDS = {"lsoa": "neighbourhoods (LSOAs)", "ward": "wards"}
_LISTED = 5  # pieces and links named in a sentence


def says_areas(found: Outlined, level: str, by_postcodes: int, /) -> str:
    """Which areas, by which file, and what their centres are."""
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


def says_people(people: Figures, patches: tuple[Patch, ...], level: str, /, *, made: bool) -> str:
    """How many people live there, of when and by which file. ``made``: whether figures of wards have been worked out."""
    known = [patch.people for patch in patches if patch.people is not None]
    if not known:
        return _missing("How many people live there is not known", "population by LSOA or ward", level, made)
    when = f" of {people.period}" if people.period else ""
    said = f"{sum(known):,} people live there, by figures{when} ({people.input})."
    if people.whole:
        return said
    if len(known) < len(patches):
        return f"{said} Of {len(patches) - len(known)} areas they are not known."
    return f"{said} For some areas the figures are of another year."


def says_need(scores: Figures, patches: tuple[Patch, ...], level: str, /, *, made: bool) -> str:
    """What the weight of need rests on, and that it is our choice."""
    known = [patch.need for patch in patches if patch.need is not None]
    if not known:
        return _missing("How deprived these areas are is not known", "Indices of Deprivation by LSOA", level, made)
    by = "tenth of England" if scores.measure == "imd_decile" else "score"
    when = f" {scores.period}" if scores.period else ""
    left = (
        f" Of {len(patches) - len(known)} areas it is not known; they count at the mean."
        if len(known) < len(patches)
        else ""
    )
    return (
        f"The weight of need a resident follows the {by} of the Indices of Deprivation{when} ({scores.input}): half of the "
        f"weight is the same everywhere and half in proportion to it, 1 at the mean, from {min(known):.2f} to {max(known):.2f} "
        f"here. That is our choice, to be changed by whoever knows the service.{left}"
    )


def _missing(what: str, file: str, level: str, made: bool) -> str:
    if level == "ward" and not made:
        return f"{what}: figures of wards are worked out by keepitlocal report, which was not run since these files were gathered."
    return f"{what}: no file among the inputs tells. {file} would."


def says_beside(nearly: bool, /) -> str:
    """What makes two areas neighbours."""
    if not nearly:
        return f"Areas are neighbours where their outlines share {LEAST:.0f} metres of boundary or more; a corner is not enough."
    return (
        "The outlines are simplified one by one and do not meet point for point. Areas count as neighbours where outlines lie "
        f"along each other within {TOLERANCE:.0f} metres for {LEAST:.0f} metres or more with no third area between them, so "
        "water narrower than that does not part them."
    )


def says_pieces(
    pieces: tuple[tuple[str, ...], ...], links: tuple[Link, ...], names: Mapping[str, str]
) -> tuple[str, ...]:
    """The pieces and the links that would join them, where there is more than one piece."""
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
