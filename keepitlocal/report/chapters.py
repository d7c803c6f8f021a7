"""The chapters after the five figures: every finding there is has a place, chosen by the folder its indicator is in."""

from dataclasses import dataclass

from markupsafe import Markup

from keepitlocal.domain.finding import Finding, SetAside
from keepitlocal.report import charts, figures, words
from keepitlocal.report.questions import Question, questions
from keepitlocal.report.steps import STEPS, Step
from keepitlocal.report.subject import Measure, Subject

__all__ = ["Chapter", "Drawn", "Question", "chapters", "draw", "questions"]

TITLES = {
    "money": "What the money is",
    "quality": "How good the data are",
    "rules": "The same figures under each rule for local",
    "who": "Who is paid",
    "wards": "Ward by ward",
    "scale": "Does size cost more?",
    "more": "More of what the records say",
}
FOLDERS = {
    "the_money": "money",
    "quality": "quality",
    "local_spend": "rules",
    "who_is_paid": "who",
    "concentration": "who",
    "by_ward": "wards",
    "cost_of_scale": "scale",
}
"""Which chapter the indicators of a folder belong to; those of any other folder are found under "more"."""
_FIRST = {"kept_local", "by_kind", "what_the_money_is", "months_missing", "tied_to_a_ward"}
_ABOUT_THE_DATA = {"months", "months_missing"}


@dataclass(frozen=True)
class Drawn:
    """A measure ready for a page: its chart (empty where it would say no more than the table), its table, its words."""

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


def chapters(subject: Subject, /) -> dict[str, Chapter]:
    """The chapters by id, all of them there, also where no measure fills them yet."""
    grouped: dict[str, list[Drawn]] = {}
    for measure in sorted(subject.measures, key=lambda one: one.name not in _FIRST):
        grouped.setdefault(_chapter_of(measure), []).append(draw(subject, measure))
    made = {name: Chapter(name, title, tuple(grouped.get(name, ()))) for name, title in TITLES.items()}
    return made | {step.id: Chapter(step.id, step.title, tuple(grouped.get(step.id, ())), step) for step in STEPS}


def draw(subject: Subject, measure: Measure, /) -> Drawn:
    """A measure with its chart and its table."""
    whole = next(iter(figures.headline(subject, measure)), measure.findings[0])
    aside = tuple(sorted(whole.set_aside, key=lambda one: -abs(one.pence)))
    return Drawn(measure, _chart(subject, measure), figures.table(subject, measure), whole, aside)


def _chapter_of(measure: Measure) -> str:
    if measure.name in _ABOUT_THE_DATA:
        return "quality"
    if measure.is_step:
        return measure.folder if any(step.id == measure.folder for step in STEPS) else "more"
    return FOLDERS.get(measure.folder, "more")


def _chart(subject: Subject, measure: Measure) -> Markup:
    found = figures.headline(subject, measure)
    by_rule = [(rule, one) for rule, one in figures.by_rule(subject, measure) if one.share]
    if "line" in measure.by:  # the waterfall shows these
        return Markup("")
    if "month" in measure.by:
        return _months(measure)
    if len(by_rule) > 1:
        rows = [bar(rule.title, one) for rule, one in by_rule]
        return charts.bars(rows, name=measure.name, title=f"{measure.title}, under each rule for local")
    if (
        len(found) == 1
        and measure.unit != "index"
        and len(years := figures.by_year(measure, found[0])) > 1
        and found[0].share
    ):
        points = [charts.Point(one.period, _part(one, "lower"), _part(one, "upper"), words.span(one)) for one in years]
        return charts.years(
            points, name=measure.name, title=f"{measure.title}, year by year", description=_told_years(points)
        )
    if 1 < len(found) <= 12 and all(one.numerator >= 0 for one in found):
        rows = _several(subject, measure, found)
        return charts.bars(rows, name=measure.name, title=measure.title)
    return Markup("")


def _months(measure: Measure) -> Markup:
    """Columns of the first source: a month each, as a part of the usual one."""
    first = {name: value for name, value in measure.findings[-1].cut.items() if name != "month"}
    found = [one for one in measure.findings if all(one.cut[name] == value for name, value in first.items())]
    points = [
        charts.Point(
            words.month(one.cut["month"]),
            _part(one, "value"),
            _part(one, "value"),
            words.amount(one.numerator, one.unit),
        )
        for one in sorted(found, key=lambda one: one.cut["month"])
        if words.month(one.cut["month"])
    ]
    if len(points) < 2:
        return Markup("")
    return charts.columns(points, name=measure.name, title=measure.title, description=_told_years(points))


def _several(subject: Subject, measure: Measure, found: tuple[Finding, ...]) -> list[charts.Bar]:
    names = [name for name in measure.by if name not in ("definition", *figures.SPANS)]
    labels = [" · ".join(words.cut(name, one.cut[name], subject=subject) for name in names) for one in found]
    if all(one.share for one in found):
        return [bar(label, one) for label, one in zip(labels, found, strict=True)]
    most = max((abs(one.numerator) + abs(one.unknown) for one in found), default=0) or 1
    return [
        charts.Bar(label, one.numerator / most, (one.numerator + one.unknown) / most, words.bounds(one))
        for label, one in zip(labels, found, strict=True)
    ]


def bar(label: str, one: Finding, /) -> charts.Bar:
    """A share as a bar with its bounds; a class of what is not known is hatched as such."""
    text = words.bounds(one)
    return charts.Bar(label, _part(one, "lower"), _part(one, "upper"), text)


def _part(one: Finding, which: str) -> float:
    return float(getattr(one, which) or 0)


def _told_years(points: list[charts.Point]) -> str:
    return "; ".join(f"{point.label}: {point.text}" for point in points)
