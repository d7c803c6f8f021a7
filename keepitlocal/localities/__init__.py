"""Rules for local, one file each.

A rule is a module with ``title`` (what people read, which may hold ``{name}``, ``{county}``, ``{region}`` and ``{km}``
of the place), ``judge(presence, *, place)`` giving a Verdict, and ``applies(place)`` saying whether the place has what
the rule needs. Rules are computed side by side. Files that open with an underscore are helpers.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from keepitlocal import discover
from keepitlocal.domain.place import Place, Presence, Verdict
from keepitlocal.localities._settings import kilometres
from keepitlocal.localities._words import in_text


class Rule(NamedTuple):
    """A rule for local, for one place: the name of its file, its title for reading, what it says of an organisation."""

    name: str
    title: str
    judge: Callable[[Presence], Verdict]


def rules(place: Place, /) -> tuple[Rule, ...]:
    """Every rule that applies to a place, in order of name. Raises ValueError where a setting cannot be used."""
    words = {
        "name": in_text(place.name),
        "county": in_text(place.county_name or ""),
        "region": in_text(place.region_name or ""),
        "km": f"{kilometres(place):g}",
    }
    return tuple(
        Rule(discover.short_name(module), module.title.format(**words), partial(module.judge, place=place))
        for module in discover.modules("keepitlocal.localities")
        if module.applies(place)
    )
