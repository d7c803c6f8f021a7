"""What a plan is about: the officer's file, the rows of the register, the kind of work."""

import re
from dataclasses import dataclass

from keepitlocal.domain.commission import Commission
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_file import PlanFile
from keepitlocal.tasks._plan_find import Found, Held
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


def work_of(folder: Folder, commission: Commission, /) -> str | None:
    """The kind of work that a described commission is, by the words for work."""
    if other_work(" ".join(code[:8] for code in commission.cpv)):
        return None
    return work_words(folder)(commission.title, commission.service, None)
