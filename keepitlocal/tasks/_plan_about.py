"""What a plan is about: the officer's file, the rows of the register, the kind of work."""

import re
from dataclasses import dataclass

from keepitlocal.domain.commission import SERVICES, Commission
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_estimate import beside
from keepitlocal.tasks._plan_file import PlanFile
from keepitlocal.tasks._plan_find import Found, Held
from keepitlocal.tasks._plan_gaps import disagreeing
from keepitlocal.tasks._plan_related import related
from keepitlocal.tasks._work import other_work, work_words


@dataclass(frozen=True)
class About:
    """What a plan is about: the officer's file, the rows of the register, the kind of work, and a name for files."""

    file: PlanFile
    held: tuple[Held, ...]
    work: str | None
    name: str
    gaps: tuple[str, ...] = ()
    start: Commission | None = None  # what the records said, before the officer did


def slug(reference: str, title: str, /) -> str:
    """A name for the files of a plan: its title's words and its reference."""
    plain = re.sub(r"[^a-z0-9]+", "-", f"{title[:60]} {reference}".lower()).strip("-")
    return plain or "plan"


def open_gaps(found: Found, commission: Commission, /) -> tuple[str, ...]:
    """What the records lack or contradict and the officer has not put right."""
    beside = related(found.held, found.rows)
    gaps = (*found.gaps, *([beside] if beside and not commission.separate_reasons else []))
    return tuple(gap.sentence for gap in gaps if getattr(commission, gap.fact) == getattr(found.commission, gap.fact))


def own_gaps(
    file: PlanFile, counted: Commission, work: str | None, /, *, start: Commission | None = None
) -> tuple[str, ...]:
    """What the officer's own words leave open or contradict; ``counted`` is what the estimate made of them."""
    told = [*beside(file)]
    if start is None or any(getattr(counted, name) != getattr(start, name) for name in _SUMS):
        told += disagreeing(counted)
    if start is None and work is None and counted.subject in (None, SERVICES):
        told.append(
            "No kind of work in services for people was recognised in its title or service, so nobody could be looked for who "
            "does it. Write service in other words, such as “home care”, where it is one."
        )
    return tuple(told)


_SUMS = ("value_pence", "annual_pence", "months", "extension_months")


def work_of(folder: Folder, commission: Commission, /) -> str | None:
    """The kind of work that a described commission is, by the words for work."""
    if other_work(" ".join(code[:8] for code in commission.cpv)):
        return None
    return work_words(folder)(commission.title, commission.service, None)
