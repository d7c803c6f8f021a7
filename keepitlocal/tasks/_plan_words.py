"""What a plan says of facts, rules and records, in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from keepitlocal.domain.commission import Commission
from keepitlocal.domain.money import exact, pounds
from keepitlocal.domain.period import spoken
from keepitlocal.law import CERTAINTY
from keepitlocal.law.bearing import Bearing, Reading
from keepitlocal.law.regime import BEFORE, BELOW, OTHER_NATION
from keepitlocal.report.plan import Fact, Reason, RuleLine
from keepitlocal.steps.contract_size.records import records
from keepitlocal.steps.contract_size.routes import Setting
from keepitlocal.tasks._age import stale
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_about import About
from keepitlocal.tasks._plan_estimate import estimate
from keepitlocal.tasks._plan_file import HINTS
from keepitlocal.tasks._plan_gaps import published_extensions, stopgap


def warnings(folder: Folder, version: Any, commission: Commission, reading: Reading, on: date, /) -> Iterator[str]:
    """What has to be said before anything else."""
    yield from stale(folder, version, on)
    if reading.regime.name == BEFORE:
        yield (
            f"On {spoken(commission.begun or on)} the Procurement Act 2023 was not yet in force. The rules of that day are "
            "not covered here, so the parts of this plan on the law say little."
        )
    if reading.regime.name == OTHER_NATION:
        yield f"The rules of {commission.nation} are not covered here. The parts of this plan on the law do not apply."


def of_what_is_in_place(about: About, /) -> Iterator[str]:
    """Said first where the value is that of a stopgap: every rule below follows from it."""
    months = stopgap([one.row for one in about.held]) if about.held else None
    if months and about.start and about.file.commission.months == about.start.months:
        yield (
            f"What is in place runs for {months} {'month' if months == 1 else 'months'} only. The value, the rules and the routes "
            "below are for a contract like it, and not for what comes next: write the months and the value that you plan for."
        )


def unfinished(about: About, reading: Reading, /) -> Iterator[str]:
    """Said first where the lines of an estimate that nobody has answered could lift it over the threshold."""
    if reading.regime.name == BELOW and about.file.estimate and estimate(about.file).open_lines:
        yield (
            "The estimate is not finished: lines that are not answered count as nothing. Until they are, a route that is said "
            "to stand open below the threshold may not."
        )


def facts(about: About, /) -> Iterator[Fact]:
    """What is known, in words; what the officer's file says counts, whoever said it first."""
    commission, where = about.file.commission, about.held[0].source if about.held else "the plan’s file"
    yield Fact("Kind of work", about.work or commission.service or "not known", where)
    held = [one.supplier or "not named here" for one in about.held]
    if held:
        yield Fact("Held now by", "; ".join(dict.fromkeys(held)), where)
    for label, name, words in _FACTS:
        value = getattr(commission, name)
        own = about.start is not None and value != getattr(about.start, name)
        yield Fact(
            label, words(value) if value not in (None, ()) else "not known", "corrected by you" if own else where
        )
    if about.held:
        row = about.held[0].row
        said = published_extensions(row)
        yield Fact(
            "Extensions of the present one", f"As published: “{said}”" if said else sentence(row["told"].words), where
        )
    let = str(about.held[0].row["process"] or "not said") if about.held else "not let yet"
    yield Fact("How it was let", let, where)


def rule_line(found: Bearing, reading: Reading, /) -> RuleLine:
    """A rule as a plan shows it, with what would decide whether it bears."""
    rule = found.rule
    missing = [name for one in found.missing for name in (reading.regime.missing if one in _DERIVED else (one,))]
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
        tuple(dict.fromkeys(question(name) for name in missing)),
        rule.ask,
    )


# Facts that follow from others: what is missing is told by the regime.
_DERIVED = ("regime", "light_touch", "mainly_light_touch", "reservable", "estimate_pence")


def question(fact: str, /) -> str:
    """A fact that is not known, as people read it."""
    name = fact.removesuffix("_pence")
    return f"{name.replace('_', ' ')}: {HINTS[name]}" if name in HINTS else name.replace("_", " ")


def record_lines(setting: Setting, reasons: Mapping[str, Any], /) -> Iterator[Reason]:
    """The record of reasons, what the officer wrote in place of the blanks."""
    for one in records(setting):
        said = str(reasons.get(one.id, "")).strip()
        yield Reason(one.id, one.title, one.what, one.when, one.rules, f"Our reason: {said}" if said else one.text)


def sentence(text: str, /) -> str:
    """With a capital at its start."""
    return text[:1].upper() + text[1:]


def _money(pence: int) -> str:
    rounded, whole = pounds(pence), exact(pence)
    return rounded if whole == f"{rounded}.00" else f"{rounded} ({whole})"


def _months(months: int) -> str:
    return "none" if months == 0 else f"{months} months"


_FACTS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("Value with VAT, whole life", "value_pence", _money),
    ("Value with VAT a year", "annual_pence", _money),
    ("Others that could be one with it", "related_pence", lambda pence: _money(pence) if pence else "none told"),
    ("Term", "months", _months),
    ("Extensions", "extension_months", _months),
    ("Ends", "end", spoken),
    ("Goods, services or works", "subject", str),
    ("CPV codes", "cpv", ", ".join),
)
