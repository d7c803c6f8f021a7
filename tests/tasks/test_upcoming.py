"""What is coming up, on an invented place: which agreements, by when, what is said first, and what the public page never holds."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.report.upcoming import CONTRACT, EXPECTED, GRANT, Coming, Upcoming, band, quarter, totals
from keepitlocal.tasks._folder import open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.upcoming import upcoming
from tests.small_place import make_place, spend

ON = date(2025, 6, 1)
HEADINGS = (
    *("Contract Reference", "Contract Title", "Supplier Name", "Start Date", "End Date", "Review Date", "Annual Value"),
    *("Total Contract Value", "Contract Duration (months)", "Option to extend (months)", "How many extensions"),
    *("Extension 1 Taken?", "Extension 2 Taken?", "Process Used"),
)
REGISTER = f"""{",".join(HEADINGS)}
W1,Home care in the north,Hazelbeck Trust,2023-04-01,2026-03-31,,100000,300000,36,12,2,,,ITT
W2,Roof of the town hall,Farfield Builders Ltd,2024-04-01,2025-12-31,,80000,140000,21,0,0,,,ITT
W3,Advice sessions,Mr John Smith,2024-04-01,2025-09-30,,9000,13500,18,0,0,,,RFQ
W4,Day centre,Hazelbeck Trust,2020-04-01,2024-03-31,,50000,200000,24,12,2,Yes,Yes,ITT
W5,Beyond the horizon,Farfield Builders Ltd,2025-04-01,2029-03-31,,10000,40000,48,0,0,,,ITT
W6,Youth club,Hazelbeck Trust,2023-06-01,2025-05-31,,20000,40000,24,12,1,,,ITT
W7,Framework of odd jobs,Farfield Builders Ltd,2024-06-01,2026-05-31,,60000,120000,24,0,0,,,Framework
W7,Framework of odd jobs,Nobody Knows Supplies,2024-06-01,2026-05-31,,60000,120000,24,0,0,,,Framework
W8,Refuge at Mill Street,Hazelbeck Trust,2024-06-01,2026-05-31,2026-07-01,70000,140000,24,0,0,,,ITT
,Refuge at Mill Street again,Hazelbeck Trust,2024-06-01,2026-05-31,,70000,140000,24,0,0,,,ITT
W9,Minibus,Farfield Builders Ltd,2024-06-01,2026-05-31,,40000,40000,12,12,1,Yes,Yes,ITT
W10,No dates,Farfield Builders Ltd,,,,40000,40000,,,,,,ITT
"""
GRANTS = """Identifier,Title,Award Date,Amount Awarded,Currency,Planned Dates:End Date,Recipient Org:Name,Funding Org:Name
w-1,Summer school,2023-07-01,5000,GBP,,Hazelbeck Trust,Wexborough
w-2,Summer school,2024-07-01,6000,GBP,,Hazelbeck Trust,Wexborough
w-3,One year alone,2023-07-01,5000,GBP,,Nobody Knows Supplies,Wexborough
w-4,Garden,2023-07-01,5000,GBP,,Mary Jones,Wexborough
w-5,Garden,2024-07-01,5000,GBP,,Mary Jones,Wexborough
w-6,Lunch club,2024-04-01,24000,GBP,2026-03-31,Hazelbeck Trust,Wexborough
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_place(tmp_path_factory.mktemp("upcoming") / "wexborough")
    for name, text in (("contracts", REGISTER), ("grants", GRANTS)):
        (folder / "inputs" / name).mkdir()
        (folder / "inputs" / name / f"{name}.csv").write_text(text, encoding="utf-8")
    # Two departments, so that labels of services for people are told; a year paid every month and never on the register.
    months = [(f"2024-{month:02d}-10", "Mill Lane Care Ltd", "9000.00") for month in range(6, 13)]
    months += [(f"2025-{month:02d}-10", "Mill Lane Care Ltd", "9000.00") for month in range(1, 6)]
    few = [(f"2025-{month:02d}-11", "Brookside Care Ltd", "90000.00") for month in range(1, 4)]
    (folder / "inputs" / "spend" / "care.csv").write_text(spend([*months, *few], first=500, area="Home care"))
    (folder / "inputs" / "spend" / "youth.csv").write_text(
        spend([("2025-05-01", "Hazelbeck Trust", "700.00")], first=900, area="Children youth service")
    )
    assert main(["report", str(folder), "--traceback"]) == 0
    return folder


