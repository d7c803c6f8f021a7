"""Lots inside a plan: the sample place divided by its wards, its files looked at as an officer would, and the wrong things."""

import csv
import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.steps.contract_size.lots.form import read
from keepitlocal.steps.contract_size.lots.instance import Lot, faults, objective
from tests.our_words import said

pytestmark = pytest.mark.slow

COMMISSION = """format = 1
[commission]
title = "Help at home"
service = "home care"
subject = "services"
cpv = ["85312000"]
value = 3600000
annual = 1200000
months = 36
"""
LOTS = """
[lots]
maximum = 400000
people = 300
coordination = 200
[[lots.service]]
name = "Home care"
[[lots.service]]
name = "Day care"
annual = 300000
[[lots.service]]
name = "Advice for Deaf people"
annual = 60000
whole = true
[[lots.shared]]
services = ["Home care", "Day care"]
people = 40
"""
PAGE = ("lots.html", "lots.csv", "lots-instance.json", "lots-plan.json")


@pytest.fixture(scope="module")
def place(wexborough: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(wexborough, tmp_path_factory.mktemp("lots") / "wexborough", symlinks=True)


def planned(place: Path, tmp_path: Path, text: str, *more: str, name: str = "help") -> Path:
    file = tmp_path / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    told = ["plan", str(place), str(file), "--on", "2026-11-25", "--lots", "--seconds", "4", *more]
    assert main([*told, "--traceback"]) == 0
    return place / "report/officer/plans" / name


@pytest.fixture(scope="module")
def made(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planned(place, tmp_path_factory.mktemp("file"), COMMISSION + LOTS)


def text_of(page: Path) -> str:
    """A page's words, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))))


def rows(made: Path) -> list[dict[str, str]]:
    with (made / "lots.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pence(row: dict[str, str]) -> int:
    return round(float(row["value a year (pounds)"]) * 100)


def test_every_area_and_service_is_in_one_lot_of_every_way(made: Path) -> None:
    by_way: dict[str, Counter[tuple[str, str]]] = {}
    for row in rows(made):
        for service in row["services"].split("; "):
            by_way.setdefault(row["plan"], Counter())[row["area code"], service] += 1
    assert len(by_way) == 5
    assert all(set(counted.values()) == {1} for counted in by_way.values())


def test_values_add_up_to_the_commission_in_every_way(made: Path) -> None:
    sums: Counter[str] = Counter()
    for row in rows(made):
        sums[row["plan"]] += pence(row)
    assert set(sums.values()) == {1_200_000_00}


def test_no_lot_by_place_is_above_the_maximum(made: Path) -> None:
    sums: Counter[str] = Counter()
    for row in rows(made):
        if row["plan"] == "Lots by place":
            sums[row["lot"]] += pence(row)
    assert len(sums) >= 3 and max(sums.values()) <= 400_000_00


def test_the_open_form_can_be_run_and_judged_by_the_model(made: Path) -> None:
    problem = read((made / "lots-instance.json").read_text(encoding="utf-8"))
    told = json.loads((made / "lots-plan.json").read_text(encoding="utf-8"))
    lots = tuple(Lot(one["centre"], tuple(one["areas"])) for one in told["lots"])
    assert faults(problem, lots) == ()
    assert told["bound"] <= told["objective"] + 1e-6
    assert told["objective"] == pytest.approx(objective(problem, lots))
    again = made.parent / "again.json"
    assert main(["lots", str(made / "lots-instance.json"), "--output", str(again), "--seconds", "3"]) == 0


def test_the_open_form_tells_nothing_of_any_organisation(made: Path) -> None:
    assert json.loads((made / "lots-instance.json").read_text(encoding="utf-8"))["providers"] == []


def test_the_drafted_reason_stands_in_the_plan_too(made: Path) -> None:
    plan = json.loads((made / "plan.json").read_text(encoding="utf-8"))
    lots = next(one for one in plan["records"] if one["id"] == "lots")
    assert "By place it makes" in lots["text"] and "Our reason: ____________________" in lots["text"]


@pytest.mark.parametrize(
    ("more", "told", "never"),
    [
        (
            '[[lots.service]]\nname = "Home care"\nannual = 500000\n[[lots.service]]\nname = "Day care"\nannual = 100000\n',
            "The services come to £600,000 a year and the commission to £1.2m",
            "",
        ),
        (
            '[[lots.service]]\nname = "Zebra grooming"\n',
            "No kind of work was recognised in “Zebra grooming”",
            "are in reach of every",
        ),
        ("[lots]\nat_least = 2\n", "is not shown: counts under three are never told", "fewer than 2"),
        ("[lots]\nat_least = 0\n", "No number of organisations was asked for", "at least 0"),
    ],
)
def test_what_is_not_known_or_not_told_is_said(place: Path, tmp_path: Path, more: str, told: str, never: str) -> None:
    made = planned(place, tmp_path, COMMISSION + more, name="said")
    words = text_of(made / "lots.html")
    assert told in words
    assert not never or never not in words


def test_the_page_says_what_it_rests_on_and_asks_what_it_cannot_tell(made: Path) -> None:
    page = (made / "lots.html").read_text(encoding="utf-8")
    words = text_of(made / "lots.html")
    assert said(words) == []
    assert "£1.2m a year" in words and "Working paper. Not council policy." in words
    assert "The regime is always that of the whole, all lots counted together" in words
    assert "Our reason: ____________________" in words and "PA-018" in words
    assert "led by and for" in words and "Advice for Deaf people" in words
    assert "<circle" not in page.split('id="what-if"')[0].split("<svg")[1]  # areas, never points of organisations


def test_the_plan_and_its_decision_report_hold_the_lots(made: Path) -> None:
    plan = json.loads((made / "plan.json").read_text(encoding="utf-8"))
    section = next(one for one in plan["sections"] if one["id"] == "lots")
    assert [row[0] for row in section["rows"]][:3] == ["One contract", "Lots by service", "Lots by place"]
    assert "lots.html" in (made / "index.html").read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_files(place: Path, tmp_path: Path) -> None:
    one = planned(place, tmp_path, COMMISSION, "--seconds", "60", "--seed", "3", name="twice")
    before = {name: (one / name).read_bytes() for name in PAGE}
    again = planned(place, tmp_path, COMMISSION, "--seconds", "60", "--seed", "3", name="twice")
    assert {name: (again / name).read_bytes() for name in PAGE} == before


def test_a_plan_without_lots_takes_the_old_ones_away(place: Path, tmp_path: Path) -> None:
    made = planned(place, tmp_path, COMMISSION, name="then-not")
    assert main(["plan", str(place), str(tmp_path / "then-not.toml"), "--on", "2026-11-25"]) == 0
    assert not any((made / name).exists() for name in PAGE)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("[lots]\nmaximum = 1000\n", None),
        ("[lots]\nareas = 'lsoa'\n", "outlines of the neighbourhoods"),
        ("[[lots.team]]\nareas = ['E05000001', 'E05000002']\n", "which is no area here"),
        ("[lots]\nlink = [['E05000001', 'E05000002']]\n", "not the code of an area here"),
        ("[[lots.service]]\nname = 'a'\nannual = 2000000\n[[lots.service]]\nname = 'b'\n", "they leave"),
        ("[lots]\nmaxmum = 3\n", "Did you mean maximum?"),
    ],
)
def test_the_wrong_thing_is_told_in_words(
    place: Path, tmp_path: Path, more: str, told: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(COMMISSION + more, encoding="utf-8")
    code = main(["plan", str(place), str(file), "--on", "2026-11-25", "--lots", "--seconds", "2"])
    if told is None:  # areas worth more than the maximum: a plan all the same, which says why there are no lots
        assert code == 0
        page = text_of(place / "report/officer/plans/wrong/lots.html")
        assert "worth more than the maximum of" in page and "cannot be divided by place" in page
    else:
        assert code != 0 and told in capsys.readouterr().err


def test_no_value_a_year_is_asked_for(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bare.toml"
    file.write_text('format = 1\n[commission]\ntitle = "Help at home"\n', encoding="utf-8")
    assert main(["plan", str(place), str(file), "--lots"]) != 0
    assert "Write annual" in capsys.readouterr().err
