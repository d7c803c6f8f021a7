"""Which rules bear on a commission on a day: each with why, what follows, and who checked it."""

from dataclasses import dataclass
from datetime import date

from keepitlocal.domain.commission import Commission
from keepitlocal.law import STAGES, Rule, in_force
from keepitlocal.law.facts import facts
from keepitlocal.law.regime import Regime, regime
from keepitlocal.law.triggers import ASK, NOT, judge


@dataclass(frozen=True)
class Bearing:
    """A rule that bears on a commission, or may: ``missing`` names the facts that would decide it."""

    rule: Rule
    sure: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the law files say of a commission on a day. ``looked_at`` counts the rules that were in force."""

    on: date
    regime: Regime
    bearings: tuple[Bearing, ...]
    looked_at: int

    def bears(self, id_: str, /) -> bool:
        """Whether a rule certainly bears."""
        return any(one.rule.id == id_ and one.sure for one in self.bearings)


def bearing(commission: Commission, /, *, on: date) -> Reading:
    """The rules in force on a day that bear on a commission, or may, in the order of its stages."""
    day = commission.begun or on
    known, told = in_force(day), facts(commission, on=on)
    found = []
    for rule in known.values():
        if commission.nation not in rule.instrument.nations or not rule.when:
            continue
        outcome = judge(rule.when, told, known)
        if outcome.answer != NOT:
            found.append(Bearing(rule, outcome.answer != ASK, outcome.missing))
    found.sort(key=lambda one: STAGES.index(one.rule.stage))
    return Reading(on, regime(commission, on=on), tuple(found), len(known))
