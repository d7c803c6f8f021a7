"""Make a plan from what the records, the law files, the routes and the registers say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal import __version__
from keepitlocal.domain.commission import Commission
from keepitlocal.domain.money import exact, pounds
from keepitlocal.domain.period import spoken
from keepitlocal.law import CERTAINTY
from keepitlocal.law.bearing import Bearing, Reading, bearing
from keepitlocal.law.regime import BEFORE, OTHER_NATION
from keepitlocal.report.plan import Fact, Plan, RuleLine
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_file import HINTS, PlanFile
from keepitlocal.tasks._plan_find import Found, Held, kind_of_work


@dataclass(frozen=True)
class About:
    """What a plan is about: the officer's file, the rows of the register, the kind of work, and a name for files."""

    file: PlanFile
    held: tuple[Held, ...]
    work: str | None
    name: str
    gaps: tuple[str, ...] = ()


def slug(reference: str, title: str, /) -> str:
    """A name for the files of a plan: its title's words and its reference."""
    plain = re.sub(r"[^a-z0-9]+", "-", f"{title[:60]} {reference}".lower()).strip("-")
    return plain or "plan"


def open_gaps(found: Found, commission: Commission, /) -> tuple[str, ...]:
    """What the records lack or contradict and the officer has not put right."""
    return tuple(
        gap.sentence for gap in found.gaps if getattr(commission, gap.fact) == getattr(found.commission, gap.fact)
    )


def work_of(folder: Folder, commission: Commission, /) -> str | None:
    """The kind of work that a described commission is, by the words for work."""
    return kind_of_work(folder, title=commission.title, category=commission.service, department=None)


def make(folder: Folder, version: Any, about: About, source: Any, /, *, on: date, made: date) -> Plan:
    """The plan on a day."""
    from keepitlocal.tasks._place import place_of

    place = place_of(folder, version)
    commission = about.file.commission
    reading = bearing(commission, on=on)
    return Plan(
        council=place.name,
        code=place.code,
        title=commission.title,
        reference=commission.reference,
        on=on,
        made=made,
        software=__version__,
        source=about.held[0].source if about.held else str(source),
        description=str(source),
        warnings=tuple(_warnings(commission, reading, on)),
        facts=tuple(_facts(about)),
        gaps=about.gaps,
        regime=reading.regime.name or "cannot be told yet",
        regime_because=_sentence(reading.regime.why),
        looked_at=reading.looked_at,
        rules=tuple(_rule(one) for one in reading.bearings),
        maximum=None,
        ways=(),
        timetable=(),
        decide_by=None,
        timetable_says=(),
        notices=(),
        sections=(),
        records=(),
    )


def _warnings(commission: Commission, reading: Reading, on: date) -> Iterator[str]:
    if reading.regime.name == BEFORE:
        yield (
            f"On {spoken(commission.begun or on)} the Procurement Act 2023 was not yet in force. The rules of that day are "
            "not covered here, so the parts of this plan on the law say little."
        )
    if reading.regime.name == OTHER_NATION:
        yield f"The rules of {commission.nation} are not covered here. The parts of this plan on the law do not apply."


def _facts(about: About) -> Iterator[Fact]:
    """What is known, in words; what the officer's file says counts, whoever said it first."""
    commission, where = about.file.commission, about.held[0].source if about.held else "the plan’s file"
    yield Fact("Kind of work", about.work or commission.service or "not known", where)
    held = [one.supplier or "a person, or redacted" for one in about.held]
    if held:
        yield Fact("Held now by", "; ".join(dict.fromkeys(held)), where)
    for label, value in (
        ("Value with VAT, whole life", _money(commission.value_pence)),
        ("Value with VAT a year", _money(commission.annual_pence)),
        ("Others that could be one with it", _money(commission.related_pence or None)),
        ("Term", _months(commission.months)),
        ("Extensions", _months(commission.extension_months)),
        ("Ends", spoken(commission.end) if commission.end else "not known"),
        ("Goods, services or works", commission.subject or "not known"),
        ("CPV codes", ", ".join(commission.cpv) or "not known"),
        ("How it was let", str(about.held[0].row["process"] or "not said") if about.held else "not let yet"),
    ):
        yield Fact(label, value, where)


def _rule(found: Bearing) -> RuleLine:
    rule = found.rule
    return RuleLine(
        rule.id,
        rule.title,
        rule.stage,
        rule.consequence,
        rule.evidence,
        rule.citation,
        CERTAINTY[rule.certainty],
        rule.checked,
        found.sure,
        tuple(question(name) for name in found.missing),
        rule.ask,
    )


def question(fact: str, /) -> str:
    """A fact that is not known, as people read it."""
    return HINTS.get(fact.removesuffix("_pence"), fact.replace("_", " "))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _money(pence: int | None) -> str:
    return "not known" if pence is None else f"{pounds(pence)} ({exact(pence)})"


def _months(months: int | None) -> str:
    return "not known" if months is None else "none" if months == 0 else f"{months} months"


Reasons = Mapping[str, str]
