"""The chapters after the five figures: every finding there is has a place, chosen by the folder its indicator is in."""

from dataclasses import dataclass

from markupsafe import Markup

from keepitlocal.domain.finding import OFFICER, PUBLIC, Finding, SetAside
from keepitlocal.report import charts, figures, words
from keepitlocal.report.questions import Question, questions
from keepitlocal.report.steps import STEPS, Step
from keepitlocal.report.subject import Measure, Subject

__all__ = ["Chapter", "Drawn", "Question", "chapters", "drawn", "questions"]

TITLES = {
    "the_money": "What the money is",
    "quality": "How good the data are",
    "local_spend": "The same figures under each rule for local",
    "concentration": "Who is paid",
    "who": "Who is paid",
}
"""Folders of evidence that have a chapter of their own; any other is found under “More of what the records say”."""
OTHER = "more"


@dataclass(frozen=True)
class Drawn:
    """A measure ready for a page: its chart (empty where a chart would say no more than the table), its table, its words."""

    measure: Measure
    chart: Markup
    table: figures.Table
    one: Finding
    aside: tuple[SetAside, ...]


@dataclass(frozen=True)
class Chapter:
    """Measures that belong together. ``step`` where the chapter is one of the five steps."""

    id: str
    title: str
    drawn: tuple[Drawn, ...]
    step: Step | None = None


def chapters(subject: Subject, /, *, edition: str = PUBLIC) -> dict[str, Chapter]:
    """The chapters by id, those of the public edition all there, even where no measure fills them."""
    grouped: dict[str, list[Drawn]] = {}
    for measure in subject.measures:
        if any(one.edition == edition for one in measure.findings):
            grouped.setdefault(_chapter_of(measure), []).append(drawn(subject, measure, edition=edition))
    made = {name: Chapter(name, title, tuple(grouped.get(name, ()))) for name, title in _names().items()}
    made |= {step.id: Chapter(step.id, step.title, tuple(grouped.get(step.id, ())), step) for step in STEPS}
    return {name: chapter for name, chapter in made.items() if edition != OFFICER or chapter.drawn}


def drawn(subject: Subject, measure: Measure, /, *, edition: str = PUBLIC) -> Drawn:
    """A measure with its chart and its table."""
    found = next(one for one in measure.findings if one.edition == edition)
    whole = next((one for one in figures.headline(subject, measure) if one.edition == edition), found)
    aside = tuple(sorted(whole.set_aside, key=lambda one: -abs(one.pence)))
    return Drawn(measure, _chart(subject, measure, edition), figures.table(subject, measure, edition=edition), whole, aside)


def _names() -> dict[str, str]:
    return {"money": "What the money is", "quality": "How good the data are", "rules": TITLES["local_spend"], "who": "Who is paid", OTHER: "More of what the records say"}


def _chapter_of(measure: Measure) -> str:
    if measure.is_step:
        return measure.folder if any(step.id == measure.folder for step in STEPS) else OTHER
    if measure.folder == "local_spend":
        return "rules" if not set(measure.by) - {"definition", "year"} else "who"
    return {"the_money": "money", "quality": "quality", "concentration": "who"}.get(measure.folder, OTHER)


def _chart(subject: Subject, measure: Measure, edition: str) -> Markup:
    by_rule = [(rule, one) for rule, one in figures.by_rule(subject, measure) if one.edition == edition and one.share]
    if len(by_rule) > 1:
        rows = [_bar(rule.title, one) for rule, one in by_rule]
        return charts.bars(rows, name=measure.name, title=f"{measure.title}, under each rule for local", description=_told(rows))
    found = [one for one in figures.headline(subject, measure) if one.edition == edition]
    if len(found) == 1 and len(years := figures.by_year(subject, measure, found[0])) > 1 and found[0].share:
        points = [charts.Point(one.period, _part(one, "lower"), _part(one, "upper"), words.bounds(one)) for one in years]
        told = "; ".join(f"{point.label}: {point.text}" for point in points)
        return charts.years(points, name=measure.name, title=f"{measure.title}, year by year", description=told)
    if 1 < len(found) <= 12:
        rows = _several(subject, measure, found)
        return charts.bars(rows, name=measure.name, title=measure.title, description=_told(rows))
    return Markup("")


def _several(subject: Subject, measure: Measure, found: list[Finding]) -> list[charts.Bar]:
    names = [name for name in measure.by if name not in ("definition", "year")]
    labels = [" · ".join(words.cut(name, one.cut[name], rules=subject.rules) for name in names) for one in found]
    if all(one.share for one in found):
        return [_bar(label, one) for label, one in zip(labels, found, strict=True)]
    most = max((abs(one.numerator) + abs(one.unknown) for one in found), default=0) or 1
    return [
        charts.Bar(label, one.numerator / most, (one.numerator + one.unknown) / most, words.bounds(one))
        for label, one in zip(labels, found, strict=True)
    ]


def _bar(label: str, one: Finding) -> charts.Bar:
    text = f"{words.bounds(one)} of {words.amount(one.denominator, one.unit)}"
    return charts.Bar(label, _part(one, "lower"), _part(one, "upper"), text)


def _part(one: Finding, which: str) -> float:
    return float(getattr(one, which) or 0)


def _told(rows: list[charts.Bar]) -> str:
    return "; ".join(f"{row.label}: {row.text}" for row in rows)
