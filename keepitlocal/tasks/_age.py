"""How old registers and notices are on a day, and whether the law files cover it: what is said before anything else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from keepitlocal.domain.period import spoken
from keepitlocal.law.regime import COMMENCED
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts, open_parts

OLD_DAYS = 365
_ALONE = (
    3  # so many contracts must start on or after a day for a register to tell of it: one may be a slip or lie ahead
)


def stale(folder: Folder, version: Any, on: date, /) -> tuple[str, ...]:
    """A sentence for each register or file of notices whose newest content is more than a year older than a day.

    And one where the day lies so far before what a file tells of that it cannot have been published then.
    """
    with open_parts(folder, version) as parts:
        return tuple(_said(parts, on))


def before_the_act(on: date, /) -> tuple[str, ...]:
    """That the rules of a day before the Procurement Act 2023 are not covered here; nothing for a later day."""
    if on >= COMMENCED:
        return ()
    return (
        f"On {spoken(on)} the Procurement Act 2023 was not yet in force. The rules of that day are not covered here.",
    )


def newest(parts: Parts, /) -> list[tuple[str, str, date]]:
    """Each file of contracts with its source and the newest day it tells of: published or awarded, else started."""
    found = parts.rows(_NEWEST, "contracts", alone=_ALONE)
    return [(name, source, day) for name, source, day in found if day]


def _said(parts: Parts, on: date) -> Iterator[str]:
    for name, source, day in newest(parts):
        what = "register" if source == "contracts" else "file of notices"
        days = (on - day).days
        if days > OLD_DAYS:
            yield (
                f"This {what} is old: {name} tells of contracts up to {spoken(day)}, {_long(days)} before {spoken(on)}. What "
                f"was let, extended or ended since is not in it. Ask for a newer one, or look at it as it stood: "
                f"--on {day.isoformat()}"
            )
        elif days < -OLD_DAYS:
            yield (
                f"{name} tells of contracts up to {spoken(day)}. On {spoken(on)} it was not yet published as it is: what follows "
                "is not what could be known then."
            )


def _long(days: int) -> str:
    months = round(days * 12 / 365.25)
    years, rest = divmod(months, 12)
    told = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in ((years, "year"), (rest, "month")) if count]
    return " and ".join(told)


_NEWEST = """
WITH dated AS (SELECT input, source, coalesce(published, awarded, start) AS day FROM contracts WHERE set_aside IS NULL),
ranked AS (SELECT *, row_number() OVER (PARTITION BY input, source ORDER BY day DESC) AS place,
    count(*) OVER (PARTITION BY input, source) AS all_rows FROM dated WHERE day IS NOT NULL)
SELECT input, source, day FROM ranked WHERE place = least(all_rows, CASE WHEN source = 'ocds' THEN 1 ELSE $alone END)
ORDER BY input, source
"""