@pytest.fixture(scope="module")
def found(place: Path) -> Upcoming:
    made: Upcoming = upcoming(open_folder(place), on=ON, screen=Screen(out=io.StringIO()), today=date(2025, 6, 2))
    return made


def named(found: Upcoming, reference: str) -> Coming:
    return next(one for one in found.coming if one.reference == reference)


def test_those_whose_next_decision_falls_within_the_months_are_listed_by_latest_date_to_decide(found: Upcoming) -> None:
    contracts = [one.reference for one in found.coming if one.what == CONTRACT]
    assert sorted(contracts) == ["", "W1", "W2", "W3", "W6", "W7", "W8", "W9"]
    assert [one.decide_by for one in found.coming] == sorted(one.decide_by for one in found.coming)
    assert [one.reference for one in found.ended] == []  # W4 ended more than a year before
    assert (found.ended_before, found.undated) == (1, 1)


def test_what_is_left_of_extensions_is_worked_out(found: Upcoming) -> None:
    assert named(found, "W1").extensions == "none taken, 2 left (12 or 24 months)"
    assert named(found, "W1").extend_by is not None
    assert named(found, "W2").extend_by is None
    assert "2 extensions are marked as taken, and 1 allowed" in named(found, "W9").contradictions[0]


def test_an_end_that_has_passed_with_an_extension_left_is_asked_about(found: Upcoming) -> None:
    one = named(found, "W6")
    assert (one.next, one.end) == (date(2026, 5, 31), date(2026, 5, 31))
    assert "31 May 2025, has passed" in one.why


def test_a_contract_with_several_suppliers_is_one_and_its_value_counts_once(found: Upcoming) -> None:
    one = named(found, "W7")
    assert one.annual_pence == 60_000_00
    assert "Farfield" in one.holder
    assert ";" in one.holder


def test_small_contracts_have_a_short_path_and_large_ones_a_long_one(found: Upcoming) -> None:
    small, large = named(found, "W3"), named(found, "W2")
    assert small.formal_by is None
    assert large.formal_by is not None
    assert (small.next - small.decide_by).days < (large.next - large.decide_by).days


def test_grants_with_an_end_and_yearly_ones_are_there_with_why(found: Upcoming) -> None:
    grant = next(one for one in found.coming if one.what == GRANT)
    assert (grant.title, grant.end, grant.annual_pence) == ("Lunch club", date(2026, 3, 31), 24000_00)
    expected = [one for one in found.coming if one.what == EXPECTED]
    assert [(one.title, one.next, one.annual_pence) for one in expected] == [
        ("Summer school", date(2025, 7, 1), 6000_00)
    ]
    assert "each of 2 years, 2023-24 to 2024-25" in expected[0].why


def test_who_is_paid_in_most_months_without_an_entry_is_said_and_not_judged(found: Upcoming) -> None:
    assert [(one.name, one.months, one.year_pence) for one in found.regular] == [("Mill Lane Care Ltd", 12, 108_000_00)]
    assert "we found no matching entry in the registers and notices given to us" in found.regular_says


def test_people_and_places_where_people_are_kept_from_harm_are_never_named(place: Path, found: Upcoming) -> None:
    assert named(found, "W3").holder == "a person or redacted"
    officer = (place / "report" / "officer" / "upcoming.html").read_text(encoding="utf-8")
    table = (place / "report" / "officer" / "upcoming.csv").read_text(encoding="utf-8")
    for text in (officer, table):
        assert "John Smith" not in text
        assert "Mary Jones" not in text
        assert "Mill Street" not in text
        assert "Hazelbeck Trust" in text
    assert officer.count("Working paper. Not council policy. Made from published data on 2 June 2025.") == 2


