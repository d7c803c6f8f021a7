"""The five figures that open a report, and what to say where one cannot be made yet."""

from dataclasses import dataclass
from fractions import Fraction

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
    parts: tuple[Part, ...]
    needed: str
    measures: tuple[str, ...] = ()

    @property
    def first(self) -> Part | None:
        """The part that leads."""
        return self.parts[0] if self.parts else None


@dataclass(frozen=True)
class _Wanted:
    """A figure as asked for: the indicators that make it, each with what its part is called (empty: the figure itself).

    A stroke after an indicator's name takes only those of its findings that are cut so. Where ``first_only``, the first
    of them that could be made is enough.
    """

    title: str
    ask: str
    indicators: tuple[tuple[str, str], ...]
    needed: str
    first_only: bool = False


WANTED = (
    _Wanted(
        "How local",
        "How much went to organisations based or known to be working here?",
        (("kept_local", ""),),
        "A file of spending over £500 and a register with postcodes would make this figure.",
    ),
    _Wanted(
        "How community-led",
        "How much went to local charities, community businesses, co-operatives and groups, in payments and in grants?",
        (
            ("community_led_and_local", "Of this area"),
            ("community_led", "Wherever they are"),
            ("grants_and_spending/grants", "In grants published as such (most are in the payments too)"),
        ),
        "A register of charities, or a list of community interest companies and co-operatives, would make this figure.",
    ),
    _Wanted(
        "How much to large national bodies and groups",
        "How much went to large national charities, groups of companies and multinationals?",
        (("national_and_groups", ""),),
        "The charity register with incomes and areas of work, or company accounts categories, would make this figure.",
    ),
    _Wanted(
        "How it is let",
        "Was it competed, split into lots, called off a framework or extended?",
        (("how_spending_was_let", ""), ("how_it_is_let", "")),
        "The council's contracts register, or its notices from Find a Tender, would make this figure.",
        first_only=True,
    ),
    _Wanted(
        "What is coming up",
        "How many pounds a year come to a decision within 24 months?",
        (("coming_up", ""),),
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
    base = finding.base
    if not finding.share:
        return f"Base: {base}." if base else ""
    known, whole = words.amount(finding.numerator, finding.unit), words.amount(finding.denominator, finding.unit)
    unknown = f", {words.amount(finding.unknown, finding.unit)} could not be told" if finding.unknown else ""
    return f"{known} known{unknown}. Base: {whole}{', ' + base if base else ''}."


def _figure(subject: Subject, number: int, wanted: _Wanted) -> Figure:
    made = [
        (measure, told, only)
        for name, _, only, told in ((*indicator.partition("/"), told) for indicator, told in wanted.indicators)
        if (measure := subject.measure(name))
    ]
    made = made[:1] if wanted.first_only else made
    parts = [
        part for measure, told, only in made for part in _parts(subject, measure, told if len(made) > 1 else "", only)
    ]
    told = parts if any(_tells(part.finding) for part in parts) else []
    return Figure(number, wanted.title, wanted.ask, tuple(told), wanted.needed, tuple(one[0].name for one in made))


def _tells(finding: Finding) -> bool:
    """Whether anything is known: between none and all of it is no figure."""
    return not finding.share or bool(finding.numerator) or finding.unknown != finding.denominator


def _parts(subject: Subject, measure: Measure, told: str, only: str) -> list[Part]:
    found = figures.headline(subject, measure)
    if only:
        return [_part(subject, measure, one, [], told) for one in found if only in one.cut.values()]
    several = [name for name in measure.by if name not in ("definition", *figures.SPANS)]
    return [_part(subject, measure, one, several, told) for one in found]


def _part(subject: Subject, measure: Measure, finding: Finding, several: list[str], told: str) -> Part:
    labels = [told] if told else []
    labels += [words.cut(name, finding.cut[name], subject=subject) for name in several]
    years = figures.by_year(measure, finding)
    return Part(" · ".join(labels), finding, years, figures.direction(years) if years else "")


def _line(figure: Figure) -> str:
    if not figure.parts:
        return f"not known. {figure.needed}"
    told = []
    for part in figure.parts[:3]:
        finding = part.finding
        base = f" of {words.amount(finding.denominator, finding.unit)}" if finding.share else ""
        told.append(f"{part.label + ': ' if part.label else ''}{words.bounds(finding)}{base}")
    rule = figure.parts[0].finding.rule
    more = f"; and {len(figure.parts) - 3} more" if len(figure.parts) > 3 else ""
    return "; ".join(told) + more + (f" (rule for local: {rule})" if rule else "")


def opening(subject: Subject, /) -> tuple[str, ...]:
    """The sentences that open a report: first, where most could not be placed, that, and what would change it."""
    measure = subject.measure("kept_local")
    found = figures.headline(subject, measure) if measure else ()
    if not subject.published_rows:
        return (_without_spending(subject),)
    if not found or not found[0].denominator:
        return (f"No spending of {subject.name} could be measured yet. {WANTED[0].needed}",)
    whole = found[0]
    between = f"between {words.share(whole.lower)} and {words.share(whole.upper)}"
    told = (
        f"Of the {pounds(whole.denominator)} that the council could choose how to spend in {subject.period}"
        f" (out of the {pounds(subject.published_pence)} it published), {between} went to organisations"
        f" based or known to be working in {subject.name}."
    )
    if 2 * whole.unknown > whole.denominator:
        unknown = words.share(Fraction(whole.unknown, whole.denominator))
        first = (
            f"We could not tell where {unknown} of the money went, {pounds(whole.unknown)}. {most_useful_file(subject)}"
        )
        return (first, told)
    return (told,)


def _without_spending(subject: Subject) -> str:
    given = sorted({file.title for file in subject.files if file.source in _MONEY})
    told = f" What follows is from what was: {', '.join(given)}." if given else ""
    return (
        f"No file of spending over £500 was given for {subject.name}, so how much of its spending is local"
        f" cannot be told.{told}"
    )


# Sources that tell of a council's money besides its spending over £500.
_MONEY = ("360giving", "cards", "contracts", "grants", "ocds")


def most_useful_file(subject: Subject, /) -> str:
    """The one file that would place most of what could not be placed."""
    if not subject.has("Register of companies"):
        return (
            "Most of it was paid to names on no register among the files given."
            " The Companies House list of companies (“basic company data”, free) would change this most."
        )
    if not any(
        name == "company_number" for file in subject.files if file.source == "spend" for name, _ in file.columns
    ):
        return "Company numbers in the council's own spending file would change this most."
    return (
        "Deciding the largest payees that were found on no register, in the officer's edition, would change this most."
    )
