"""Triggers: when a rule bears on a commission. Three answers, since what is not known cannot be ruled out.

A trigger is a table of fact names. ``light_touch = false`` wants that value; a list any of its values; a table
compares: ``value_pence = { at_least = 30000 }``. Numbers beside a fact that ends in ``_pence`` are pounds, as the law
writes them; a text there is the id of the rule whose dated value it is. ``any = [{...}, {...}]`` wants one of several.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any

from keepitlocal.law import Rule

BEARS, ASK, NOT = "bears", "ask", "does not bear"
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {"at_least": ge, "over": gt, "at_most": le, "under": lt}


@dataclass(frozen=True)
class Outcome:
    """Whether a trigger holds; ``missing`` names the facts that would decide it."""

    answer: str
    missing: tuple[str, ...] = ()


def judge(when: Mapping[str, Any], facts: Mapping[str, Any], rules: Mapping[str, Rule], /) -> Outcome:
    """Whether a trigger holds of these facts. Raises KeyError for a fact that nobody knows of: a slip in a file."""
    missing: list[str] = []
    for name, wanted in when.items():
        found = _any(wanted, facts, rules) if name == "any" else _one(name, wanted, facts, rules)
        if found.answer == NOT:
            return found
        missing += found.missing
    return Outcome(ASK, tuple(dict.fromkeys(missing))) if missing else Outcome(BEARS)


def _any(choices: list[Mapping[str, Any]], facts: Mapping[str, Any], rules: Mapping[str, Rule]) -> Outcome:
    found = [judge(one, facts, rules) for one in choices]
    if any(one.answer == BEARS for one in found):
        return Outcome(BEARS)
    missing = tuple(name for one in found for name in one.missing)
    return Outcome(ASK, missing) if missing else Outcome(NOT)


def _one(name: str, wanted: Any, facts: Mapping[str, Any], rules: Mapping[str, Rule]) -> Outcome:
    fact = facts[name]
    if fact is None:
        return Outcome(ASK, (name,))
    if isinstance(wanted, Mapping):
        held = all(_COMPARE[how](fact, _amount(name, value, rules)) for how, value in wanted.items())
    else:
        held = fact in wanted if isinstance(wanted, list) else fact == wanted
    return Outcome(BEARS if held else NOT)


def _amount(name: str, value: Any, rules: Mapping[str, Rule]) -> Any:
    if isinstance(value, str):
        found = rules[value]
        return found.pence if name.endswith("_pence") else found.value
    return value * 100 if name.endswith("_pence") else value
