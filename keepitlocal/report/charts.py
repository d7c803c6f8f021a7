"""Charts as SVG, written here: direct-labelled, readable in greyscale and at any width, each with a title.

Across, everything is in per cent of the width, so that a chart fits a phone; down, in pixels. Labels of bars are the
page's own text, so that they wrap as text does. Known amounts are solid, what could fall either way is hatched: the
page defines the pattern ``hatch`` once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup, escape

_BAR = 15
_WORDED = 6  # as many dots of a curve have words on a phone


@dataclass(frozen=True)
class Bar:
    """A bar from nought: solid to ``known``, hatched from there to ``upto``, both parts of the whole (0 to 1)."""

    label: str
    known: float
    upto: float
    text: str


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: a bar from ``start`` to ``end``, parts of the whole; ``whole`` for its first and last."""

    label: str
    start: float
    end: float
    text: str
    whole: bool = False


@dataclass(frozen=True)
class Point:
    """One year of a line: lower and upper bound, parts of the whole."""

    label: str
    lower: float
    upper: float
    text: str


@dataclass(frozen=True)
class Dot:
    """One dot of a curve: its height as a part of the whole, the words above it and the two lines beneath."""

    label: str
    under: str
    part: float
    text: str
    ours: bool = False


def bars(rows: Sequence[Bar], /, *, name: str, title: str, labelled: bool = True) -> Markup:
    """Bars one below the other, the label above each with its figure (unless the page says them already)."""
    return _rows(
        title,
        [
            _row(
                f"{name}-{place}", row.label or title, row.text, [_box("track", 0, 1), *_known(row)], labelled=labelled
            )
            for place, row in enumerate(rows)
        ],
    )


def waterfall(steps: Sequence[Step], /, *, name: str, title: str) -> Markup:
    """Steps from everything to what is left, each bar where the last one ended."""
    found = []
    for place, step in enumerate(steps):
        low, high = sorted((_inside(step.start), _inside(step.end)))
        box = _box("known" if step.whole else "taken", low, max(high, low + 0.002))
        found.append(_row(f"{name}-{place}", step.label, step.text, [_box("track", 0, 1), box], labelled=True))
    return _rows(title, found)


def _known(row: Bar) -> list[Markup]:
    known, upto = _inside(row.known), _inside(row.upto)
    return [_box("known", 0, known), *([_box("unsure", known, upto)] if upto > known else [])]


def _box(kind: str, start: float, end: float) -> Markup:
    box = Markup('<rect class="{}" x="{:.2f}%" width="{:.2f}%" height="100%"/>')
    return box.format(kind, 100 * start, 100 * (end - start))


def _row(name: str, label: str, figure: str, boxes: list[Markup], *, labelled: bool) -> Markup:
    """One bar; its words are the page's text, and the picture's title and description for those who hear it."""
    text = Markup('<p aria-hidden="true"><b>{}</b> {}</p>').format(figure, label) if labelled else Markup("")
    return text + _svg(boxes, height=_BAR, name=name, title=label, description=figure, kind="bar")


def _rows(title: str, rows: list[Markup]) -> Markup:
    return Markup('<div class="bars" role="group" aria-label="{}">{}</div>').format(title, Markup("").join(rows))


def years(points: Sequence[Point], /, *, name: str, title: str, description: str) -> Markup:
    """Years from left to right, each a bar from its lower to its upper bound, lower bounds joined by a line."""
    width = 100 / max(len(points), 1)
    texts = [wrap(point.text, max(6, int(width * 0.36))) for point in points]  # narrow enough for a phone
    tall, top = 110, 12 + 16 * max(map(len, texts), default=1)
    parts = [Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(top + tall)]
    previous: tuple[float, float] | None = None
    for place, point in enumerate(points):
        middle = width * (place + 0.5)
        low, high = top + tall * (1 - _inside(point.lower)), top + tall * (1 - _inside(point.upper))
        if low - high > 1:
            box = Markup('<rect class="unsure" x="{:.2f}%" y="{:.1f}" width="{:.2f}%" height="{:.1f}"/>')
            parts.append(box.format(middle - width / 8, high, width / 4, low - high))
        if previous:
            line = Markup('<line class="joined" x1="{:.2f}%" y1="{:.1f}" x2="{:.2f}%" y2="{:.1f}"/>')
            parts.append(line.format(*previous, middle, low))
        parts.append(Markup('<circle class="dot" cx="{:.2f}%" cy="{:.1f}" r="5"/>').format(middle, low))
        previous = (middle, low)
        for line_number, line_text in enumerate(texts[place]):
            text = Markup('<text class="figure" x="{:.2f}%" y="{}" text-anchor="middle">{}</text>')
            parts.append(text.format(middle, 14 + 16 * line_number, line_text))
        text = Markup('<text x="{:.2f}%" y="{}" text-anchor="middle">{}</text>')
        parts.append(text.format(middle, top + tall + 18, point.label))
    return _svg(parts, height=top + tall + 26, name=name, title=title, description=description)


