"""The reader of the lines beside this file: one TOML file a line, in order, each with its rules and its reason."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.reference import rows

CHOOSABLE = "choosable"
Overrides = Mapping[str, str | bool]
_NONE: Overrides = {}
_APOSTROPHES = re.compile(r"['’‘`´]")
_OTHER = re.compile(r"[^A-Z0-9]+")
_SPELLED = re.compile(r"\b[A-Z](?: [A-Z])+\b")
_RULES = "payees not_payees not_creditors creditor_types departments services categories capital"
_NEVER = re.compile(r"[^\s\S]")


@dataclass(frozen=True)
class Line:
    """One line of what the money is. Patterns are searched in names and labels cleaned by ``clean_name``.

    ``removed`` lines are taken out of what the council could choose how to spend; others are only shown apart.
    ``not_payees`` are exceptions to ``payees``, and ``not_creditors`` names that no ``creditor_types`` speaks for.
    """

    order: int
    id: str
    title: str
    why: str
    removed: bool
    examples: tuple[str, ...]
    payees: re.Pattern[str]
    not_payees: re.Pattern[str]
    not_creditors: re.Pattern[str]
    creditor_types: re.Pattern[str]
    departments: re.Pattern[str]
    services: re.Pattern[str]
    categories: re.Pattern[str]
    capital: re.Pattern[str]
    redacted: bool = False
    persons: bool = False


@cache
def lines() -> tuple[Line, ...]:
    """Every line, in order. Raises ValueError naming the file where a line is not well written."""
    found = [_read(path) for path in Path(__file__).parent.glob("*.toml")]
    return tuple(sorted(found, key=lambda line: line.order))


def _read(path: Path) -> Line:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        if told.pop("councils", False):
            told["payees"].append(_council_names())
        patterns = {name: _any_of(told.pop(name, ())) for name in _RULES.split()}
        return Line(**told | {"examples": tuple(told["examples"])} | patterns)
    except (re.error, TypeError, KeyError) as error:
        raise ValueError(f"{path.name} is not a line of what the money is: {error}") from error


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined) if joined else _NEVER


def _council_names() -> str:
    """A pattern for councils by any name in the reference table: "Wigan Council", "Kirklees Metropolitan Council"."""
    told = [name for row in rows("councils") for name in (row["name"], *row["other_names"].split("|"))]
    names = sorted({clean_name(name) for name in told if name})
    return rf"^({'|'.join(names)})( (METROPOLITAN|MET|BOROUGH|CITY|COUNTY|DISTRICT|UNITARY))* COUNCIL\b"


def clean_name(text: str | None, /) -> str:
    """A name or label in the form the rules are written for: capitals, ``&`` as AND, no marks, ``H M R C`` as HMRC."""
    plain = _APOSTROPHES.sub("", (text or "").upper()).replace("&", " AND ")
    words = " ".join(_OTHER.sub(" ", plain).split()).removeprefix("THE ")
    return _SPELLED.sub(lambda match: match[0].replace(" ", ""), words)


def line_of_payee(name: str | None, /, *, creditor_type: str | None = None, overrides: Overrides = _NONE) -> str:
    """The id of the line a payee belongs to by name, else by the council's own kind of payee; empty where none does.

    ``overrides`` is what a council decided: a payee's name, in any spelling that cleans to the same, with a line's id
    or "choosable" (then returned as such), or a line's id with False, which switches that line off.
    """
    cleaned = clean_name(name)
    decided = _decided(cleaned, overrides)
    if decided:
        return decided
    live = _live(overrides)
    kind = clean_name(creditor_type)
    by_name = next((line.id for line in live if _catches(line, name, cleaned)), "")
    by_type = by_name or next((line.id for line in live if _by_type(line, cleaned, kind)), "")
    # A guess comes last, and never against what the council itself says of the payee.
    person = not (by_type or kind) and likely_person(name or "")
    return by_type or next((line.id for line in live if line.persons and person), "")


def line_of_label(
    *,
    department: str | None = None,
    service: str | None = None,
    category: str | None = None,
    capital: str | None = None,
    overrides: Overrides = _NONE,
) -> str:
    """The id of the first line that a payment belongs to by the council's own labels; empty where none does."""
    told = [clean_name(text) for text in (department, service, category, capital)]
    for line in _live(overrides):
        rules = (line.departments, line.services, line.categories, line.capital)
        if any(text and rule.search(text) for rule, text in zip(rules, told, strict=True)):
            return line.id
    return ""


def first_of(one: str, other: str, /) -> str:
    """Of a payee's line and a label's, the earlier in order; empty where a person said that the payee can be chosen."""
    if CHOOSABLE in (one, other):
        return ""
    return next((line.id for line in lines() if line.id in (one, other)), "")


def _decided(cleaned: str, overrides: Overrides) -> str:
    for name, outcome in overrides.items():
        if isinstance(outcome, str) and clean_name(name) == cleaned:
            return outcome
    return ""


def _live(overrides: Overrides) -> list[Line]:
    return [line for line in lines() if overrides.get(line.id) is not False]


def _catches(line: Line, name: str | None, cleaned: str) -> bool:
    if line.redacted and is_redacted(name):
        return True
    return bool(line.payees.search(cleaned)) and not line.not_payees.search(cleaned)


def _by_type(line: Line, cleaned: str, creditor_type: str) -> bool:
    return bool(line.creditor_types.search(creditor_type)) and not line.not_creditors.search(cleaned)
