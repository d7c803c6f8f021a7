"""Plans of lots as plain values: what the page that compares them, its maps and its CSV are made from.

Everything in it may be printed: organisations appear as bands and kinds, never by name and never as points. Money is
pence a year, with VAT.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from keepitlocal.report.plan import Reason
from keepitlocal.report.subject import Ring

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # text that a spreadsheet would take for a formula begins so


@dataclass(frozen=True)
class Piece:
    """One lot as a reader meets it.

    ``areas`` are codes, ``providers`` is a band in words, ``enough`` says whether as many as asked for could carry it
    (None: cannot be told), ``km`` is the mean distance from ``centre``, weighted by value (None: not measured), ``whole``
    marks a service that stays whole across places. ``parts`` are its areas and services in pairs, where it does not hold every
    service of every area.
    """

    number: int
    title: str
    areas: tuple[str, ...]
    services: tuple[str, ...]
    value_pence: int
    people: int | None
    providers: str
    enough: bool | None
    centre: str = ""
    km: float | None = None
    whole: bool = False
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cost:
    """One thing that dividing costs a year, and what that figure rests on."""

    label: str
    pence: int
    says: str = ""


@dataclass(frozen=True)
class Layout:
    """One way of dividing the commission.

    ``fits`` is a fact of the model, not of the law: every lot under the maximum, each with enough providers.
    ``total_pence`` is what it costs a year on top of the service itself; no plan of its kind costs less than
    ``bound_pence``. ``splits`` are the kinds of specialist and led-by-and-for organisations that it would split or shut
    out.
    """

    id: str
    title: str
    stands: str
    fits: bool
    pieces: tuple[Piece, ...]
    costs: tuple[Cost, ...]
    total_pence: int | None
    bound_pence: int | None = None
    gap: str = ""
    splits: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def largest_pence(self) -> int | None:
        """What its largest lot is worth a year."""
        return max((piece.value_pence for piece in self.pieces), default=None)

    @property
    def enough(self) -> str:
        """In how many of its lots there are enough providers, in words."""
        if not self.pieces:
            return "–"
        told = [piece.enough for piece in self.pieces]
        if told.count(None) == len(told):
            return "cannot be told"
        unknown = f"; {told.count(None)} cannot be told" if None in told else ""
        return f"{told.count(True)} of {len(told)}{unknown}"

    def cost(self, label: str, /) -> Cost | None:
        """Its cost of one kind, where it has one."""
        return next((cost for cost in self.costs if cost.label == label), None)


@dataclass(frozen=True)
class WhatIf:
    """The plan at another maximum or another number of providers; None where there is no such plan."""

    maximum_pence: int
    at_least: int
    lots: int | None
    largest_pence: int | None
    total_pence: int | None
    says: str = ""


@dataclass(frozen=True)
class Lots:
    """Every way of dividing one commission, compared on one day.

    ``level`` names the areas ("wards", "LSOAs"); ``chosen`` is the id of the layout that is shown first; ``what_if`` may
    hold the plan itself; ``assumptions`` say what, its value and why or where it stands; ``outlines`` and ``names`` are by
    the areas' codes, ``wards`` gives the ward in which an area lies, and ``values`` the pence a year by service, then area.
    """

    council: str
    code: str
    title: str
    reference: str
    on: date
    made: date
    software: str
    description: str
    level: str
    annual_pence: int
    maximum_pence: int
    at_least: int
    layouts: tuple[Layout, ...]
    chosen: str
    opening: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    what_if: tuple[WhatIf, ...] = ()
    assumptions: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[str, ...] = ()
    regime: str = ""
    reasons: tuple[Reason, ...] = ()
    outlines: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    wards: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    log: tuple[str, ...] = ()

    @property
    def shown(self) -> Layout | None:
        """The layout that is shown first."""
        return next((layout for layout in self.layouts if layout.id == self.chosen), None)

    @property
    def others(self) -> tuple[Layout, ...]:
        """The layouts that are not shown first."""
        return tuple(layout for layout in self.layouts if layout.id != self.chosen)

    @property
    def cost_labels(self) -> tuple[str, ...]:
        """Every kind of cost that a layout has, in their order."""
        return tuple(dict.fromkeys(cost.label for layout in self.layouts for cost in layout.costs))

    @property
    def area_codes(self) -> frozenset[str]:
        """Every area that is drawn or lies in a lot."""
        return frozenset(self.outlines) | {code for one in self.layouts for lot in one.pieces for code in lot.areas}


def csv_text(lots: Lots, /) -> str:
    """Which area lies in which lot, a line for each area of each lot of each layout; values in pounds a year.

    A value is empty where none was given for the lot's services there.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("plan", "lot", "title", "services", "area code", "area", "ward", "value a year (pounds)"))
    writer.writerows(map(_guarded, _rows(lots)))
    return file.getvalue()


def _rows(lots: Lots) -> Iterator[tuple[str, ...]]:
    for layout in lots.layouts:
        for piece in layout.pieces:
            for code in piece.areas:
                services = piece.services
                if piece.parts:
                    services = tuple(service for area, service in piece.parts if area == code)
                yield (
                    layout.title,
                    str(piece.number),
                    piece.title,
                    "; ".join(services),
                    code,
                    lots.names.get(code, ""),
                    lots.wards.get(code, ""),
                    _value(lots, services, code),
                )


def _value(lots: Lots, services: tuple[str, ...], code: str) -> str:
    services = services or tuple(lots.values)
    found = [by_area[code] for name in services if code in (by_area := lots.values.get(name, {}))]
    return f"{sum(found) // 100}.{sum(found) % 100:02d}" if found else ""


def _guarded(row: tuple[str, ...]) -> list[str]:
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row]
