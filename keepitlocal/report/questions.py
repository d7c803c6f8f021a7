"""Three questions worth asking at scrutiny, chosen by what the figures say, with an officer's likely answer to each."""

from dataclasses import dataclass
from fractions import Fraction

from keepitlocal.domain.finding import Finding
from keepitlocal.domain.money import pounds
from keepitlocal.report import figures, words
from keepitlocal.report.subject import Subject


@dataclass(frozen=True)
class Question:
    """A question, the figure that prompts it, and the likely answer."""

    ask: str
    because: str
    answer: str


def questions(subject: Subject, /) -> tuple[Question, ...]:
    """The three that the figures give most reason to ask."""
    possible = (
        _placed(subject),
        _moved(subject),
        _coming_up(subject),
        _national(subject),
        _let(subject),
        _grants(subject),
        *_always(subject),
    )
    return tuple(question for question in possible if question)[:3]


def _whole(subject: Subject, name: str) -> tuple[Finding, ...]:
    measure = subject.measure(name)
    return figures.headline(subject, measure) if measure else ()


def _placed(subject: Subject) -> Question | None:
    found = _whole(subject, "kept_local")
    if not found or found[0].coverage is None or found[0].coverage > Fraction(4, 5):
        return None
    return Question(
        "Do we know where our suppliers are, and could we publish their company and charity numbers?",
        f"{pounds(found[0].unknown)} of {pounds(found[0].denominator)} went to names that could not be placed.",
        "The rules do not make us publish the numbers. The finance system often holds them, and adding a column is a"
        " change to one export. Some suppliers are people trading alone; their numbers and addresses must stay out.",
    )


def _moved(subject: Subject) -> Question | None:
    measure = subject.measure("kept_local")
    found = _whole(subject, "kept_local")
    years = figures.by_year(measure, found[0]) if measure and found else ()
    told = figures.direction(years) if len(years) > 1 else ""
    if not told.startswith(("Up", "Down")):
        return None
    return Question(
        "Why has the share that went to organisations here changed, and was that meant?",
        told + f" The base went from {pounds(years[0].denominator)} to {pounds(years[-1].denominator)}.",
        "One or two large contracts can move the share without any change of policy, and so can a change in what is"
        " published. Look at the pounds as well as the share.",
    )


def _coming_up(subject: Subject) -> Question | None:
    found = _whole(subject, "coming_up")
    if not found:
        return None
    return Question(
        "Of the contracts that come to a decision in the next two years, which could be let in lots, or as grants?",
        f"{words.bounds(found[0])} a year comes to a decision, by the contracts given.",
        "Extensions are often planned for, and each lot costs officer time to let and manage. Lots do not change"
        " which rules apply, because the parts are valued together. Reasons for no lots have to be given for larger"
        " contracts.",
    )


def _national(subject: Subject) -> Question | None:
    found = _whole(subject, "national_and_groups")
    if not found or not found[0].numerator:
        return None
    return Question(
        "Which services do large national bodies deliver here, and who asked whether local organisations could?",
        f"{found[0].title}: {words.bounds(found[0])} of {words.amount(found[0].denominator, found[0].unit)}.",
        "Some services need a scale or a licence that nobody here has. A national body may deliver through local staff,"
        " which the records do not show. For others nobody may have asked.",
    )


def _let(subject: Subject) -> Question | None:
    found = _whole(subject, "on_the_register") or _whole(subject, "how_it_is_let")
    if not found:
        return None
    return Question(
        "How much of what we buy can be found on our own contracts register?",
        f"{found[0].title}: {words.bounds(found[0])} of {words.amount(found[0].denominator, found[0].unit)}.",
        "The register starts at £5,000 and names may be spelt differently from the payments. Frameworks and care"
        " placements are often bought without an entry of their own.",
    )


def _grants(subject: Subject) -> Question | None:
    found = _whole(subject, "grants_and_contracts")
    if not found:
        return None
    return Question(
        "Where a grant would do, why do we use a contract?",
        f"{found[0].title}: {words.bounds(found[0])} of {words.amount(found[0].denominator, found[0].unit)}.",
        "A contract lets the council require a result and claim if it fails; a grant is lighter and more flexible."
        " Where both are open to us, the choice has not always been written down.",
    )


def _always(subject: Subject) -> tuple[Question, ...]:
    return (
        Question(
            "Which rule for local do we mean when we say “local”, and who chose it?",
            f"The figures here use “{subject.lead_rule.title}”; every other rule stands beside it.",
            "There is no single definition in use across councils. Members can choose one and keep to it, so that years"
            " can be compared.",
        ),
        Question(
            "What share of our money is open to choice at all, and do we agree with what was left out?",
            f"{pounds(subject.choosable_pence)} of {pounds(subject.published_pence)} published.",
            "Taxes, pensions, levies and money passed to schools are set elsewhere. The list of what was left out is in"
            " this report, and the council can change it.",
        ),
        Question(
            "When will scrutiny see these figures again?",
            "One report is a picture; two are a direction.",
            "The files come out every month, so the figures can be made again in minutes. Once a year is a fair"
            " rhythm.",
        ),
    )
