"""What a council's own labels mean in services for people: whose money it is, and what work is bought.

Plain words, from services.toml beside this file; the council's own, in place.toml under [services], come first.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# More labels than this are cost centres: no council has as many departments.
DEPARTMENTS_AT_MOST = 40
Rules = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True)
class Meaning:
    """What one combination of labels means: the department that pays and the kind of work; None where no word fits."""

    department: str | None
    work: str | None


@dataclass(frozen=True)
class Words:
    """Words for departments and for work, first match first; departments as ``published`` need none."""

    departments: Rules
    work: Rules
    published: bool


def mapping(settings: Mapping[str, Any], /, *, departments: int) -> Words:
    """The mapping of a place, from the [services] of its place.toml and how many different departments it publishes.

    Departments count as published where there are at most forty and the council has no words of its own for them.
    Raises ValueError naming the entry of place.toml that is not a list of words.
    """
    own_departments, own_work = _read(settings.get("departments", {})), _read(settings.get("work", {}))
    usual = _usual()
    return Words(
        departments=own_departments + usual["departments"],
        work=own_work + usual["work"],
        published=not own_departments and 0 < departments <= DEPARTMENTS_AT_MOST,
    )


def meaning(found: Words, /, *, department: str | None, service: str | None, category: str | None) -> Meaning:
    """What labels mean. The department's label speaks first of who pays, the category's of what is bought."""
    if found.published:
        who = department.strip() if department and department.strip() else None
    else:
        who = _first(found.departments, (department, service))
    return Meaning(who, _first(found.work, (category, service, department)))


@cache
def _usual() -> dict[str, Rules]:
    told = tomllib.loads(Path(__file__).with_name("services.toml").read_text(encoding="utf-8"))
    return {name: _read(told[name]) for name in ("departments", "work")}


def _read(entries: Mapping[str, Any]) -> Rules:
    for name, words in entries.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and _plain(word) for word in words):
            raise ValueError(
                f'place.toml has {name} = {words!r} under [services]. Give a list of words: {name} = ["home care"].'
            )
    return tuple((name, _pattern(words)) for name, words in entries.items() if words)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(" ".join(_token(token) for token in word.split()) for word in words))


def _token(token: str) -> str:
    whole = token.endswith(".")
    return rf"\b{_plain(token)}\b" if whole else rf"\b{_plain(token)}\w*"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", re.sub(r"['’]", "", text.upper())).split())


def _first(rules: Rules, labels: Iterable[str | None]) -> str | None:
    for label in labels:
        plain = _plain(label or "")
        for name, pattern in rules:
            if plain and pattern.search(plain):
                return name
    return None


def says(text: str | None, /) -> frozenset[str]:
    """Every kind of work that a sentence names: what an organisation says of itself names several (said.toml)."""
    plain = _plain(text or "")
    return frozenset(name for name, pattern in _said()["work"] if plain and pattern.search(plain))


def other_goods(*labels: str | None) -> bool:
    """Whether a label says that something else than services to people is bought, whoever pays (said.toml)."""
    return _first(_said()["other"], labels) is not None


@cache
def _said() -> dict[str, Rules]:
    told = tomllib.loads(Path(__file__).with_name("said.toml").read_text(encoding="utf-8"))
    return {name: _read(told[name]) for name in ("work", "other")}
