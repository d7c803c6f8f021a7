"""The ground that a commission is divided over: patches, what lies beside what, and the pieces they fall into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from keepitlocal.domain.shape import Ring
from keepitlocal.tasks._folder import Problem


@dataclass(frozen=True)
class Patch:
    """A ward or a neighbourhood (LSOA).

    ``x_km`` and ``y_km`` are flat kilometres east and north of the south-west corner of the ground. ``need`` is a weight of
    need a resident, 1 at the mean of the ground; None, as ``people``, where no file says.
    """

    code: str
    name: str
    ward: str
    x_km: float
    y_km: float
    people: int | None
    need: float | None
    neighbours: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Two patches that do not touch, the nearest of two pieces of the ground: a suggestion, never taken by itself."""

    one: str
    other: str
    metres: float


@dataclass(frozen=True)
class Ground:
    """Patches in order of code. ``pieces`` are connected through neighbours, the largest first; ``says`` are sentences."""

    level: str
    patches: tuple[Patch, ...]
    outlines: Mapping[str, tuple[Ring, ...]]
    pieces: tuple[tuple[str, ...], ...]
    says: tuple[str, ...]
    suggested: tuple[Link, ...] = ()

    @property
    def by_code(self) -> Mapping[str, Patch]:
        """Every patch by its code."""
        return {patch.code: patch for patch in self.patches}


def pieces_of(beside: Mapping[str, Iterable[str]], /) -> tuple[tuple[str, ...], ...]:
    """The connected pieces of what lies beside what, the largest first; codes in order."""
    left, found = set(beside), []
    for code in sorted(beside):
        if code not in left:
            continue
        left.discard(code)
        piece, ready = {code}, [code]
        while ready:
            near = left.intersection(beside[ready.pop()])
            left -= near
            piece |= near
            ready += near
        found.append(tuple(sorted(piece)))
    return tuple(sorted(found, key=lambda piece: (-len(piece), piece)))


def linked(ground: Ground, pairs: Iterable[Iterable[str]], /) -> Ground:
    """The ground with each pair of codes beside each other, as an officer decided: over a bridge, a tunnel or a ferry.

    Raises Problem where a pair is not two patches of the ground.
    """
    beside = {patch.code: set(patch.neighbours) for patch in ground.patches}
    names = {patch.code: patch.name for patch in ground.patches}
    joined = []
    for pair in pairs:
        codes = tuple(pair)
        if strange := [code for code in codes if code not in names]:
            raise Problem(
                f"link names {strange[0]}, which is not the code of an area here. Areas are given by code, such as {min(names)}."
            )
        if len(set(codes)) != 2:
            raise Problem(
                f"link = [...] takes pairs of two areas; one of them has {len(set(codes))}: {', '.join(codes)}."
            )
        one, other = codes
        beside[one].add(other)
        beside[other].add(one)
        joined.append(f"{names[one]} and {names[other]} count as side by side, since the plan's file says so.")
    pieces = pieces_of(beside)
    return replace(
        ground,
        patches=tuple(replace(patch, neighbours=tuple(sorted(beside[patch.code]))) for patch in ground.patches),
        pieces=pieces,
        says=(*ground.says, *joined),
        suggested=tuple(link for link in ground.suggested if not _together(link, pieces)),
    )


def _together(link: Link, pieces: Iterable[tuple[str, ...]]) -> bool:
    return any(link.one in piece and link.other in piece for piece in pieces)
