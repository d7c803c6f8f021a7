"""A number and its rows cannot disagree; no row shows a person's name or a purpose."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from keepitlocal.cli import main
from keepitlocal.domain.finding import Finding
from keepitlocal.sample import PLANTED
from keepitlocal.store.versions import Version, current
from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._published import with_published_rows
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from keepitlocal.tasks.measure import kept_findings, measure
from keepitlocal.tasks.rows import ALL, COUNTS, SET_ASIDE, UNKNOWN, indicator_of, rows, select
from tests.small_place import MAY, make_place, spend


def measured(path: Path) -> Folder:
    folder, screen = open_folder(path), Screen(out=io.StringIO(), err=io.StringIO())
    version = match(folder, gather(folder, screen=screen, keep=False), screen=screen, keep=False)
    measure(folder, version, engine="duckdb", screen=screen)
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    more = {"may.csv": spend([*MAY, ("2025-05-20", "Mrs Ploova Wizzent", "950.00")], first=100)}
    return measured(make_place(tmp_path_factory.mktemp("small") / "place", **more))


@pytest.fixture
def sample(wexborough: Path) -> Folder:
    return open_folder(wexborough)


def version_of(folder: Folder) -> Version:
    version = current(folder.store)
    assert version is not None
    return version


def telling(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of each indicator, the figures with the most unknown, the most set aside and the most lines."""
    for _, group in groupby(sorted(found, key=lambda one: one.indicator), key=lambda one: one.indicator):
        members = list(group)
        ranks = (
            lambda one: abs(one.unknown),
            lambda one: sum(aside.lines for aside in one.set_aside),
            lambda one: -one.lines,
        )
        yield from {max(members, key=rank).id: max(members, key=rank) for rank in ranks}.values()


def check(folder: Folder, found: Iterable[Finding]) -> list[str]:
    """What a figure says and what its rows say, where they disagree."""
    wrong = []
    with with_published_rows(folder, version_of(folder)) as engine:
        for one in found:
            indicator = indicator_of(one.indicator)
            for part, told in parts(indicator, one).items():
                sums = totals(engine, select(indicator, engine, one.cut, part=part), indicator)
                if any(sums[name] != value for name, value in told.items()):
                    wrong.append(f"{one.id} {part}: figure {told}, rows {sums}")
    return wrong


def parts(indicator: Any, one: Finding) -> dict[str, dict[str, int]]:
    """What the rows of each part must come to; an indicator with an answer of its own is no plain sum of its rows."""
    aside = {"aside": sum(one.pence for one in one.set_aside), "lines": sum(one.lines for one in one.set_aside)}
    if hasattr(indicator, "answer"):
        return {SET_ASIDE: aside}
    return {
        COUNTS: {"sum": one.numerator},
        UNKNOWN: {"sum": one.unknown},
        ALL: {"sum": one.denominator},
        SET_ASIDE: aside,
    }


def totals(engine: Any, selected: Any, indicator: Any) -> dict[str, int]:
    summed = getattr(indicator, "summed", "amount_pence")
    figures = {"lines": selected.lines.sum()}
    for name, column in (("sum", summed), ("aside", "amount_pence")):
        if column in selected.columns:
            figures[name] = selected[column].sum()
    return {"sum": 0, "aside": 0} | {
        name: int(value or 0) for name, value in engine.rows(selected.aggregate(**figures))[0].items()
    }


def test_the_leading_figure_and_its_rows_agree(small: Folder) -> None:
    found = [
        one
        for one in kept_findings(small, version_of(small))
        if one.id in ("kept_local/area/all", "by_kind/charity/2025-26")
    ]
    assert len(found) == 2
    assert check(small, found) == []


@pytest.mark.slow
def test_every_kind_of_figure_of_the_sample_and_its_rows_agree(sample: Folder) -> None:
    found = list(telling(kept_findings(sample, version_of(sample))))
    assert len({one.indicator for one in found}) > 20
    assert check(sample, found) == []


@pytest.mark.slow
def test_a_figure_that_was_tampered_with_is_found_out(sample: Folder) -> None:
    from dataclasses import replace

    (one,) = [one for one in kept_findings(sample, version_of(sample)) if one.id == "kept_local/area/all"]
    assert len(check(sample, [replace(one, numerator=one.numerator + 1, unknown=one.unknown - 1)])) == 2


def test_rows_say_where_they_stand(small: Folder) -> None:
    found, total, pence = rows(small, "kept_local/area/all", part=COUNTS, limit=2)
    assert (len(found), total, pence) == (2, 3, 145_000)
    assert (found[0]["input"], found[0]["row"], found[0]["payee"], found[0]["amount_pence"]) == (
        "spend/april.csv", 2, "Hazelbeck Trust", 60_000,
    )  # fmt: skip


def test_set_aside_rows_come_with_no_name_of_a_person(small: Folder) -> None:
    found, total, _ = rows(small, "kept_local/area/all", part=SET_ASIDE, limit=0)
    assert total == len(found) == 3
    assert {row["payee"] for row in found} == {"HM REVENUE & CUSTOMS", None}


@pytest.mark.slow
def test_no_row_of_the_sample_names_a_person_or_a_purpose(sample: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    for part in (ALL, SET_ASIDE):
        assert main(["rows", str(sample.path), "kept_local/area/all", "--part", part, "--limit", "0"]) == 0
    told = capsys.readouterr().out.casefold()
    assert "wexspend_202506.csv" in told
    assert [
        name for who in ("client", "individual", "trustee") for name in PLANTED[who] if name.casefold() in told
    ] == []


@pytest.mark.parametrize("asked", ["kept_local/area/al", "nothing/like/it", "kept_local", ""])
def test_an_id_that_is_none_is_told_with_the_nearest(
    small: Folder, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rows", str(small.path), asked]) == 1
    told = capsys.readouterr().err
    assert f"There is no finding {asked!r}" in told
    assert "findings.json" in told


def test_figures_of_other_files_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = make_place(tmp_path / "place")
    assert main(["rows", str(place), "kept_local/area/all"]) == 1
    assert "keepitlocal report" in capsys.readouterr().err