def test_the_public_edition_names_no_agreement_and_no_count_under_five(place: Path, found: Upcoming) -> None:
    page = (place / "report" / "upcoming.html").read_text(encoding="utf-8")
    table = (place / "report" / "upcoming.csv").read_text(encoding="utf-8")
    for one in found.coming:
        assert one.title not in page + table
        assert one.holder not in page + table
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows
    assert all(row["agreements"] == "under five" or int(row["agreements"]) >= 5 for row in rows)
    assert not re.search(r"\b(un)?lawful|complian|breach|illegal|vendor|leakage", page)


def test_the_days_that_the_law_does_not_cover_and_the_age_of_a_register_are_said_first(place: Path) -> None:
    def said(on: date) -> list[str]:
        out = io.StringIO()
        upcoming(open_folder(place), on=on, screen=Screen(out=out))
        return out.getvalue().splitlines()

    # The third newest start is of 1 June 2024: a year and a day later is old.
    assert not said(date(2025, 6, 1))[0].startswith("This register is old")
    assert said(date(2025, 6, 2))[0].startswith("This register is old: contracts/contracts.csv")
    assert said(date(2025, 2, 23))[0].startswith("On 23 February 2025 the Procurement Act 2023 was not yet in force")
    assert "Procurement Act" not in said(date(2025, 2, 24))[0]


def test_lead_times_of_the_councils_own_move_the_date(place: Path, found: Upcoming, tmp_path: Path) -> None:
    import shutil

    own = tmp_path / "own"
    shutil.copytree(place, own)
    with (own / "place.toml").open("a") as file:
        file.write("\n[lead_times]\nmobilisation = 0\n")
    moved = upcoming(open_folder(own), on=ON, screen=Screen(out=io.StringIO()))
    assert named(moved, "W2").decide_by > named(found, "W2").decide_by
    with (own / "place.toml").open("a") as file:
        file.write("mobilization = 3\n")
    assert main(["upcoming", str(own)]) == 1


@pytest.mark.parametrize("wrong", [["--on", "soon"], ["--on", "2025-02-30"], ["--on", "1999-01-01"], ["--months", "0"]])
def test_wrong_days_and_months_are_said(place: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["upcoming", str(place), *wrong])
    assert "is not a" in capsys.readouterr().err or "1999" in wrong[1]


def test_the_report_of_a_day_counts_from_it_and_links_to_the_page(place: Path, found: Upcoming) -> None:
    import json

    assert found
    assert main(["report", str(place), "--on", "2025-06-01"]) == 0
    page = (place / "report" / "index.html").read_text(encoding="utf-8")
    assert 'href="upcoming.html"' in page
    assert "made on 1 June 2025" in page
    told = json.loads((place / "report" / "findings.json").read_text(encoding="utf-8"))
    assert told["law"] == {"date": "2025-06-01"}
    assert told["parameters"]["as_at"] == "2025-06-01"


def test_nothing_gathered_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upcoming", str(make_place(tmp_path / "fresh"))]) == 1
    assert "Run: keepitlocal report" in capsys.readouterr().err


