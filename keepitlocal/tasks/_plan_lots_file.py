"""What an officer says of lots in a plan's file, under [lots], and what is taken where nothing is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from typing import Any

from keepitlocal.steps.contract_size.maximum import AT_LEAST
from keepitlocal.tasks._folder import Problem

LEVELS = ("lsoa", "ward")
SPREADS = ("need", "people", "equal")
# Each with what is taken where nothing is said (None: it follows from the records) and what it means.
_HINTS: dict[str, tuple[Any, str]] = {
    "areas": (None, "the areas that lots are made of: “ward” or “lsoa” (a neighbourhood of some 1,700 people)"),
    "spread": (None, "how the value is spread over areas: “need” (people times deprivation), “people” or “equal”"),
    "maximum": (None, "pounds a year with VAT that no lot may be above; the suggested maximum where nothing is said"),
    "at_least": (AT_LEAST, "how many organisations have to be in reach of every lot"),
    "reach": (10.0, "kilometres from a lot's centre within which an organisation's address is in reach"),
    "distance_scale": (1.3, "how much longer roads are than straight lines"),
    "travel": (1.0, "per cent of a value that each kilometre from the centre costs"),
    "letting": (
        None,
        "pounds that letting one lot costs both sides, once; an estimate from published figures where nothing is said",
    ),
    "managing": (2400, "pounds a year that managing one lot costs: five hours a month at £40"),
    "registered": (False, "true where a provider has to be registered with an inspectorate for the work"),
    "people": (None, "how many people are served now, to say how many would change provider"),
    "coordination": (None, "pounds a year that are lost for each person whose two services have different providers"),
    "service": (
        (),
        "one service, with name, annual (pounds a year with VAT) and whole (true for a community of identity or need)",
    ),
    "shared": ((), 'two services and how many people use both, as services = ["a", "b"] and people = 120'),
    "team": ((), 'areas that one staff team serves and that should stay in one lot, as areas = ["E0500..."]'),
    "link": ((), 'pairs of areas that count as side by side though they do not touch, as [["E01...", "E01..."]]'),
}
_EXAMPLES = (
    '#   link = [["E01000001", "E01000002"]]  # ' + _HINTS["link"][1],
    "#   [[lots.service]]  # " + _HINTS["service"][1],
    '#   name = "Home care"',
    "#   annual = 900000",
    "#   [[lots.service]]",
    '#   name = "Advice for Deaf people"',
    "#   annual = 60000",
    "#   whole = true",
    "#   [[lots.shared]]  # " + _HINTS["shared"][1],
    '#   services = ["Home care", "Advice for Deaf people"]',
    "#   people = 120",
    "#   [[lots.team]]  # " + _HINTS["team"][1],
    '#   areas = ["E05000001", "E05000002"]',
)
NUMBERS = ("maximum", "reach", "distance_scale", "travel", "letting", "managing", "coordination")
_WHOLE = ("at_least", "people")
_TABLES: dict[str, tuple[str, ...]] = {
    "service": ("name", "annual", "whole"),
    "shared": ("services", "people"),
    "team": ("areas",),
}


@dataclass(frozen=True)
class ServiceAsked:
    """A service of the commission as the file has it; ``annual_pence`` None: what the others leave."""

    name: str
    annual_pence: int | None
    whole: bool


@dataclass(frozen=True)
class LotsAsked:
    """The [lots] of a plan's file. Pounds have become pence; ``said`` are the names that the officer wrote."""

    values: Mapping[str, Any]
    services: tuple[ServiceAsked, ...]
    shared: tuple[tuple[str, str, int], ...]
    teams: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str], ...]
    said: frozenset[str]

    def pence(self, name: str, /) -> int | None:
        """Pounds of the file as pence."""
        value = self.values[name]
        return None if value is None else round(value * 100)


def asked(told: Mapping[str, Any], /) -> LotsAsked:
    """Read [lots]. Raises Problem with every slip, in words."""
    if found := list(slips(told)):
        raise Problem("[lots] of the plan’s file cannot be used as it stands: " + "\n    ".join(found))
    values = {name: told.get(name, usual) for name, (usual, _) in _HINTS.items()}
    services = tuple(
        ServiceAsked(
            one["name"],
            round(one["annual"] * 100) if "annual" in one else None,
            one.get("whole", False),
        )
        for one in values["service"]
    )
    return LotsAsked(
        values,
        services,
        tuple((one["services"][0], one["services"][1], one["people"]) for one in values["shared"]),
        tuple(tuple(one["areas"]) for one in values["team"]),
        tuple((one, other) for one, other in values["link"]),
        frozenset(told),
    )


