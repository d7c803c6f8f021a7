"""The facts that triggers look at: what a commission says, and what follows from it on a day."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from keepitlocal.domain.commission import CALL_OFF, CONCESSION, FRAMEWORK, Commission
from keepitlocal.law.regime import called_off, mainly_light_touch, may_be_health, regime


def facts(commission: Commission, /, *, on: date) -> Mapping[str, Any]:
    """Every field of the commission by its name, and what follows from them; ``None`` where it is not known."""
    found = regime(commission, on=on)
    own = {one.name: getattr(commission, one.name) for one in fields(commission)}
    return own | {
        "health": commission.health if may_be_health(commission) else bool(commission.health),
        "mainly_light_touch": mainly_light_touch(commission),
        "regime": found.name,
        "light_touch": found.light_touch,
        "reservable": found.reservable,
        "estimate_pence": found.estimate_pence,
        "framework": commission.form == FRAMEWORK,
        "call_off": called_off(commission),
        "dynamic_market": commission.dynamic_market if commission.form == CALL_OFF else False,
        "concession": commission.form == CONCESSION,
    }
