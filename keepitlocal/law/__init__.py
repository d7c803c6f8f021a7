"""The law as data: one TOML file an instrument, found by walking this folder; each rule has a date and a citation.

We support decisions and do not give legal advice. No rule has been checked by a lawyer until ``reviewed_by`` and
``reviewed_on`` say so, and every answer made from it repeats that.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

NOT_CHECKED = "not yet checked by a lawyer"
# How we know a rule, in the order of weight; what each stands for is said wherever a rule is shown.
CERTAINTY = {
    "text": "read in the enacted text",
    "data": "seen in published notices",
    "guidance": "read in official guidance",
    "second-hand": "known second-hand",
    "memory": "from memory, not verified",
}
STAGES = ("plan", "engage", "let", "award", "deliver", "change", "end")


@dataclass(frozen=True)
class Instrument:
    """An Act, a set of regulations, an order or a piece of guidance."""

    name: str  # of its file
    title: str
    citation: str
    address: str
    nations: tuple[str, ...]
    read: str  # which text was read, and when


@dataclass(frozen=True)
class Rule:
    """One dated rule. ``when`` is its trigger (see ``keepitlocal.law.triggers``), ``value`` its amount, if it has one.

    ``value`` is in the unit that ``unit`` names: pounds, days, working days, months, years, percent. ``until`` is the
    last day it holds.
    """

    id: str
    title: str
    instrument: Instrument
    citation: str
    certainty: str
    stage: str
    from_: date
    until: date | None
    when: Mapping[str, Any]
    consequence: str
    evidence: str
    value: int | None = None
    unit: str = ""
    notice: str = ""  # UK1 to UK17, where what it asks for is a notice
    ask: str = ""  # what to ask the legal adviser
    note: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def checked(self) -> str:
        """Who checked the rule and when, or that nobody has."""
        if self.reviewed_by and self.reviewed_on:
            return f"checked by {self.reviewed_by} on {self.reviewed_on.isoformat()}"
        return NOT_CHECKED

    @property
    def pence(self) -> int:
        """Its amount in pence. Raises ValueError where its value is not pounds."""
        if self.value is None or self.unit != "pounds":
            raise ValueError(f"{self.id} has no value in pounds")
        return self.value * 100

    def holds(self, on: date, /) -> bool:
        """Whether it is in force on a day."""
        return self.from_ <= on and (self.until is None or on <= self.until)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every instrument, in order of file and of place in it."""
    found = sorted(
        (entry for entry in files("keepitlocal.law").iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(one for entry in found for one in _read(entry.name.removesuffix(".toml"), entry.read_bytes()))


@cache
def in_force(on: date, /) -> Mapping[str, Rule]:
    """Rules in force on a day, by id. Raises ValueError where two with one id hold on the same day."""
    held = [rule for rule in rules() if rule.holds(on)]
    by_id = {rule.id: rule for rule in held}
    if len(by_id) < len(held):
        twice = sorted({rule.id for rule in held if sum(other.id == rule.id for other in held) > 1})
        raise ValueError(f"two rules with one id are in force on {on.isoformat()}: {', '.join(twice)}")
    return by_id


def rule(id_: str, /, *, on: date) -> Rule:
    """The rule of that id in force on a day. Raises LookupError where there is none."""
    try:
        return in_force(on)[id_]
    except KeyError:
        raise LookupError(f"no rule {id_} is in force on {on.isoformat()}") from None


def _read(name: str, content: bytes) -> tuple[Rule, ...]:
    told = tomllib.loads(content.decode("utf-8"))
    instrument = Instrument(
        name, told["title"], told["citation"], told["address"], tuple(told["nations"]), told.get("read", "")
    )
    return tuple(_rule(instrument, entry) for entry in told["rule"])


def _rule(instrument: Instrument, entry: dict[str, Any]) -> Rule:
    known = dict(entry)
    start, checked = known.pop("from"), known.pop("reviewed_on", "")
    return Rule(
        instrument=instrument,
        from_=start,
        until=known.pop("until", None),
        when=known.pop("when", {}),
        reviewed_on=checked or None,
        **known,
    )
