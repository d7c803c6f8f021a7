"""Other contracts on record that could perhaps reasonably be one with it: a question for the officer, never an answer.

Procurement Act 2023, Schedule 3, paragraph 4: contracts that could reasonably be supplied under one are each valued as
all of them, unless there are good reasons. Looked for are contracts of the same department and the same code, or the
same first words of the title, that end within a year of this one.
"""

from collections.abc import Iterable
from datetime import timedelta

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._plan_find import Held, worth
from keepitlocal.tasks._plan_gaps import Gap

_YEAR = timedelta(365)
_WORDS = 3  # as many first words of a title in common, where no code is given


def related(chosen: tuple[Held, ...], rows: Iterable[Held], /) -> Gap | None:
    """A sentence on how many there are and what they come to with VAT; None where there is none."""
    first, own = chosen[0], {id(one) for one in chosen}
    found = [one for one in rows if id(one) not in own and _alike(first, one)]
    if not found:
        return None
    sums = [worth(one) for one in found]
    known = sum(value for value in sums if value is not None)
    listed = ", ".join(dict.fromkeys(str(one.row["reference"] or one.source) for one in found[:8]))
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    missing = f" ({sum(value is None for value in sums)} without a value)" if None in sums else ""
    return Gap(
        "related_pence",
        f"{len(found)} other {'row' if len(found) == 1 else 'rows'} of the register could perhaps reasonably be one contract "
        f"with it: same department and kind, ending within a year of it, {pounds(known)} with VAT together{missing} "
        f"({listed}{more}). If so, each is valued as all of them: write their value as related, or your good reasons as "
        "separate_reasons.",
    )


def _alike(one: Held, other: Held) -> bool:
    mine, theirs = one.row, other.row
    if mine["source"] != theirs["source"] or (mine["department"] or "") != (theirs["department"] or ""):
        return False
    if not mine["end"] or not theirs["end"] or abs(mine["end"] - theirs["end"]) > _YEAR:
        return False
    if mine["cpv"] and theirs["cpv"]:
        return bool(set(mine["cpv"].split()) & set(theirs["cpv"].split()))
    return _opening(mine["title"]) == _opening(theirs["title"])


def _opening(title: str | None) -> tuple[str, ...]:
    return tuple((title or "").casefold().split()[:_WORDS])
