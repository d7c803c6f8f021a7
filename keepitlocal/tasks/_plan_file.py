"""The file of a plan: what the records say of a commission, for an officer to correct and to complete.

It is a person's work once it is written, so it is never written over. Pounds are with VAT, over the whole life.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from keepitlocal.domain.commission import Commission
from keepitlocal.tasks._folder import Problem, settings_text
from keepitlocal.tasks._plan_lots_file import lines as lots_lines
from keepitlocal.tasks._plan_lots_file import slips as lots_slips

FORMAT = 1
_MONEY = {"value": "value_pence", "related": "related_pence", "annual": "annual_pence"}
_ABOVE_NOTHING = ("value", "annual")
_ONE_OR_MORE = ("months", "lots")
_CPV = re.compile(r"\d{8}(-\d)?")
_SECTIONS = ("commission", "grant", "payment", "lead_times", "reasons", "estimate", "lots")
# The entries of the record of reasons (steps/contract_size/records.py), by the names that a file uses.
REASONS = (
    *("grant_or_contract", "value", "aggregation", "social_value", "conflicts", "engagement", "barriers", "lots"),
    *("reservation", "equality", "route", "ending"),
)
HINTS = {
    "title": "what is bought, in a few words",
    "service": "the kind of work",
    "subject": '"goods", "services" or "works": what most of the value is',
    "cpv": 'CPV codes, as ["85320000"]; light touch turns on them',
    "value": "pounds with VAT for the whole life: every extension, option, fee and thing given in kind",
    "related": "pounds with VAT of other contracts that could reasonably be one with it",
    "separate_reasons": "your good reasons why those are not one with it; leave empty where there are none",
    "annual": "pounds with VAT a year",
    "months": "term in months, without extensions",
    "extension_months": "months of extension that it could have",
    "start": "first day of what comes next, as 2027-04-01",
    "end": "last day of what is in place",
    "begun": "the day on which the procurement began, where it has",
    "form": '"contract", "framework", "call-off", "concession" or "grant"',
    "authority": '"best value authority" or "parish council"',
    "lots": "how many lots",
    "method": 'how it would be let: "open", "flexible", "direct", "quotes", "preselected" or "none"',
    "suitability": "true where suppliers would be judged before they may tender",
    "reserved": '"no", "uk", "local", "sme-vcse", "mutual" or "supported"',
    "health": "true where it is mainly health care for the health service",
    "individual": "true where it is for one particular person",
    "staff_transfer": "true where people would move to a new employer",
    "engagement": "true where suppliers or others are talked to before any notice",
    "voluntary_body": "true where what is in place is with a voluntary or community body",
    "separable_part": "true where a part could reasonably be let apart and would by itself reach its threshold",
    "part_light_touch": "true where that part is light touch too",
    "no_estimate": "true where it cannot be estimated, such as where nobody knows how long it will run",
    "exempt": '"land" or "emergency" where it rests on that ground of Schedule 2 to the Procurement Act',
    "dynamic_market": "for a call-off: true where it is bought from a dynamic market, false from a framework",
    "in_house": "true where a company of your own would do it",
    "council_partner": "true where it is an arrangement between public authorities alone",
    "change": "true where a change to what is in place, or an extension of it, is in question",
    "urgent": "true where it cannot wait, through no delay of the council’s own",
}


@dataclass(frozen=True)
class PlanFile:
    """What an officer said: the commission, and answers by section."""

    commission: Commission
    grant: Mapping[str, Any] = field(default_factory=dict)
    payment: Mapping[str, Any] = field(default_factory=dict)
    lead_times: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, Any] = field(default_factory=dict)
    estimate: Mapping[str, Any] = field(default_factory=dict)
    lots: Mapping[str, Any] = field(default_factory=dict)
    subsidy: tuple[Mapping[str, Any], ...] = ()


def written(commission: Commission, /, *, source: str) -> str:
    """The text of a new file: every line is behind a ``#``, so that only what an officer says counts over the records."""
    known: list[tuple[str, str, str]] = []
    asked: list[tuple[str, str, str]] = []
    for name, hint in HINTS.items():
        value = getattr(commission, _MONEY.get(name, name))
        text = _toml(value, money=name in _MONEY)
        usual = getattr(Commission(), _MONEY.get(name, name))
        (asked if value in (None, (), "") or (value == usual and name != "form") else known).append((name, text, hint))
    lines = [
        f"format = {FORMAT}",
        f"# From {source}. Take the # away from a line to correct it or to answer it, and run the same command again.",
        "# A line behind a # follows the records, this month's and the next. Money is pounds with VAT.",
        "",
        "[commission]",
        "# What the records say:",
        *(f"# {name} = {text}  # {hint}" for name, text, hint in known),
        "",
        "# What they do not say:",
        *(f"# {name} =   # {hint}" for name, _, hint in asked),
        "",
        '# Your own reasons stand in the record in place of its blanks, as: lots = "..."',
        "[reasons]",
        "",
        *lots_lines(),
        "",
    ]
    return "\n".join(lines)


