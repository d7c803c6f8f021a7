"""The form ``keepitlocal-lots/1``, in which planners of lots can be compared: an instance is read, a plan is written.

An instance is one JSON object: ``areas`` [{``id``, ``x``, ``y``, ``value``, ``neighbours``: [ids]}], ``providers``
[{``area``, ``capacity``}], ``cap``, ``admin_per_lot``, ``bonus_per_provider``, ``max_providers_counted``, ``reach``,
``travel_rate``, ``distance_scale``. Ids are texts or whole numbers. A plan is ``lots`` [{``centre``, ``areas``}],
``objective`` and ``bound``, with what is needed to find it again under ``run``.
"""

import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Plan, Site

FORM = "keepitlocal-lots/1"
_NUMBERS = ("cap", "admin_per_lot", "bonus_per_provider", "reach", "travel_rate", "distance_scale")
_KEYS = ("areas", "providers", *_NUMBERS, "max_providers_counted")
_NOT_UNDER = ("cap", "reach", "travel_rate", "distance_scale", "admin_per_lot", "bonus_per_provider")
_OF_AREA, _OF_PROVIDER = {"id", "x", "y", "value", "neighbours"}, {"area", "capacity"}
_SHOWN = 5  # slips told of one kind
_GREATEST = 1e15  # of any number: above it sums of floating point lose pence


class Unreadable(ValueError):
    """A text that is no instance of the form; the message says what was found and where, a line a slip."""


def read(text: str, /) -> Instance:
    """The instance that a JSON text holds. Raises Unreadable, in words, with every kind of slip in it."""
    told = _object(text)
    if slips := list(_slips(told)):
        raise Unreadable("\n".join(slips))
    areas = tuple(
        Area(str(one["id"]), float(one["x"]), float(one["y"]), float(one["value"]), tuple(map(str, one["neighbours"])))
        for one in told["areas"]
    )
    sites = tuple(Site(str(one["area"]), float(one["capacity"])) for one in told["providers"])
    cap, admin, bonus, reach, rate, scale = (float(told[name]) for name in _NUMBERS)
    return Instance(areas, sites, cap, admin, bonus, int(told["max_providers_counted"]), reach, rate, scale)


def write(plan: Plan, /, *, ids: Mapping[str, Any] | None = None, run: Mapping[str, Any] | None = None) -> str:
    """A plan as JSON. ``ids`` gives back the ids as the instance had them, where some were numbers."""
    own = ids or {}
    lots = [
        {"centre": own.get(lot.centre, lot.centre), "areas": [own.get(area, area) for area in lot.areas]}
        for lot in plan.lots
    ]
    gap = plan.gap if isfinite(plan.gap) else None  # of a cost of nought there are no parts
    told = {"form": FORM, "lots": lots, "objective": plan.objective, "bound": plan.bound, "gap": gap}
    return json.dumps(told | ({"run": dict(run)} if run else {}), ensure_ascii=False, indent=1) + "\n"


def instance_text(instance: Instance, /) -> str:
    """An instance as JSON. What the form has no word for (services, ties, how many providers a lot needs) is left out."""
    told: dict[str, Any] = {
        "form": FORM,
        "areas": [
            {"id": one.id, "x": one.x, "y": one.y, "value": one.value, "neighbours": list(one.neighbours)}
            for one in instance.areas
        ],
        "providers": [{"area": one.area, "capacity": one.capacity} for one in instance.providers],
    }
    told |= {name: getattr(instance, name) for name in (*_NUMBERS, "max_providers_counted")}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def unread(text: str, /) -> tuple[str, ...]:
    """What a readable instance holds that the form has no word for, as sentences: perhaps a slip of the pen."""
    told = json.loads(text)
    extra = sorted(told.keys() - {*_KEYS, "form"})
    extra += sorted({f"{key} of an area" for one in told["areas"] for key in one.keys() - _OF_AREA})
    extra += sorted({f"{key} of a provider" for one in told["providers"] for key in one.keys() - _OF_PROVIDER})
    return (f"Not read, since the form has no such word: {', '.join(extra)}.",) if extra else ()


def ids_of(text: str, /) -> dict[str, Any]:
    """The ids of a readable instance as they stand in its text, by the texts that we know them by."""
    return {str(one["id"]): one["id"] for one in _object(text)["areas"]}


def _object(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise Unreadable(f"it is not JSON: {error}.") from error
    except RecursionError as error:
        raise Unreadable("its lists or objects lie too deep in one another.") from error
    if not isinstance(told, dict):
        raise Unreadable('it should be one JSON object, as {"areas": [...], ...}.')
    return told


def _slips(told: Mapping[str, Any]) -> Iterator[str]:
    if told.get("form", FORM) != FORM:
        yield f"its form is {told['form']!r}; this version reads {FORM}."
    if missing := [name for name in _KEYS if name not in told]:
        yield f"it does not have {', '.join(missing)}."
        return
    for name in _NUMBERS:
        if not _number(told[name]):
            yield f"{name} is {told[name]!r}; give a number."
        elif name in _NOT_UNDER and told[name] < 0:
            yield f"{name} is {told[name]!r}; it cannot be under nought."
    most = told["max_providers_counted"]
    if not _number(most) or most < 0 or most != int(most):
        yield f"max_providers_counted is {most!r}; give a whole number, 0 or more."
    for name in ("areas", "providers"):
        if not isinstance(told[name], list) or not all(isinstance(one, dict) for one in told[name]):
            yield f"{name} should be a list of objects."
            return
    yield from _few(_in_areas(told["areas"]))
    known = {str(one.get("id")) for one in told["areas"]}
    yield from _few(_in_providers(told["providers"], known))


def _in_areas(areas: list[dict[str, Any]]) -> Iterator[str]:
    if not areas:
        yield "it has no areas, so there is nothing to divide."
    seen: set[str] = set()
    ids = {str(one.get("id")) for one in areas}
    for number, one in enumerate(areas, 1):
        own = one.get("id")
        where = f"area {own!r}" if _id(own) else f"the area at place {number}"
        if not _id(own):
            yield f"{where} has id {own!r}; give a text or a whole number."
        elif str(own) in seen:
            yield f"{where} is there twice."
        seen.add(str(own))
        for name in ("x", "y", "value"):
            if not _number(one.get(name)):
                yield f"{where} has {name} {one.get(name)!r}; give a number."
        if _number(one.get("value")) and one["value"] < 0:
            yield f"{where} has value {one['value']!r}; it cannot be under nought."
        beside = one.get("neighbours")
        if not isinstance(beside, list):
            yield f"{where} has no list of neighbours; give [] where it has none."
            continue
        for other in beside:
            if str(other) not in ids:
                yield f"{where} has the neighbour {other!r}, which is no area of the file."


def _in_providers(providers: list[dict[str, Any]], known: set[str]) -> Iterator[str]:
    for number, one in enumerate(providers, 1):
        if str(one.get("area")) not in known:
            yield f"provider {number} is in area {one.get('area')!r}, which is no area of the file."
        if not _number(one.get("capacity")) or one["capacity"] < 0:
            yield f"provider {number} has capacity {one.get('capacity')!r}; give a number, 0 or more."


def _few(slips: Iterator[str]) -> Iterator[str]:
    found = list(slips)
    yield from found[:_SHOWN]
    if len(found) > _SHOWN:
        yield f"and {len(found) - _SHOWN} more such slips."


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _GREATEST


def _id(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
