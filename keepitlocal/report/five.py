"""The five figures that open a report, and what to say where one cannot be made yet."""

from dataclasses import dataclass

from keepitlocal.domain.finding import Finding
from keepitlocal.domain.money import pounds
from keepitlocal.report import figures, words
from keepitlocal.report.subject import Measure, Subject


@dataclass(frozen=True)
class Part:
    """One line of a figure: its label (empty where the figure has one line), its finding and how it went."""

    label: str
    finding: Finding
    years: tuple[Finding, ...]
    direction: str


@dataclass(frozen=True)
class Figure:
    """One of the five. ``parts`` is empty where no data could make it; ``needed`` then says which file would."""

    number: int
    title: str
    ask: str
    measure: Measure | None
    parts: tuple[Part, ...]
    needed: str

    @property
    def first(self) -> Part | None:
        """The part that leads."""
        return self.parts[0] if self.parts else None


@dataclass(frozen=True)
class _Wanted:
    title: str
    ask: str
    names: tuple[str, ...]
    needed: str


WANTED = (
    _Wanted(
        "How local",
        "How much went to organisations based or known to be working here?",
        ("kept_local",),
        "A file of spending over £500 and a register with postcodes would make this figure.",
    ),
    _Wanted(
        "How community-led",
        "How much went to local charities, community businesses, co-operatives and groups?",
        ("community_led",),
        "A register of charities, or a list of community interest companies and co-operatives, would make this figure.",
    ),
    _Wanted(
        "How much to large national bodies and groups",
        "How much went to large national charities, groups of companies and multinationals?",
        ("national_and_groups",),
        "The charity register with incomes and areas of work, or company accounts categories, would make this figure.",
    ),
    _Wanted(
        "How it is let",
        "Was it competed, split into lots, called off a framework or extended?",
        ("how_it_is_let",),
        "The council's contracts register, or its notices from Find a Tender, would make this figure.",
    ),
    _Wanted(
        "What is coming up",
        "How many pounds a year come to a decision within 24 months?",
        ("coming_up",),
        "A contracts register with end dates would make this figure.",
    ),
)


def five(subject: Subject, /) -> tuple[Figure, ...]:
    """The five figures, in order."""
    return tuple(_figure(subject, number, wanted) for number, wanted in enumerate(WANTED, 1))


def lines(subject: Subject, /) -> list[str]:
    """The five figures for a terminal, a line each."""
    return [f"{figure.number}. {figure.title}: {_line(figure)}" for figure in five(subject)]


def of_what(finding: Finding, /) -> str:
    """The pounds behind a share: what is known, what could not be told, and of what base."""
    if not finding.share:
        return f"over {finding.base}" if finding.base else ""
    known = words.amount(finding.numerator, finding.unit)
    base = f"{words.amount(finding.denominator, finding.unit)} that is {finding.base}" if finding.base else words.amount(finding.denominator, finding.unit)
    unknown = f"; {words.amount(finding.unknown, finding.unit)} could not be told" if finding.unknown else ""
    return f"{known} is known{unknown}; of {base}"


def _figure(subject: Subject, number: int, wanted: _Wanted) -> Figure:
    measure = next((found for name in wanted.names if (found := subject.measure(name)) and found.findings), None)
    parts = _parts(subject, measure) if measure else ()
    return Figure(number, wanted.title, wanted.ask, measure, parts, wanted.needed)


def _parts(subject: Subject, measure: Measure) -> tuple[Part, ...]:
    found = figures.headline(subject, measure)
    several = [name for name in measure.by if name not in ("definition", "year")]
    return tuple(_part(subject, measure, one, several) for one in found)


def _part(subject: Subject, measure: Measure, finding: Finding, several: list[str]) -> Part:
    label = " · ".join(words.cut(name, finding.cut[name], rules=subject.rules) for name in several)
    years = figures.by_year(subject, measure, finding)
    return Part(label, finding, years, figures.direction(years) if years else "")


def _line(figure: Figure) -> str:
    if not figure.parts:
        return f"not known. {figure.needed}"
    told = []
    for part in figure.parts[:3]:
        finding = part.finding
        base = f" of {words.amount(finding.denominator, finding.unit)}" if finding.share else ""
        told.append(f"{part.label + ' ' if part.label else ''}{words.bounds(finding)}{base}")
    rule = figure.parts[0].finding.rule
    return "; ".join(told) + (f" ({rule})" if rule else "")


def opening(subject: Subject, /) -> tuple[str, ...]:
    """The sentences that open a report. Where most could not be placed, that comes first, with what would change it most."""
    measure = subject.measure("kept_local")
    found = figures.headline(subject, measure) if measure else ()
    if not found or not found[0].denominator:
        return (f"No spending of {subject.name} could be measured yet. {WANTED[0].needed}",)
    whole = found[0]
    between = f"between {words.share(whole.lower)} and {words.share(whole.upper)}"
    told = (
        f"Of the {pounds(whole.denominator)} that the council could choose how to spend in {subject.period}"
        f" ({pounds(whole.denominator)} of the {pounds(subject.published_pence)} it published), {between} went to organisations"
        f" based or known to be working in {subject.name}."
    )
    if 2 * whole.unknown > whole.denominator:
        unknown = words.share(abs(1 - (whole.coverage or 0)))
        first = f"We could not tell where {unknown} of the money went, {pounds(whole.unknown)}. {most_useful_file(subject)}"
        return (first, told)
    return (told,)


def most_useful_file(subject: Subject, /) -> str:
    """The one file that would place most of what could not be placed."""
    if not subject.has("Register of companies"):
        return "Most of it was paid to names on no register that you gave us. The Companies House list of companies (“basic company data”, free) would change this most."
    if not any(name == "company_number" for file in subject.files if file.source == "spend" for name, _ in file.columns):
        return "Company numbers in the council's own spending file would change this most."
    return "Deciding the largest payees that were found on no register, in the officer's edition, would change this most."