def columns(points: Sequence[Point], /, *, name: str, title: str, description: str) -> Markup:
    """Thin columns side by side, one a month, with the first and last labelled; the line is the usual month."""
    tall, top = 90, 26
    width = 100 / max(len(points), 1)
    most = max((point.lower for point in points), default=1) or 1
    parts = []
    for place, point in enumerate(points):
        high = tall * point.lower / most
        box = Markup(
            '<rect class="known" x="{:.2f}%" y="{:.1f}" width="{:.2f}%" height="{:.1f}"><title>{}</title></rect>'
        )
        parts.append(
            box.format(width * (place + 0.15), top + tall - high, width * 0.7, high, f"{point.label}: {point.text}")
        )
    usual = top + tall * (1 - 1 / most)
    parts.append(Markup('<line class="usual" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>').format(usual))
    parts.append(Markup('<text x="0" y="13">Dashed line: the usual month</text>'))
    parts.append(Markup('<text x="0" y="{}">{}</text>').format(top + tall + 16, points[0].label))
    parts.append(Markup('<text x="100%" y="{}" text-anchor="end">{}</text>').format(top + tall + 16, points[-1].label))
    return _svg(parts, height=top + tall + 22, name=name, title=title, description=description)


def curve(dots: Sequence[Dot], /, *, name: str, title: str, description: str) -> Markup:
    """Dots from left to right, evenly apart and joined, on a floor of nought; one that is ours is ringed.

    Where there are many, every other one has its words (the table beneath has all).
    """
    width, tall, top = 100 / max(len(dots), 1), 130, 30
    spots = [(width * (place + 0.5), top + tall * (1 - _inside(dot.part))) for place, dot in enumerate(dots)]
    parts = [Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(top + tall)]
    for one, other in zip(spots, spots[1:], strict=False):
        line = Markup('<line class="joined" x1="{:.2f}%" y1="{:.1f}" x2="{:.2f}%" y2="{:.1f}"/>')
        parts.append(line.format(*one, *other))
    for place, (dot, (across, down)) in enumerate(zip(dots, spots, strict=True)):
        ring = Markup('<circle class="ring" cx="{:.2f}%" cy="{:.1f}" r="9"/>').format(across, down) if dot.ours else ""
        parts.append(ring + Markup('<circle class="dot" cx="{:.2f}%" cy="{:.1f}" r="5"/>').format(across, down))
        if dot.ours or len(dots) <= _WORDED or place % 2 == 0:
            for kind, below, words in (
                ("figure", down - 14, dot.text),
                ("", top + tall + 18, dot.label),
                ("", top + tall + 35, dot.under),
            ):
                text = Markup('<text class="{}" x="{:.2f}%" y="{:.1f}" text-anchor="middle">{}</text>')
                parts.append(text.format(kind, across, below, words))
    return _svg(parts, height=top + tall + 44, name=name, title=title, description=description, kind="chart curve")


def _svg(
    parts: Iterable[Markup], *, height: int, name: str, title: str, description: str, kind: str = "chart"
) -> Markup:
    return Markup(
        '<svg class="{5}" role="img" aria-labelledby="{0}-title {0}-words" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-words">{3}</desc>{4}</svg>'
    ).format(f"chart-{name}", height, escape(title), escape(description), Markup("").join(parts), kind)


def _inside(part: float) -> float:
    return min(1.0, max(0.0, part))
