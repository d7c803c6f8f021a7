"""Which rules bear on a commission on a day: each with why, what follows, and who checked it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from keepitlocal.domain.commission import Commission
from keepitlocal.law import STAGES, Rule, in_force
from keepitlocal.law.facts import facts
from keepitlocal.law.regime import Regime, regime
from keepitlocal.law.triggers import ASK, NOT, judge

AFTER = ("deliver", "change", "end")  # stages whose rules reach contracts let before they came into force


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
    begun, told = commission.begun or on, facts(commission, on=on)
    known, amounts = _known(begun, on), {**in_force(max(begun, on)), **in_force(begun)}
    found = []
    for rule in known.values():
        if commission.nation not in rule.instrument.nations or not rule.when:
            continue
        outcome = judge(rule.when, told, amounts)
        if outcome.answer != NOT:
            found.append(Bearing(rule, outcome.answer != ASK, outcome.missing))
    found.sort(key=lambda one: STAGES.index(one.rule.stage))
    return Reading(on, regime(commission, on=on), tuple(found), len(known))


def _known(begun: date, on: date) -> Mapping[str, Rule]:
    """Rules of the day it began; of what follows the award, those of the later day (SI 2025/1316, regulation 2)."""
    later = in_force(max(begun, on)).items()
    return {**in_force(begun), **{id_: rule for id_, rule in later if rule.stage in AFTER}}
