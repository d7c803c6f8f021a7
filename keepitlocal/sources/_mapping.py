"""Match a grid's headings to a source's fields: known headings first, near misses as guesses, values as the judge."""

import re
from collections.abc import Mapping as Map

from rapidfuzz.fuzz import ratio

from keepitlocal.domain.money import read_pence
from keepitlocal.files.dates import read_dates
from keepitlocal.sources._fields import Field, Grid, Mapping, comparable, share

_NEAR = 88.0


def map_columns(grid: Grid, fields: Map[str, Field], /) -> Mapping:
    """The best column for each field, none used twice."""
    headings = [comparable(heading) for heading in grid.headings]
    places: dict[str, int] = {}
    guessed: set[str] = set()
    for exact in (True, False):
        for name, field in fields.items():
            if name in places:
                continue
            taken = set(places.values())
            found = [place for place in _candidates(headings, field, exact) if place not in taken]
            chosen = _choose(grid, field, found, exact=exact)
            if chosen is not None:
                places[name] = chosen
                if not exact:
                    guessed.add(name)
    return Mapping(places, frozenset(guessed))


def _candidates(headings: list[str], field: Field, exact: bool) -> list[int]:
    if exact:
        plain = [re.sub(r" t$", "", heading) for heading in headings]
        return list(
            dict.fromkeys(
                place
                for name in field.names
                for place in range(len(headings))
                if name in (headings[place], plain[place])
            )
        )
    near = [
        (max(ratio(heading, name) for name in field.names), place)
        for place, heading in enumerate(headings)
        if len(heading) > 4
    ]
    return [place for score, place in sorted(near, key=lambda pair: (-pair[0], pair[1])) if score >= _NEAR]


def _choose(grid: Grid, field: Field, places: list[int], *, exact: bool) -> int | None:
    """The first candidate whose values suit the field; where none does, text under a known heading is believed all the same."""
    for place in places:
        if suits(grid.values(place), field):
            return place
    empty = places and not any(grid.values(place) for place in places)
    sure = [place for place in places if comparable(grid.headings[place]) not in field.perhaps]
    return sure[0] if sure and (empty or (exact and field.type == "text")) else None


def suits(values: list[str], field: Field, /) -> bool:
    """Whether most values of a column can be what the field holds."""
    if not values:
        return False
    if field.type == "pence":
        return share(values, lambda value: read_pence(value) is not None) >= 0.5
    if field.type == "date":
        return len(read_dates(values)) / len(set(values)) >= 0.3
    if field.letters:
        return share(values, lambda value: re.search(r"[A-Za-z]{2}", value)) >= 0.5
    return True
