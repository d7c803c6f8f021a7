"""Which findings of a measure lead, how they run over the years, and the table that holds every one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from keepitlocal.domain.finding import Finding
from keepitlocal.report import words
from keepitlocal.report.subject import Measure, Rule, Subject

ALL = "all"
SPANS = ("year", "quarter", "span")
"""Cuts of time: their values are columns, with all of them together first, where a phone shows them."""


@dataclass(frozen=True)
class Row:
    """A row of a measure's table: what it is of, and its finding in each column (a year, or the one there is)."""

    label: str
    definition: str
    cells: tuple[Finding | None, ...]

    @property
    def whole(self) -> Finding | None:
        """The finding over all years, or the only one."""
        return self.cells[0]


@dataclass(frozen=True)
class Table:
    """Every finding of a measure. ``columns`` are years, all years together first; one column where it has no years."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def under(self, rule: str, /) -> tuple[Row, ...]:
        """The rows under one rule for local; all rows where the measure does not depend on the rule."""
        return tuple(row for row in self.rows if row.definition in ("", rule))

    def other_than(self, rule: str, /) -> tuple[Row, ...]:
        """The rows under the other rules."""
        return tuple(row for row in self.rows if row.definition not in ("", rule))


def headline(subject: Subject, measure: Measure, /) -> tuple[Finding, ...]:
    """The findings over all years under the rule that leads, the largest first."""
    found = [
        one for one in measure.findings if when(one) == ALL and one.cut.get("definition", subject.lead) == subject.lead
    ]
    return tuple(sorted(found, key=lambda one: -(one.value or 0)))


def when(finding: Finding, /) -> str:
    """The year or quarter a finding is of; "all" where it is of all of them."""
    told = next((finding.cut[span] for span in SPANS if span in finding.cut), ALL)
    return ALL if told.lower() == ALL else told


def by_year(measure: Measure, like: Finding, /) -> tuple[Finding, ...]:
    """The findings of single years that are cut as this one is, oldest first."""
    others = {name: value for name, value in like.cut.items() if name not in SPANS}
    found = [one for one in measure.findings if "quarter" not in one.cut and when(one) not in (ALL, "no date")]
    alike = [one for one in found if all(one.cut[name] == value for name, value in others.items())]
    return tuple(sorted(alike, key=when))


def by_rule(subject: Subject, measure: Measure, /) -> tuple[tuple[Rule, Finding], ...]:
    """A measure with one figure a rule: each rule with its finding over all years. Empty where it has finer cuts."""
    if set(measure.by) - {"definition", *SPANS} or "definition" not in measure.by:
        return ()
    whole = {one.cut["definition"]: one for one in measure.findings if when(one) == ALL}
    return tuple((rule, whole[rule.name]) for rule in subject.rules if rule.name in whole)


def table(subject: Subject, measure: Measure, /) -> Table:
    """All findings of a measure: a row a cut, a column a year or quarter."""
    spans = sorted({when(one) for one in measure.findings}, key=lambda span: (span != ALL, span))
    grouped: dict[tuple[tuple[str, str], ...], dict[str, Finding]] = {}
    for one in measure.findings:
        key = tuple((name, value) for name, value in one.cut.items() if name not in SPANS)
        grouped.setdefault(key, {})[when(one)] = one
    rows = [_row(subject, key, cells, tuple(spans)) for key, cells in grouped.items()]
    in_order = "month" in measure.by
    return Table(tuple(spans), tuple(rows if in_order else sorted(rows, key=lambda row: _order(subject, row))))


def direction(findings: Iterable[Finding], /) -> str:
    """Which way a figure went from the first year to the last, as far as the bounds let anyone say."""
    known = [one for one in findings if one.lower is not None and one.upper is not None]
    if len(known) < 2:
        return "One year only, so no direction can be told."
    first, last = known[0], known[-1]
    told = f"{words.bounds(first)} in {first.period}, {words.bounds(last)} in {last.period}"
    assert first.lower is not None and first.upper is not None and last.lower is not None and last.upper is not None
    if last.lower > first.upper:
        return f"Up: {told}."
    if last.upper < first.lower:
        return f"Down: {told}."
    if first.unknown == 0 and last.unknown == 0:
        return f"Level: {told}."
    return f"The data cannot tell a direction: {told}; the two overlap."


def _row(
    subject: Subject, key: tuple[tuple[str, str], ...], cells: dict[str, Finding], columns: tuple[str, ...]
) -> Row:
    labels = [words.cut(name, value, subject=subject) for name, value in key if name != "definition"]
    definition = dict(key).get("definition", "")
    if not labels:
        labels = [words.cut("definition", definition, subject=subject)] if definition else ["All"]
    return Row(" · ".join(labels), definition, tuple(cells.get(column) for column in columns))


def _order(subject: Subject, row: Row) -> tuple[int, float, str]:
    names = [rule.name for rule in subject.rules]
    place = names.index(row.definition) if row.definition in names else len(names)
    whole = row.whole or next(cell for cell in row.cells if cell)
    size = float(whole.value or 0) if whole.share else float(whole.numerator)
    return (place if row.definition != subject.lead else -1, -size, row.label)
