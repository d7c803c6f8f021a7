"""Write the report's pages: the edition that the council could publish as it stands, and the officer's."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from keepitlocal.domain.finding import OFFICER, PUBLIC
from keepitlocal.domain.money import exact, pounds
from keepitlocal.domain.place import ELSEWHERE, LOCAL, UNKNOWN
from keepitlocal.report import chapters, charts, figures, five, maps, wards, words
from keepitlocal.report.objections import objections
from keepitlocal.report.questions import questions
from keepitlocal.report.scale import audit, scale
from keepitlocal.report.steps import STEPS
from keepitlocal.report.subject import Subject, Ward

OUTCOMES = {
    LOCAL: "based or working here",
    ELSEWHERE: "we found an address elsewhere only",
    UNKNOWN: "we could not tell",
}


def write(subject: Subject, /, *, folder: Path) -> list[Path]:
    """Write ``index.html``, ``officer/index.html`` and a page a ward; gives the paths written, the report's own first.

    Ward pages of an earlier report that this one does not have are removed.
    """
    upcoming = (folder / "upcoming.html").exists()
    pages = {
        folder / "index.html": public(subject, upcoming=upcoming),
        folder / "officer" / "index.html": officer(subject),
    }
    pages |= {folder / "wards" / wards.file_name(ward): ward_page(subject, ward) for ward in subject.wards}
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in (folder / "wards").glob("*.html"):
        if path not in pages:
            path.unlink()
    return list(pages)


def ward_page(subject: Subject, ward: Ward, /) -> str:
    """One ward: what cannot be tied to it first, then its figures, grants, organisations and assets."""
    open_to_all = subject.edition(PUBLIC)
    coming_up = open_to_all.measure("coming_up")
    return render(
        "ward.html",
        s=open_to_all,
        ward=ward,
        tied=wards.tied(open_to_all),
        not_tied=wards.not_tied(open_to_all),
        figures=wards.figures_of(open_to_all, ward),
        coming=figures.headline(open_to_all, coming_up) if coming_up else (),
        names={name: words.cut("source", name, subject=subject) for name in ("contracts", "ocds")},
    )


def public(subject: Subject, /, *, upcoming: bool = False) -> str:
    """The edition that the council could publish as it stands; ``upcoming``: a page of what is coming up is beside it."""
    open_to_all = subject.edition(PUBLIC)
    return render(
        "report.html",
        s=open_to_all,
        chapters=chapters.chapters(open_to_all),
        five=five.five(open_to_all),
        opening=five.opening(open_to_all),
        questions=questions(open_to_all),
        card_charts={figure.number: _card(figure) for figure in five.five(open_to_all)},
        waterfall=_waterfall(open_to_all),
        objections=objections(open_to_all),
        supplier_years=sorted({year for one in subject.suppliers for year, _ in one.by_year}),
        outcomes=OUTCOMES,
        useful=five.most_useful_file(open_to_all),
        map=maps.drawing(subject.map, name=subject.name),
        guessed=[(file.file, ours, dict(file.columns)[ours]) for file in subject.files for ours in file.guessed],
        steps=STEPS,
        upcoming=upcoming,
        scale=scale(open_to_all),
        ward_files=[(ward.name, wards.file_name(ward)) for ward in subject.wards],
    )


def officer(subject: Subject, /) -> str:
    """The officer's edition: what judges a named organisation or concerns a decision not yet taken."""
    own = subject.edition(OFFICER)
    drawn = [chapter for chapter in chapters.chapters(own).values() if chapter.drawn and chapter.id != "scale"]
    return render("officer.html", s=own, chapters=drawn, scale=chapters.chapters(own)["scale"], audit=audit(own))


def _card(figure: five.Figure) -> Markup:
    """Bars for a figure that is one share, and in place of a list where it has many parts of one whole."""
    shares = [part for part in figure.parts if part.finding.share and part.finding.numerator >= 0]
    if not shares or len(shares) != len(figure.parts) or len(shares) in (2, 3):
        return Markup("")
    name = f"figure-{figure.number}"
    rows = [chapters.bar(part.label, part.finding) for part in shares[:7]]
    if len(rows) == 1:
        return charts.bars(rows, name=name, title=figure.title, labelled=False)
    return charts.bars(rows, name=name, title=figure.title)


def _waterfall(subject: Subject) -> Markup:
    whole = subject.published_pence or 1
    left = subject.published_pence
    steps = [charts.Step("Published spending over £500", 0, 1, pounds(left), whole=True)]
    for line in subject.lines:
        if line.removed:
            text = f"less {pounds(line.pence)}"
            steps.append(charts.Step(line.title, left / whole, (left - line.pence) / whole, text))
            left -= line.pence
    steps.append(charts.Step("What the council could choose how to spend", 0, left / whole, pounds(left), whole=True))
    return charts.waterfall(steps, name="money", title="From everything published to what the council could choose")


def _in_year(by_year: tuple[tuple[str, int], ...], year: str) -> str:
    return pounds(dict(by_year)[year]) if year in dict(by_year) else "–"


def _missing_files(wanted: tuple[tuple[str, tuple[str, ...]], ...], subject: Subject) -> list[str]:
    return [told for told, sources in wanted if not subject.has(*sources)]


def render(template: str, /, **values: Any) -> str:
    """A page from a template of this room, with escaping on. Raises where the template names what it was not given."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "pounds": pounds, "exact": exact, "share": words.share, "bounds": words.bounds, "span": words.span,
        "span_of": words.span_of, "day": _day,
        "of_what": five.of_what, "in_year": _in_year, "missing_files": _missing_files, "reason": _reason,
    }  # fmt: skip
    environment.globals |= {"style": _template("style.css"), "days": words.days, "amount": words.amount}
    return environment


def _reason(text: str, subject: Subject) -> str:
    return words.reason(text, subject=subject)


def _day(value: date | None) -> str:
    return words.day(value)


def _template(name: str) -> str:
    return (files("keepitlocal.report") / "templates" / name).read_text(encoding="utf-8")
