"""The facts that triggers look at: what a commission says, and what follows from it on a day."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from keepitlocal.domain.commission import CALL_OFF, CONCESSION, FRAMEWORK, Commission
from keepitlocal.law.regime import regime


def facts(commission: Commission, /, *, on: date) -> Mapping[str, Any]:
    """Every field of the commission by its name, and what follows from them; ``None`` where it is not known."""
    found = regime(commission, on=on)
    own = {one.name: getattr(commission, one.name) for one in fields(commission)}
    return own | {
        "regime": found.name,
        "light_touch": found.light_touch,
        "reservable": found.reservable,
        "estimate_pence": found.estimate_pence,
        "framework": commission.form == FRAMEWORK,
        "call_off": commission.form == CALL_OFF,
        "concession": commission.form == CONCESSION,
    }
