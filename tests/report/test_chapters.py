"""Every finding has a place, chosen by the folder of its indicator; charts and maps draw what they are given."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.report import chapters, charts, figures, maps, pages
from keepitlocal.report.subject import Area, Map, Subject


def test_a_measure_of_a_folder_nobody_has_heard_of_has_a_place(subject: Any, finding: Any) -> None:
    s = subject(finding(), finding(year="2024-25"), folder="something_new")
    assert [drawn.measure.name for drawn in chapters.chapters(s)["more"].drawn] == ["kept_local"]
    page = pages.public(s)
    assert "More of what the records say" in page
    assert 'id="kept_local/area/2024-25"' in page


def test_a_step_has_its_own_section(subject: Any, finding: Any) -> None:
    s = subject(finding())
    step = replace(s, measures=(replace(s.measures[0], is_step=True, folder="contract_size"),))
    assert chapters.chapters(step)["contract_size"].drawn
    assert "The files given say nothing about this step yet." in pages.public(step)


def test_a_table_holds_each_finding_once_under_its_year(subject: Any, finding: Any) -> None:
    every = [
        finding(definition=rule, year=year) for rule in ("area", "region") for year in ("all", "2024-25", "2025-26")
    ]
    s: Subject = subject(*every)
    table = figures.table(s, s.measures[0])
    assert table.columns == ("all", "2024-25", "2025-26")
    assert [row.label for row in table.rows] == ["Address in Wexborough", "Address in Mereland"]
    assert {one.id for row in table.rows for one in row.cells if one} == {one.id for one in every}


def test_names_from_data_are_escaped(subject: Any, finding: Any) -> None:
    page = pages.public(subject(finding(), name="<script>alert(1)</script>"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_report_of_nothing_is_still_a_report(subject: Any) -> None:
    page = pages.public(subject(published_pence=0, choosable_pence=0, published_rows=0))
    assert page.count("Not known from the files given") == 5


@given(
    st.lists(st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5)), min_size=1, max_size=6),
)
def test_bars_stay_inside_their_chart(parts: list[tuple[float, float]]) -> None:
    rows = [charts.Bar("A <name>", known, upto, "1%") for known, upto in parts]
    drawn = str(charts.bars(rows, name="x", title="Shares"))
    for x, width in re.findall(r'x="([\d.-]+)%" width="([\d.-]+)%"', drawn):
        assert float(x) >= 0 and float(width) >= 0 and float(x) + float(width) <= 100.02
    assert "<name>" not in drawn
    assert drawn.count('role="img"') == len(rows)


def test_a_bar_is_solid_as_far_as_is_known_and_hatched_from_there() -> None:
    drawn = str(charts.bars([charts.Bar("Here", 0.25, 0.75, "25% to 75%")], name="x", title="Shares"))
    assert '<rect class="known" x="0.00%" width="25.00%"' in drawn
    assert '<rect class="unsure" x="25.00%" width="50.00%"' in drawn


def test_a_map_shades_wards_and_suppresses_small_counts() -> None:
    square = ((0.0, 52.0), (0.1, 52.0), (0.1, 52.1), (0.0, 52.1), (0.0, 52.0))
    drawn = str(
        maps.drawing(
            Map((Area("W1", "North", (square,), 12), Area("W2", "South", (square,), None)), counted=True), name="X"
        )
    )
    assert "North: 12 organisations" in drawn
    assert "South: under five organisations" in drawn
    assert maps.drawing(Map(), name="X") == ""
