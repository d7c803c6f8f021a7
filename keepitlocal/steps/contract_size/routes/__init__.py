"""Routes: the ways a commission could be granted, bought or done, each weighed on what is known. One file a route.

A route is never hidden: one that does not fit says why. What is not known is asked, never taken for a no. A route's
file has a ``title``, a ``place`` (where it stands among the others) and ``weigh(setting) -> Option``.
"""

from dataclasses import dataclass, replace
from datetime import date

from keepitlocal.discover import modules
from keepitlocal.domain.commission import Commission
from keepitlocal.law import rules
from keepitlocal.law.bearing import Reading
from keepitlocal.law.regime import BEFORE, OTHER_NATION

OPEN, ASK, NOT = "open to you", "depends on an answer", "does not fit"
BLANK = "Our reason: ____________________"  # every drafted reason opens with it: the officer's own comes first


@dataclass(frozen=True)
class Current:
    """What is in place now. ``None`` is not known; ``in_place`` is False where the commission is new."""

    in_place: bool | None = None
    grant: bool | None = None
    extension_months: int | None = None  # that may still be taken
    voluntary_body: bool | None = None  # it is with a voluntary or community body


@dataclass(frozen=True)
class Setting:
    """What a route is weighed against. Pence with VAT; ``None`` is not known.

    ``suggested_maximum_pence`` is a year's value, an estimate for planning the size of lots. ``providers_local``
    counts organisations that do this kind of work and serve this place; only its band is ever said.
    """

    commission: Commission
    on: date
    reading: Reading
    suggested_maximum_pence: int | None = None
    providers_local: int | None = None
    annual_pence: int | None = None
    current: Current | None = None


@dataclass(frozen=True)
class Publish:
    """A notice or other publication: what, when in words, and the id of the rule that asks for it."""

    what: str
    when: str
    rule: str


@dataclass(frozen=True)
class Decision:
    """Who decides what, in words: the council's own constitution says who that is."""

    who: str
    what: str


@dataclass(frozen=True)
class Option:
    """A route as it stands here. ``lead_times`` are names of the steps of a timetable, in order of time."""

    route: str
    title: str
    stands: str  # OPEN, ASK or NOT
    why: tuple[str, ...]
    why_not: tuple[str, ...]
    ask: tuple[str, ...]
    rules: tuple[str, ...]
    publish: tuple[Publish, ...]
    decide: tuple[Decision, ...]
    lead_times: tuple[str, ...]
    lead: str  # a draft of the officer's reason; it opens with BLANK


def options(setting: Setting, /) -> tuple[Option, ...]:
    """Every route as it stands: those open first, then those that depend on an answer, then those that do not fit."""
    routes = sorted(modules(__name__), key=lambda module: (module.place, module.__name__))
    found = [_covered(module.weigh(setting), setting) for module in routes]
    return tuple(sorted(found, key=lambda option: (OPEN, ASK, NOT).index(option.stands)))


def _covered(option: Option, setting: Setting) -> Option:
    """Rules and notices are said only where our law files cover the day and the nation."""
    regime = setting.reading.regime
    if regime.name not in (BEFORE, OTHER_NATION):
        return _in_force(option, setting.commission.begun or setting.on)
    asked = f"Which rules bear on this route? Here {regime.why}. Ask your legal adviser."
    stands = NOT if option.stands == NOT else ASK
    return replace(option, stands=stands, ask=(asked, *option.ask), rules=(), publish=())


def _in_force(option: Option, day: date) -> Option:
    """Without the rules and notices that do not hold on a day."""
    gone = {rule.id for rule in rules()} - {rule.id for rule in rules() if rule.holds(day)}
    return replace(
        option,
        rules=tuple(id_ for id_ in option.rules if id_ not in gone),
        publish=tuple(one for one in option.publish if one.rule not in gone),
    )