def read(path: Path, /, *, start: Commission | None = None) -> PlanFile:
    """Read a plan's file; what it does not say stays as in ``start``. Raises Problem in words for every slip."""
    try:
        told = tomllib.loads(settings_text(path))
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path} could not be read: {error}. Open it in a text editor and mend that line.") from error
    if told.get("format") != FORMAT:
        raise Problem(f"{path} should open with “format = {FORMAT}”, and says {told.get('format')!r}.")
    if found := list(mistakes(told)):
        raise Problem(f"{path} cannot be used as it stands: " + "\n    ".join(found))
    commission = replace(start or Commission(), **_facts(told.get("commission", {})))
    if start is None and not commission.title.strip():
        raise Problem(f'{path} does not say what is bought. Write it under [commission], as title = "Help at home".')
    if "subsidy" in told:
        return PlanFile(commission, **_sections(told), subsidy=tuple(told["subsidy"]))
    return PlanFile(commission, **_sections(told))


def _sections(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in _SECTIONS if name in told and name != "commission"}


def _toml(value: Any, *, money: bool) -> str:
    if money and isinstance(value, int):
        return f"{value / 100:.2f}".removesuffix(".00")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
        return f'"{escaped}"'
    return str(value)


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        _MONEY.get(name, name): round(value * 100) if name in _MONEY else tuple(value) if name == "cpv" else value
        for name, value in told.items()
    }
    if "cpv" in found and "cpv_main" not in found:
        found["cpv_main"] = found["cpv"][0] if len(found["cpv"]) == 1 else None
    return found


def mistakes(told: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(told.keys() - {*_SECTIONS, "format", "subsidy"}):
        yield f"it has {name}, which means nothing here. There are {', '.join(_SECTIONS)}, subsidy."
    given = told.get("subsidy", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        yield "subsidy should be a section that opens with [[subsidy]] on a line of its own, in doubled brackets."
    for name in _SECTIONS:
        if not isinstance(told.get(name, {}), dict):
            yield f"{name} should be a section that opens with [{name}] on a line of its own."
            return
    types = _types()
    for name, value in told.get("commission", {}).items():
        if name not in types:
            near = get_close_matches(name, types, n=1, cutoff=0.6)
            meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(types))}."
            yield f"[commission] has {name}, which means nothing here. {meant}"
        elif wrong := _wrong(name, value, types[name]):
            yield f"[commission] {name} is {value!r}; {wrong}"
    yield from _choices(told.get("commission", {}))
    yield from (f"[lots] {slip}" for slip in lots_slips(told.get("lots", {})))
    for name, value in told.get("reasons", {}).items():
        if name not in REASONS:
            near = get_close_matches(name, REASONS, n=1, cutoff=0.6)
            meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(REASONS)}."
            yield f"[reasons] has {name}, which is no entry of the record. {meant}"
        elif not isinstance(value, str):
            yield f"[reasons] {name} is {value!r}; write it in quotation marks."


def _types() -> dict[str, str]:
    """The names that a file may use, with the type of each."""
    back = {theirs: ours for ours, theirs in _MONEY.items()}
    return {back.get(one.name, one.name): str(one.type) for one in fields(Commission)}


def _wrong(name: str, value: Any, type_: str) -> str | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if name in _MONEY:
        if name in _ABOVE_NOTHING and number and value == 0:
            return "leave it out where it is not known: a value of nothing would be below every threshold."
        return None if number and value >= 0 else "give pounds, as 250000 or 250000.50."
    if "bool" in type_:
        return None if isinstance(value, bool) else "write true or false."
    if "int" in type_:
        least = 1 if name in _ONE_OR_MORE else 0
        fine = isinstance(value, int) and not isinstance(value, bool) and value >= least
        return None if fine else f"give a whole number{', 1 or more' if least else ''}."
    if "date" in type_:
        return None if type(value) is date else "give a day without quotation marks, as 2027-03-31."
    if "tuple" in type_:
        fine = isinstance(value, list) and all(isinstance(one, str) and _CPV.fullmatch(one) for one in value)
        return None if fine else 'give codes of eight figures, as ["85320000"].'
    return None if isinstance(value, str) else "write it in quotation marks."


_CHOICES = {
    "subject": ("goods", "services", "works"),
    "form": ("contract", "framework", "call-off", "concession", "grant"),
    "authority": ("best value authority", "parish council", "central government"),
    "method": ("open", "flexible", "direct", "quotes", "preselected", "none"),
    "reserved": ("no", "uk", "local", "sme-vcse", "mutual", "supported"),
    "exempt": ("", "land", "emergency"),
    "nation": ("England", "Wales", "Scotland", "Northern Ireland"),
}


def _choices(told: Mapping[str, Any]) -> Iterator[str]:
    for name, choices in _CHOICES.items():
        if name in told and told[name] not in choices:
            yield f"[commission] {name} is {told[name]!r}; there are {', '.join(choices)}."