def hint(name: str, /) -> str:
    """What a line of [lots] means."""
    return _HINTS[name][1]


def lines() -> Iterator[str]:
    """The [lots] of a new plan's file: every line behind a #."""
    yield "# How lots are planned (keepitlocal plan ... --lots). Take the # away from the heading and from what you change."
    yield "# [lots]"
    for name, (usual, what) in _HINTS.items():
        if name not in (*_TABLES, "link"):
            shown = "" if usual is None else f" {str(usual).lower()}"
            yield f"# {name} ={shown}  # {what}"
    yield from _EXAMPLES


def slips(told: Mapping[str, Any], /) -> Iterator[str]:
    """What cannot be used of [lots], in words."""
    for name, value in told.items():
        if name not in _HINTS:
            near = get_close_matches(name, _HINTS, n=1, cutoff=0.6)
            yield f"it has {name}, which means nothing here. " + (
                f"Did you mean {near[0]}?" if near else f"There are {', '.join(_HINTS)}."
            )
        elif wrong := _wrong(name, value):
            yield f"{name} is {value!r}; {wrong}"
    for name, keys in _TABLES.items():
        given = told.get(name, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            yield f"{name} should open with [[lots.{name}]] on a line of its own, in doubled brackets."
            continue
        for one in given:
            for key in sorted(one.keys() - set(keys)):
                yield f"[[lots.{name}]] has {key}, which means nothing here. There are {', '.join(keys)}."
    yield from _in_tables(told)


def _in_tables(told: Mapping[str, Any]) -> Iterator[str]:
    names = []
    for one in _tables(told, "service"):
        if not isinstance(one.get("name"), str) or not one["name"].strip() or set("|+") & set(one["name"]):
            yield "a [[lots.service]] has no name; write one in quotation marks, without | and +."
            continue
        names.append(one["name"])
        if "annual" in one and not (_number(one["annual"]) and one["annual"] > 0):
            yield f"the annual of {one['name']} is {one['annual']!r}; give pounds above 0."
        if not isinstance(one.get("whole", False), bool):
            yield f"the whole of {one['name']} is {one['whole']!r}; write true or false."
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the service {name} is there twice."
    for one in _tables(told, "shared"):
        pair, people = one.get("services"), one.get("people")
        if not (
            isinstance(pair, list)
            and len(pair) == 2
            and len(set(map(str, pair))) == 2
            and set(map(str, pair)) <= set(names)
        ):
            named = " and ".join(map(str, pair)) if isinstance(pair, list) else pair
            yield f"a [[lots.shared]] has services {named}; name two of the services: {', '.join(names) or 'there are none'}."
        if isinstance(people, bool) or not isinstance(people, int) or people < 0:
            yield f"a [[lots.shared]] has people {people!r}; give a whole number."
    for one in _tables(told, "team"):
        if not _texts(one.get("areas")) or len(one["areas"]) < 2:
            yield f"a [[lots.team]] has areas {one.get('areas')!r}; give two or more codes."
    for pair in told.get("link", []) if isinstance(told.get("link", []), list) else ["link"]:
        if not _texts(pair) or len(pair) != 2:
            yield f'link holds {pair!r}; give pairs of codes, as [["E01000001", "E01000002"]].'


def _tables(told: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    given = told.get(name, [])
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _wrong(name: str, value: Any) -> str | None:
    if name == "areas" and value not in LEVELS:
        return f"there are {' and '.join(LEVELS)}."
    if name == "spread" and value not in SPREADS:
        return f"there are {', '.join(SPREADS)}."
    if name in NUMBERS and not (_number(value) and value >= 0):
        return "give a number, 0 or more."
    if name in ("maximum", "distance_scale") and not value > 0:
        return "give a number above 0."
    if name in _WHOLE and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        return "give a whole number, 0 or more."
    if name == "registered" and not isinstance(value, bool):
        return "write true or false."
    return None


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
