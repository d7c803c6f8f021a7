"""Organisations that do a kind of work and serve the place: who is found, by what, and what is known of each."""

import csv
import io
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from keepitlocal.steps.contract_size.maximum import Provider, carrying, curve, sentence, suggested_maximum
from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._providers import HOLDS, PAID, RATED, SAYS, providers
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from tests.small_place import make_place, spend

REGISTER = """org_id,name,postcode,kind,company_number,charity_number,operates in,income,reserves,accounts until,activities
GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity,,9000001,,500000,60000,2025-03-31,Meals and a lunch club
GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company,99000001,,,,,,
GB-CHC-9000002,Elderfield Homecare,ZZ9 1AA,charity,,9000002,Wexborough|Ashmarch,300000,,2024-03-31,We give homecare to older people
GB-CHC-9000003,Marsh Pride,ZZ1 1AA,charity,,9000003,,900000,,2024-03-31,We foster pride in home and care for hedges
GB-CHC-9000004,Farfield Homecare,ZZ9 1AA,charity,,9000004,Ashmarch,900000,,2024-03-31,We give homecare to older people
GB-CHC-9000005,Wexborough Women's Refuge,ZZ1 1AA,charity,,9000005,Wexborough,100000,,2024-03-31,Homecare and a refuge
"""
CONTRACTS = """Contract Title,Supplier Name,Contract Value,Start Date,End Date,Reference Number,Category
Homecare in the north,Harbour Care Ltd,120000,01/04/2024,31/03/2026,C1,Social care
Homecare long ago,Bygone Care Ltd,120000,01/04/2018,31/03/2020,C2,Social care
Homecare rota software,Rota Works Ltd,120000,01/04/2024,31/03/2026,C4,ICT : Software
Homecare after hospital,Merelandshire NHS Foundation Trust,120000,01/04/2024,31/03/2026,C5,Social care
Homecare call-offs,Various Providers,120000,01/04/2024,31/03/2026,C6,Social care
Meals on wheels,Wheelwright Meals Ltd,120000,01/04/2024,31/03/2026,C3,Catering
"""
RATINGS = """Location ID,Location Name,Location Latest Overall Rating,Location Primary Inspection Category,Location Local Authority,\
Provider Name,Provider Ownership Type,Provider Companies House Number,Provider Charity Number
1-9001,Elm Office,Good,Community based adult social care services,Wexborough,Elm Care Ltd,Organisation,99000005,
1-9002,Ash Office,Good,Community based adult social care services,Ashmarch,Ash Care Ltd,Organisation,99000006,
1-9003,Oak House,Good,Residential social care,Wexborough,Oak Care Ltd,Organisation,99000007,
1-9004,The Elms,Good,Community based adult social care services,Wexborough,A Person,Individual,,
"""
HOME_CARE = [
    *((f"2025-{month:02}-03", "Hazelbeck Trust", "5000.00") for month in range(4, 13)),
    ("2025-05-04", "Nobody Knows Care", "7000.00"),
    ("2025-05-05", "REDACTED PERSONAL DATA", "7000.00"),
    ("2025-05-07", "Wexborough Women's Refuge", "7000.00"),
]
HOUSING = [
    *((f"2026-{month:02}-03", "Hazelbeck Trust", "1000.00") for month in (1, 2, 3)),
    ("2025-05-04", "FARFIELD BUILDERS LIMITED", "2000.00"),
]
LONG_AGO = [("2021-05-04", "Old Hands Care", "2000.00")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, object]:
    made = make_place(
        tmp_path_factory.mktemp("providers") / "wexborough",
        **{
            "care.csv": spend(HOME_CARE, first=100, area="Home care"),
            "housing.csv": spend(HOUSING, first=200),
            "old.csv": spend(LONG_AGO, first=300, area="Home care"),
        },
    )
    (made / "inputs" / "spend" / "april.csv").unlink()
    (made / "inputs" / "registers" / "organisations.csv").write_text(REGISTER, encoding="utf-8")
    (made / "inputs" / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    (made / "inputs" / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    opened, quiet = open_folder(made), Screen(out=io.StringIO(), err=io.StringIO())
    return opened, match(opened, gather(opened, screen=quiet), screen=quiet)


@pytest.fixture(scope="module")
def found(place: tuple[Folder, object]) -> dict[str, Provider]:
    return {one.name: one for one in providers(*place, work=frozenset({"Home care"}))}


def test_paid_for_it_holding_a_contract_or_saying_so_and_serving_the_place(found: dict[str, Provider]) -> None:
    assert {name: one.source for name, one in found.items()} == {
        "Hazelbeck Trust": PAID,
        "Nobody Knows Care": PAID,
        "Harbour Care Ltd": HOLDS,
        "Elm Care Ltd": RATED,
        "Elderfield Homecare": SAYS,
    }


def test_what_is_known_of_each(found: dict[str, Provider]) -> None:
    trust = found["Hazelbeck Trust"]
    assert (trust.income_pence, trust.reserves_pence, trust.accounts) == (500_000_00, 60_000_00, date(2025, 3, 31))
    assert (trust.at_work_pence, trust.alike_pence) == (48_000_00, 45_000_00)  # a full year: nine months and three
    assert trust.local is True and trust.may_be_named
    nobody = found["Nobody Knows Care"]
    assert (nobody.income_pence, nobody.local, nobody.may_be_named) == (None, None, False)
    assert found["Elm Care Ltd"].local is True and found["Elm Care Ltd"].income_pence is None
    assert found["Elderfield Homecare"].local is True and found["Elderfield Homecare"].at_work_pence == 0


def test_a_title_can_be_looked_for_by_words(place: tuple[Folder, object]) -> None:
    assert [one.name for one in providers(*place, work=frozenset(), words="meals on")] == ["Wheelwright Meals Ltd"]
    assert providers(*place, work=frozenset()) == ()


def test_what_they_could_carry_and_what_they_do(found: dict[str, Provider]) -> None:
    both = curve(found.values())
    assert (both.most, both.not_known) == ((150_000_00, 202_000_00), 3)
    assert suggested_maximum(both) is None
    assert carrying(found.values()).most == (7_000_00, 45_000_00)


def _matched(place: Path, code: str, *files: Path) -> tuple[Folder, object]:
    """A place of real files alone, gathered and matched."""
    (place / "inputs").mkdir(parents=True)
    (place / "corrections").mkdir()
    (place / "place.toml").write_text(f'format = 1\n[council]\ncode = "{code}"\n', encoding="utf-8")
    for path in files:
        shutil.copyfile(path, place / "inputs" / path.name)
    folder, quiet = open_folder(place), Screen(out=io.StringIO(), err=io.StringIO())
    return folder, match(folder, gather(folder, screen=quiet), screen=quiet)


@pytest.mark.data
def test_home_care_in_trafford_agrees_with_a_slow_count_of_its_file(data: Path, tmp_path: Path) -> None:
    """Names paid under the council's own class of home care, summed with the csv module."""
    file = data / "councils" / "trafford" / "spend" / "trafford-supplier-spend-2025-26.zip"
    found = providers(*_matched(tmp_path / "trafford", "E08000009", file), work=frozenset({"Home care"}))
    paid: dict[str, int] = defaultdict(int)
    with ZipFile(file) as archive, archive.open(archive.namelist()[0]) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace")):
            if row["ProclassLabel"] == "SOCIAL CARE : Domiciliary Care":
                paid[row["BeneficiaryName"]] += round(float(row["Amount"]) * 100)
    largest = sorted((pence for pence in paid.values() if pence > 0), reverse=True)
    assert suggested_maximum(carrying(found)) == largest[2]
    assert list(reversed(carrying(found).most))[:8] == largest[:8]
    assert len(found) - 2 <= len(paid) <= len(found) + 3  # one class more by a team's name; some bodies go by two names
    assert curve(found).most == () and "neither for nor against" in sentence(curve(found))  # no accounts in this file


@pytest.mark.data
def test_salfords_contracts_for_homeless_people_are_found_by_their_titles(data: Path, tmp_path: Path) -> None:
    file = data / "councils" / "salford" / "contracts" / "2022-07.csv"
    found = providers(
        *_matched(tmp_path / "salford", "E08000006", file), work=frozenset({"Homelessness and housing support"})
    )
    with file.open(encoding="utf-8-sig", newline="") as told:
        rows = list(csv.DictReader(told))
    words = ("homeless", "domestic abuse", "housing support")
    holders = {
        row["Supplier Company Name"]
        for row in rows
        if any(word in row["Contract Title"].casefold() for word in words)
        and "Communication" not in row["ProClass Description"]
    }
    assert {one.source for one in found} == {HOLDS} and len(found) <= len(holders) + 1
    assert sum(one.name in holders or one.name.replace("The ", "") in str(holders) for one in found) >= 3
    assert curve(found).not_known == len(found)