def test_no_register_is_no_answer_and_never_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = make_place(tmp_path / "bare")
    assert main(["report", str(bare)]) == 0
    capsys.readouterr()
    assert main(["upcoming", str(bare), "--on", "2026-04-30"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("No contracts register and no notices of this council were given")
    assert "What comes to a decision in the 24 months from 30 April 2026 is not known." in said
    for page in ("upcoming.html", "officer/upcoming.html"):
        text = (bare / "report" / page).read_text(encoding="utf-8")
        assert "is not known." in text and "othing with a date" not in text and "0 contracts" not in text
    assert main(["plan", str(bare), "home care"]) == 1
    assert "give a .toml file that describes it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("count", "words"),
    [(None, "not worked out"), (0, "none found"), (1, "under five"), (4, "under five"), (5, "5 to 9"), (9, "5 to 9"),
     (10, "10 to 19"), (19, "10 to 19"), (20, "20 or more"), (400, "20 or more")],
)  # fmt: skip
def test_counts_are_shown_in_bands(count: int | None, words: str) -> None:
    assert band(count) == words


@pytest.mark.parametrize(
    ("day", "words"), [(date(2025, 3, 31), "January to March 2025"), (date(2025, 4, 1), "April to June 2025")]
)
def test_quarters_have_names(day: date, words: str) -> None:
    assert quarter(day) == words


@pytest.mark.parametrize(("of_each", "shown"), [((5, 4), [5, None]), ((4, 1), [5]), ((4,), [None]), ((5, 5), [5, 5])])
def test_kinds_of_few_are_put_together_and_few_in_all_are_not_shown(
    of_each: tuple[int, ...], shown: list[int | None], found: Upcoming
) -> None:
    from dataclasses import replace

    one = named(found, "W1")
    coming = tuple(
        replace(one, work=f"kind {kind}", annual_pence=10_000_00)
        for kind, many in enumerate(of_each)
        for _ in range(many)
    )
    made = totals(replace(found, coming=coming))
    assert [total.count for total in made] == shown
    assert all((total.annual_pence is None) == (total.count is None) for total in made)


def _real(data: Path, folder: Path, council: str, code: str) -> Path:
    """A place folder with a council's own register, spending and grants."""
    import shutil

    place = make_place(folder / council)
    for old in ("place/areas.csv", "place/postcode_directory.csv", "registers/organisations.csv", "spend/april.csv"):
        (place / "inputs" / old).unlink()
    for room in ("contracts", "grants"):
        if (data / "councils" / council / room).is_dir():
            shutil.copytree(data / "councils" / council / room, place / "inputs" / room)
    text = (place / "place.toml").read_text(encoding="utf-8")
    (place / "place.toml").write_text(text.replace("E99000001", code).replace("Wexborough", council.title()))
    return place


@pytest.mark.data
@pytest.mark.slow
def test_salfords_register_of_july_2022(data: Path, tmp_path: Path) -> None:
    """Counted apart, with the csv module: contracts by reference and title whose end falls in the time asked about."""
    place = _real(data, tmp_path, "salford", "E08000006")
    assert main(["report", str(place)]) == 0
    out, on, until = io.StringIO(), date(2022, 8, 1), date(2024, 8, 1)
    found = upcoming(open_folder(place), on=on, screen=Screen(out=out))
    assert "the Procurement Act 2023 was not yet in force" in out.getvalue().splitlines()[0]
    assert "is old" not in out.getvalue()
    ends: dict[tuple[str, str], date] = {}
    path = data / "councils" / "salford" / "contracts" / "2022-07.csv"
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
        try:
            end = date.fromisoformat(row["Current Expiry Date"])
        except ValueError:
            continue
        key = (row["Contract Reference"].strip(), " ".join(row["Contract Title"].split()))
        ends[key] = max(end, ends.get(key, end))
    wanted = {key for key, end in ends.items() if on <= end <= until}
    listed = {(one.reference, one.title) for one in found.coming if one.end and on <= one.end <= until}
    hidden = sum("title not repeated here" in one.title for one in found.coming)
    assert len(wanted) > 150
    assert len(wanted - listed) <= hidden
    assert found.contradicted > 50
    later = upcoming(open_folder(place), on=date(2026, 11, 25), screen=Screen(out=io.StringIO()))
    assert later.warnings[0].startswith("This register is old")
    assert len(later.coming) < 40


@pytest.mark.data
@pytest.mark.slow
def test_exeters_register_of_april_2026(data: Path, tmp_path: Path) -> None:
    place = _real(data, tmp_path, "exeter", "E07000041")
    assert main(["report", str(place)]) == 0
    found = upcoming(open_folder(place), on=date(2026, 4, 30), screen=Screen(out=io.StringIO()))
    assert found.warnings == ()
    assert 140 <= sum(one.what == CONTRACT for one in found.coming) <= 160
    assert all(one.extensions == "the record does not say" for one in found.coming if one.what == CONTRACT)
    assert any("lies after its end" in each for one in found.coming for each in one.contradictions)
    cleaning = [one for one in found.coming if one.title == "Residential cleaning contract"]
    assert [one.work for one in cleaning] == [""]  # its CPV code is none of services for people
