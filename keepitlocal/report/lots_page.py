"""The page that compares plans of lots, and opens from disk."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from keepitlocal.domain.money import pounds
from keepitlocal.evidence.cost_of_scale import published
from keepitlocal.report import charts
from keepitlocal.report.lots import Lots, Piece, WhatIf
from keepitlocal.report.lots_map import PATTERNS, sheets
from keepitlocal.report.lots_outlines import lay
from keepitlocal.report.pages import render
from keepitlocal.steps.contract_size.maximum import CAVEAT

# What others measured of lots, both ways: ids of evidence/cost_of_scale/published.toml.
FOR_LOTS = ("hoekman-tas-2022", "ted-works-2018-22", "ec-sme", "olivares-2012")
AGAINST_LOTS = ("petersen-2019", "ec-2011", "cebr-2013", "kim-2014")


def page(lots: Lots, /, *, files: Iterable[str] = ()) -> str:
    """The page; ``files`` are the names of further files beside it. ``lots.csv`` is always one (see ``csv_text``)."""
    ground = lay(lots.outlines)
    studies = {study.id: study for study in published.studies()}
    return render(
        "lots.html",
        p=lots,
        files=tuple(files),
        patterns=PATTERNS,
        sheets={layout.id: sheets(lots, layout, ground=ground) for layout in lots.layouts},
        areas_of=lambda piece: areas_in_words(lots, piece),
        curve=curve(lots),
        what_if=_with_the_plan(lots),
        speaking_for=[studies[name] for name in FOR_LOTS],
        speaking_against=[studies[name] for name in AGAINST_LOTS],
        certainty=published.CERTAINTY,
        caveat=CAVEAT,
        splits=[layout for layout in lots.layouts if layout.splits],
    )


def areas_in_words(lots: Lots, piece: Piece, /) -> str:
    """The areas of a lot: by how many of each ward where areas are smaller than wards, else by name."""
    if piece.parts:
        each = {service: tuple(area for area, one in piece.parts if one == service) for service in piece.services}
        return "; ".join(
            f"{service}: {areas_in_words(lots, replace(piece, areas=areas, parts=()))}"
            for service, areas in each.items()
        )
    if len(piece.areas) > 1 and set(piece.areas) == lots.area_codes:
        return f"the whole place (all {len(piece.areas)} {lots.level})"
    names = [lots.names.get(code, code) for code in piece.areas]
    wards = [lots.wards.get(code, "in no ward given") for code in piece.areas]
    if not lots.wards or wards == names:
        return ", ".join(names)
    counted = ", ".join(f"{ward} ({number})" for ward, number in Counter(wards).most_common())
    return counted if len(names) == 1 else f"{len(names)} {lots.level}: {counted}"


def _with_the_plan(lots: Lots) -> tuple[WhatIf, ...]:
    """What changes, in order of the maximum and then of the number of providers."""
    return tuple(sorted(lots.what_if, key=lambda one: (one.maximum_pence, one.at_least)))


def curve(lots: Lots, /) -> Markup:
    """The cost a year by the maximum, at the number of providers asked for; empty where there are under two such plans."""
    shown = [one for one in _with_the_plan(lots) if one.at_least == lots.at_least]
    drawn = list(_points(shown, lots.maximum_pence))
    if len(drawn) < 2:
        return Markup("")
    return charts.curve(
        drawn,
        name="what-if",
        title="Cost a year by maximum contract value",
        description="; ".join(f"{point.label}: {point.text}" for point in drawn) + ". The table beneath says the same.",
    )


def _points(shown: list[WhatIf], ours: int) -> Iterator[charts.Dot]:
    most = max((one.total_pence or 0 for one in shown), default=0) or 1
    for one in shown:
        if one.total_pence is not None and one.lots is not None:
            number = f"{one.lots} {'lot' if one.lots == 1 else 'lots'}"
            yield charts.Dot(
                pounds(one.maximum_pence),
                number,
                one.total_pence / most,
                pounds(one.total_pence),
                one.maximum_pence == ours,
            )
