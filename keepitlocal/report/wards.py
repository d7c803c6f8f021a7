"""Ward pages: files of their own beside the report. What cannot be tied to a ward is said first."""

from dataclasses import dataclass

from keepitlocal.domain.finding import Finding
from keepitlocal.report import figures
from keepitlocal.report.subject import Measure, Subject, Ward


@dataclass(frozen=True)
class WardFigure:
    """A figure of one ward, with the figure's title and base."""

    title: str
    finding: Finding


def file_name(ward: Ward, /) -> str:
    """The name of a ward's page; codes are letters and digits, names may be anything."""
    plain = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in ward.code)
    return f"{plain}.html"


def figures_of(subject: Subject, ward: Ward, /) -> tuple[WardFigure, ...]:
    """The ward's figures over all years."""
    found = [
        (measure, one) for measure in subject.measures for one in _whole(measure) if one.cut.get("ward") == ward.code
    ]
    return tuple(WardFigure(measure.title, one) for measure, one in found)


def not_tied(subject: Subject, /) -> tuple[Finding, ...]:
    """How much of the money cannot be tied to a ward here, and why: the parts of it, the largest first."""
    measure = subject.measure("tied_to_a_ward")
    found = _whole(measure) if measure else ()
    return tuple(
        sorted(
            (one for one in found if one.cut.get("tied") != "an address in a ward here"), key=lambda one: -one.numerator
        )
    )


def tied(subject: Subject, /) -> Finding | None:
    """The part of the money that goes to an address in a ward here."""
    measure = subject.measure("tied_to_a_ward")
    found = _whole(measure) if measure else ()
    return next((one for one in found if one.cut.get("tied") == "an address in a ward here"), None)


def _whole(measure: Measure) -> tuple[Finding, ...]:
    return tuple(one for one in measure.findings if figures.when(one) == figures.ALL)
