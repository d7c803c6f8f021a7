"""A plan as a decision report in DOCX: what a council's members are given, in the order in which they ask."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from keepitlocal.domain.period import spoken
from keepitlocal.report.plan import NOT, OPEN, Plan, Way

MARK = "Working paper. Not council policy. Made from published data on {made}. May have to be disclosed if asked for."


def document(plan: Plan, /) -> bytes:
    """The decision report as the bytes of a DOCX file."""
    from docx import Document
    from docx.shared import Pt

    paper = Document()
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(11)
    paper.core_properties.title = f"Plan: {plan.title}"
    paper.core_properties.author = plan.council
    paper.core_properties.comments = ""
    mark = MARK.format(made=spoken(plan.made))
    paper.sections[0].header.paragraphs[0].text = mark
    _front(paper, plan, mark)
    _options(paper, plan)
    _time(paper, plan)
    _size(paper, plan)
    _record(paper, plan)
    _annexes(paper, plan)
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def _front(paper: Any, plan: Plan, mark: str) -> None:
    paper.add_heading(plan.title, 0)
    named = (f"{plan.council} ({plan.code})", plan.reference, f"As at {spoken(plan.on)}")
    paper.add_paragraph(" ".join(f"{one}." for one in named if one))
    paper.add_paragraph(mark)
    for warning in plan.warnings:
        paper.add_paragraph().add_run(warning).bold = True
    _paragraphs(paper, plan.opening)
    paper.add_heading("What is known", 1)
    _table(paper, ("Fact", "What is known", "From"), [(fact.label, fact.value, fact.source) for fact in plan.facts])
    if plan.gaps:
        paper.add_heading("What is missing or does not agree", 2)
        _bullets(paper, plan.gaps)


def _options(paper: Any, plan: Plan) -> None:
    paper.add_heading("The options side by side", 1)
    paper.add_paragraph(
        f"Regime: {plan.regime}. {plan.regime_because}. Dividing it into lots never changes that: the estimate is of the whole."
    )
    rows = [(way.title, way.stands, *_when_and_hours(way, plan.on)) for way in plan.ways]
    _table(paper, ("Option", "Stands", "Latest date to decide", "Work of letting (estimate)"), rows)
    paper.add_heading("For and against those that stand open", 2)
    reasons = [
        (way.title, *(found[0] if found else "–" for found in (way.why, way.why_not)))
        for way in plan.ways
        if way.stands == OPEN
    ]
    if reasons:
        _table(paper, ("Option", "First reason for", "First reason against"), reasons)
    else:
        paper.add_paragraph("None can be told open on what is known.")
    paper.add_paragraph("Every option is in annex A with its reasons, what to publish and who decides.")


def _annexes(paper: Any, plan: Plan) -> None:
    """What members turn to when they ask: options in full, the other parts, and the rules."""
    paper.add_page_break()
    paper.add_heading("Annex A. The options in full", 1)
    for way in plan.ways:
        if way.stands != NOT:
            _way(paper, way)
    paper.add_heading("Options that do not fit", 2)
    left = [f"{way.title}: {' '.join(way.why_not)}" for way in plan.ways if way.stands == NOT]
    _bullets(paper, left or ["None."])
    for letter, section in zip("BCDEFGHIJKLMNOPQRSTUVWXY", plan.sections, strict=False):
        paper.add_heading(f"Annex {letter}. {section.title}", 1)
        _paragraphs(paper, section.sentences)
        if section.rows:
            _table(paper, section.headings, section.rows)
        if section.other_view:
            paper.add_heading("Another view", 2)
            _paragraphs(paper, section.other_view)
    _rules(paper, plan)


def _when_and_hours(way: Way, on: date) -> tuple[str, str]:
    """As the page has them: what does not fit has no day and no hours."""
    if way.stands == NOT:
        return "–", "–"
    return _by(way.decide_by, on) if way.decide_by else "not known", way.letting or "–"


def _by(day: date, on: date) -> str:
    return f"{spoken(day)} (has passed)" if day < on else spoken(day)


def _way(paper: Any, way: Way) -> None:
    paper.add_heading(f"{way.title} ({way.stands})", 2)
    for heading, found in (("Why", way.why), ("Why not", way.why_not), ("To answer first", way.questions)):
        if found:
            paper.add_heading(heading, 3)
            _bullets(paper, found)
    published = [f"{one.what}: {one.when}" for one in way.publish]
    decided = [f"{who}: {what}" for who, what in way.decide]
    for heading, told in (("What to publish", published), ("Who decides", decided)):
        if told:
            paper.add_heading(heading, 3)
            _bullets(paper, told)
    if way.rules:
        paper.add_paragraph(f"Rules: {', '.join(way.rules)}")
    if way.lead:
        paper.add_paragraph(way.lead)


def _time(paper: Any, plan: Plan) -> None:
    paper.add_heading("The timetable", 1)
    _paragraphs(paper, plan.timetable_says)
    if plan.timetable:
        rows = [(step.name, _by(step.first, plan.on), spoken(step.last), step.why) for step in plan.timetable]
        _table(paper, ("Step", "Start at the latest", "Finish at the latest", "Why"), rows)
    if plan.notices:
        paper.add_heading("Notices", 2)
        told = [(one.what, one.when, _by(one.day, plan.on) if one.day else "–", one.rule) for one in plan.notices]
        _table(paper, ("Notice", "When", "Day", "Rule"), told)


def _size(paper: Any, plan: Plan) -> None:
    paper.add_heading("How large a piece could be", 1)
    if plan.maximum is None:
        paper.add_paragraph("It was not worked out: the kind of work or the registers are missing.")
        return
    paper.add_paragraph(plan.maximum.sentence)
    if plan.maximum.bands:
        headings = ("Value a year", "Known to be able", "With those whose accounts are not known")
        _table(paper, headings, plan.maximum.bands)
    paper.add_paragraph().add_run(plan.maximum.caveat).bold = True
    _bullets(paper, plan.maximum.parameters)


def _rules(paper: Any, plan: Plan) -> None:
    paper.add_heading("Last annex. Which rules bear on it", 1)
    paper.add_paragraph(
        f"{plan.looked_at} rules in force on {spoken(plan.on)} were looked at. It is not the view of a lawyer."
    )
    held = [rule for rule in plan.rules if rule.bears]
    if held:
        paper.add_heading("Rules that bear on it", 2)
        rows = [
            (f"{rule.title} ({rule.id})", rule.consequence, f"{rule.citation}; {rule.certainty}; {rule.checked}")
            for rule in held
        ]
        _table(paper, ("Rule", "What follows", "Where it stands"), rows)
    unsure = [rule for rule in plan.rules if not rule.bears]
    if unsure:
        paper.add_heading("Rules that may bear on it", 2)
        paper.add_paragraph("What would decide them, to be answered in the plan’s file:")
        _bullets(paper, [f"{asked} ({number})" for asked, number in plan.open_questions])
        paper.add_paragraph(f"{'; '.join(f'{rule.title} ({rule.id})' for rule in unsure)}.")


def _record(paper: Any, plan: Plan) -> None:
    paper.add_heading("The record of reasons", 1)
    for one in plan.records:
        paper.add_heading(one.title, 2)
        paper.add_paragraph(f"{one.what} When: {one.when}.")
        paper.add_paragraph(one.text)


def _paragraphs(paper: Any, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        paper.add_paragraph(sentence)


def _bullets(paper: Any, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        paper.add_paragraph(sentence, style="List Bullet")


def _table(paper: Any, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    heads = tuple(headings)
    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _repeat_heading(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _repeat_heading(row: Any) -> None:
    """Repeated on every page, and told to a screen reader as the heading."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
