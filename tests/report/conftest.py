"""A report of the sample place, made once; and small subjects for single pages."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from keepitlocal.domain.finding import Finding
from keepitlocal.report.subject import Measure, Rule, Subject

MADE = date(2026, 3, 3)


@pytest.fixture(scope="session")
def wexborough(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The sample place reported on: its folder, its findings, and what the terminal said."""
    from io import StringIO

    from keepitlocal.sample import write
    from keepitlocal.tasks._folder import open_folder
    from keepitlocal.tasks._screen import Screen
    from keepitlocal.tasks.report import report

    folder = tmp_path_factory.mktemp("report") / "wexborough"
    write(folder)
    out = StringIO()
    found = report(open_folder(folder), screen=Screen(out=out, err=StringIO()), today=lambda: MADE)
    return SimpleNamespace(folder=folder, report=folder / "report", findings=found, said=out.getvalue())


@pytest.fixture
def finding() -> Any:
    """Makes a finding: Kept local, £600 of £1,000 known and £300 that could fall either way."""

    def make(**changes: Any) -> Finding:
        year = changes.pop("year", "all")
        definition = changes.pop("definition", "area")
        base = Finding(
            id=f"kept_local/{definition}/{year}",
            indicator="kept_local",
            title="Kept local",
            question="How much went to organisations here?",
            unit="pence",
            cut={"definition": definition, "year": year},
            numerator=600_00,
            denominator=1000_00,
            unknown=300_00,
            base="what the council could choose how to spend",
            rule="Address in Wexborough",
            period="2024-26" if year == "all" else year,
            source="spending over £500",
        )
        return replace(base, **changes)

    return make


@pytest.fixture
def subject() -> Any:
    """Makes a subject of the findings given, under the rules "area" and "region", the first of them leading."""

    def make(*findings: Finding, folder: str = "local_spend", **changes: Any) -> Subject:
        first: Finding | None = findings[0] if findings else None
        measures = (
            (
                Measure(
                    first.indicator, folder, False, first.title, first.question, first.unit, tuple(first.cut), findings
                ),
            )
            if first
            else ()
        )
        base = Subject(
            name="Wexborough",
            code="E99000001",
            period="2024-26",
            made=MADE,
            measures=measures,
            rules=(Rule("area", "Address in Wexborough"), Rule("region", "Address in Mereland")),
            lead="area",
            published_pence=2000_00,
            published_rows=40,
            choosable_pence=1000_00,
        )
        return replace(base, **changes)

    return make


@pytest.fixture(scope="session")
def pages(wexborough: SimpleNamespace) -> dict[Path, str]:
    """Every page of the sample's report, by its path."""
    return {path: path.read_text(encoding="utf-8") for path in wexborough.report.rglob("*.html")}
