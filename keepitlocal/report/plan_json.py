"""A plan as JSON with stable keys, described by schema/plan.schema.json: the same plan gives the same bytes."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from keepitlocal.report.plan import Plan

FORMAT = 1


def as_json(plan: Plan, /) -> dict[str, Any]:
    """Every value of the plan by its name; dates as 2027-03-31. The drawing is left out: its table is in ``bands``."""
    found: dict[str, Any] = {"format": FORMAT, "edition": "officer", **_plain(asdict(plan))}
    if found["maximum"]:
        del found["maximum"]["figure"]
    return found


def text(plan: Plan, /) -> str:
    """The text of plan.json."""
    return json.dumps(as_json(plan), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(found) for key, found in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
