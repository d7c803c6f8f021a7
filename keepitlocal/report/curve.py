"""How many organisations could carry how much a year, as a figure: bars by bands, a table beneath, the caveat in its caption.

There is no way to draw it without the caveat: what is drawn is what may be printed (``Banded``), which carries it.
"""

from markupsafe import Markup

from keepitlocal.domain.money import pounds
from keepitlocal.report import charts
from keepitlocal.steps.contract_size.maximum import BANDS, Banded, Step

# One length a band, the same apart: a length in proportion would tell a number where only a band may be told.
_BANDS = tuple(words for _, words in reversed(BANDS))
_SLIVER = 0.02  # under five may be none: a mark, no length


def figure(found: Banded, /, *, name: str, everyone: Banded | None = None) -> Markup:
    """The figure of one curve; ``name`` makes its ids its own on the page.

    ``found`` is of organisations here; ``everyone``, of the same setting, counts those from elsewhere too and stands
    beside it in the table.
    """
    drawn = charts.bars(
        [_bar(step) for step in found.steps], name=name, title="Organisations that could carry it, by value a year"
    )
    return Markup(
        "<figure>{}<figcaption>Each length is a band: {}. Solid: known accounts; hatched: if all whose accounts are not "
        "known could too. <strong>{}</strong></figcaption></figure>{}"
    ).format(drawn, ", ".join(_BANDS), found.caveat, table(found, everyone=everyone))


def table(found: Banded, /, *, everyone: Banded | None = None) -> Markup:
    """The same as a table, with the caveat in its caption."""
    headings = ["Value a year", "Known to be able", "With those whose accounts are not known"]
    rows = [[pounds(step.pence), step.known, step.at_most] for step in found.steps]
    if everyone:
        headings += ["From anywhere, known to be able", "From anywhere, with those not known"]
        rows = [[*row, step.known, step.at_most] for row, step in zip(rows, everyone.steps, strict=True)]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in headings)
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="Table: organisations by value"><table>'
        "<caption>How many organisations could carry it, in bands. {}</caption><thead><tr>{}</tr></thead>"
        "<tbody>{}</tbody></table></div>"
    ).format(found.caveat, head, Markup("").join(map(_row, rows)))


def _row(cells: list[str]) -> Markup:
    rest = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells[1:])
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(cells[0], rest)


def _bar(step: Step) -> charts.Bar:
    text = step.known if step.known == step.at_most else f"{step.known} ({step.at_most} with those not known)"
    return charts.Bar(f"could carry {pounds(step.pence)} a year", _length(step.known), _length(step.at_most), text)


def _length(band: str) -> float:
    return max(_SLIVER, _BANDS.index(band) / (len(_BANDS) - 1))
