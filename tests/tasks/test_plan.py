"""Plans of a made-up council: found by reference or title, corrected in a file, printed without names or numbers under five."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from keepitlocal.cli import main
from keepitlocal.steps.contract_size.maximum import Provider
from keepitlocal.tasks._plan_file import REASONS
from keepitlocal.tasks._plan_make import Made
from keepitlocal.tasks._plan_ways import _round
from keepitlocal.tasks._plan_write import _people
from tests.our_words import FORBIDDEN
from tests.small_place import make_place

pytestmark = pytest.mark.slow

CONTRACTS = """\
Contract Title,Contract Reference,Supplier Name,Start Date,End Date,Contract Value,Annual Value,Process Type,CPV Code(s),Extension
Advice and advocacy,WX1,Hazelbeck Trust,01/04/2025,31/03/2028,90000,30000,Open tender,85322000
Advice line,WX2,Farfield Builders Ltd,01/10/2025,30/09/2026,1200000,1200000,Framework call-off,
Advice line,WX3,Farfield Builders Ltd,TBC,Ongoing,,,Framework call-off,
Short stay,WX5,Hazelbeck Trust,01/04/2026,31/07/2026,79000,,Direct award,85322000,1 year
Stay,WX6,Farfield Women's Refuge,01/04/2026,31/03/2028,790000,,Direct award,85322000
Road repairs,WX4,REDACTED PERSONAL DATA,01/10/2025,30/09/2027,1200000,600000,Tender,45233141
"""
GRANTS = """Recipient,Grant Amount,Date of Award,Purpose of Grant,Charity Number
Hazelbeck Trust,250000,12/05/2025,Advice,9000001
"""
ON = ["--on", "2026-11-25"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_place(tmp_path_factory.mktemp("plan") / "wexborough")
    (made / "inputs" / "spend" / "contracts_register.csv").write_text(CONTRACTS, encoding="utf-8")
    (made / "inputs" / "spend" / "grants.csv").write_text(GRANTS, encoding="utf-8")
    assert main(["report", str(made), "--traceback"]) == 0
    return made


def plan(place: Path, contract: str, *, on: list[str] = ON) -> dict:
    assert main(["plan", str(place), contract, *on, "--traceback"]) == 0
    made = sorted((place / "report/officer/plans").glob("*/plan.json"), key=lambda path: path.stat().st_mtime_ns)
    return json.loads(made[-1].read_text(encoding="utf-8"))


def test_a_plan_by_reference(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = plan(place, "wx1")
    assert (found["title"], found["regime"]) == ("Advice and advocacy", "below threshold")
    assert "£108,000 with VAT is less than the threshold of £663,540" in found["regime_because"]
    assert found["decide_by"] < "2028-03-31" and found["timetable"]
    assert len(found["ways"]) > 15 and {"leave_it_whole", "one_agreement_several_members"} <= {
        way["route"] for way in found["ways"]
    }
    said = capsys.readouterr().out
    assert "latest date to decide" in said and "index.html" in said and "plans/" in said


def test_notices_have_the_days_of_the_timetable(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "days.toml"
    text = 'format = 1\n[commission]\ntitle = "Cleaning"\nsubject = "services"\ncpv = ["90910000"]\nvalue = 300000\n'
    file.write_text(f"{text}months = 36\nend = 2028-03-31\n", encoding="utf-8")
    found = plan(place, str(file))
    days = {one["what"].split()[0]: one["day"] for one in found["notices"]}
    steps = {one["name"]: one for one in found["timetable"]}
    assert days["UK4"] == steps["Time to tender or apply"]["first"]
    assert days["UK6"] == steps["Standstill"]["first"] and days["UK11"] == "2028-04-29"


def test_all_files_are_there_and_agree(place: Path) -> None:
    plan(place, "WX1")
    folder = place / "report/officer/plans/advice-and-advocacy-wx1"
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        "decision-report.docx",
        "plan.json",
        "ocds-planning.json",
        "ocds-tender.json",
        "people-to-talk-to.csv",
    }
    page = (folder / "index.html").read_text(encoding="utf-8")
    paper = Document(BytesIO((folder / "decision-report.docx").read_bytes()))
    assert "Advice and advocacy" in page and "Advice and advocacy" in paper.paragraphs[0].text
    tender = json.loads((folder / "ocds-tender.json").read_text(encoding="utf-8"))["releases"][0]["tender"]
    assert tender["aboveThreshold"] is False and tender["value"]["amountGross"] == 108_000


def test_nothing_in_it_says_what_a_lawyer_would(place: Path) -> None:
    plan(place, "WX1")
    for path in (place / "report/officer/plans").rglob("*.html"):
        plain = re.sub(r"<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        plain = plain.replace("Payments compliance notice", "")  # a notice's own name
        found = FORBIDDEN.findall(re.sub(r"<[^>]+>", " ", plain))
        assert [word for word in found if word != "Locality"] == []  # the organisation, as a source


def test_an_officers_word_moves_the_plan(place: Path) -> None:
    before = plan(place, "WX1")
    file = place / "plans" / "advice-and-advocacy-wx1.toml"
    kept = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^# value = .*$", "value = 700000", kept)
    text = re.sub(r"(?m)^# annual = .*$", "annual = 233333", text)
    file.write_text(text + 'lots = "One place, one team"\n', encoding="utf-8")
    after = plan(place, "WX1")
    file.write_text(kept, encoding="utf-8")
    assert (before["regime"], after["regime"]) == ("below threshold", "public contract")
    assert {fact["label"]: fact["source"] for fact in after["facts"]}[
        "Value with VAT, whole life"
    ] == "corrected by you"
    assert any(record["text"] == "Our reason: One place, one team" for record in after["records"])
    assert len(after["gaps"]) < len(before["gaps"])


def test_the_subsidy_ledger_counts_published_grants(place: Path) -> None:
    found = {part["id"]: part for part in plan(place, "WX1")["sections"]}["subsidy"]
    assert any("£250,000 counts towards £315,000" in sentence for sentence in found["sentences"])


def test_what_a_register_lacks_is_said(place: Path) -> None:
    found = plan(place, "WX3")
    said = " ".join(found["gaps"])
    assert "No value is published" in said and "No end date" in said and "No CPV code" in said
    assert found["decide_by"] is None and found["regime"] == "cannot be told yet"
    assert any(way["stands"] == "depends on an answer" for way in found["ways"])


def test_a_person_is_never_named(place: Path) -> None:
    plan(place, "WX4")
    for path in (place / "report/officer/plans").rglob("*wx4/*"):
        assert b"REDACTED" not in path.read_bytes()


def test_before_the_act_is_said_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = plan(place, "WX1", on=["--on", "2025-02-23"])
    assert found["regime"] == "before the Act" and not any(way["stands"] == "open to you" for way in found["ways"])
    assert capsys.readouterr().out.startswith("On 23 February 2025 the Procurement Act 2023 was not yet in force")


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ("WX9", "No contract has the reference or the title “WX9”"),
        ("advice", "fits 3 contracts"),
        ("nothing.toml", "There is no file nothing.toml"),
        ("nothing.TOML", "There is no file nothing.TOML"),
        (" ", "Give the contract’s reference"),
    ],
)
def test_what_cannot_be_found_is_told_in_words(
    place: Path, contract: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(place), contract]) == 1
    assert said in capsys.readouterr().err


def test_a_commission_that_does_not_exist_yet(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text(
        'format = 1\n[commission]\ntitle = "Advice at home"\nsubject = "services"\ncpv = ["85322000"]\nvalue = 300000\n'
        "annual = 100000\nmonths = 36\nend = 2027-12-31\n[payment]\nhow = 'in arrears'\nresults = 0.5\nlag = 180\n"
        '[[subsidy]]\ngroup = "A group"\ngiven = 2025-06-30\npounds = 20000\ngiver = "another council"\n',
        encoding="utf-8",
    )
    found = plan(place, str(file))
    parts = {part["id"]: part for part in found["sections"]}
    assert parts["payment"]["rows"][0][0] == "As proposed" and "50%" in parts["payment"]["rows"][0]
    assert any("£20,000 counts" in sentence for sentence in parts["subsidy"]["sentences"])
    assert found["maximum"]["caveat"].startswith("This is an estimate for planning the size of lots.")


def test_what_has_ended_cannot_be_extended_without_an_answer(place: Path) -> None:
    ways = {way["route"]: way["stands"] for way in plan(place, "WX2", on=["--on", "2026-10-01"])["ways"]}
    assert ways["extend_or_vary"] == "depends on an answer"


def test_two_sets_of_days_are_said_where_light_touch_is_not_known(place: Path, tmp_path: Path) -> None:
    file, said = tmp_path / "light.toml", []
    for codes in ("", 'cpv = ["85322000"]\n'):
        text = f'format = 1\n[commission]\ntitle = "Advice"\nsubject = "services"\nvalue = 700000\n{codes}'
        file.write_text(text, encoding="utf-8")
        said.append(" ".join(plan(place, str(file))["timetable_says"]))
    assert "Whether it is light touch is not known" in said[0] and "light touch" not in said[1]


def test_an_estimate_line_by_line_is_what_counts(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "lines.toml"
    text = (
        'format = 1\n[commission]\ntitle = "Advice"\nsubject = "services"\ncpv = ["85322000"]\nvalue = 1\n[estimate]\n'
    )
    file.write_text(f"{text}payable = 400000\nextensions = 152950\noptions = 0\n", encoding="utf-8")
    found = plan(place, str(file))
    assert found["regime"] == "public contract" and "£663,540 with VAT is not less" in found["regime_because"]
    part = next(one for one in found["sections"] if one["id"] == "estimate")
    assert any("at least £663,540" in sentence for sentence in part["sentences"])
    assert part["rows"][2][:2] == ["Options for more goods, services or works", "£0"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[estimate]\nfee = 3", "fee is no line of an estimate"),
        ("[estimate]\nfees = '£3'", "give pounds without VAT"),
        ("[estimate]\nvat = 'no'", "write true or false"),
        ("[payment]\nhow = 'later'", "at milestones"),
        ("[payment]\nshare = 1", "means nothing here"),
        ("[grant]\npurpose = 'perhaps'", "purpose"),
        (
            "[lead_times]\ntendr = 3",
            "[lead_times] of the plan’s file or of place.toml cannot be used: tendr is no step. Did you mean",
        ),
        ("[[subsidy]]\ngroup = 'A'", "should say group"),
        ("[reasons]\nlotz = 'One team'", "Did you mean lots?"),
        ("[reasons]\nlots = 3", "write it in quotation marks"),
    ],
)
def test_slips_in_a_plans_file_are_told(
    place: Path, tmp_path: Path, lines: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slip.toml"
    text = f'format = 1\n[commission]\ntitle = "Advice"\nannual = 1000\nend = 2027-03-31\n{lines}\n'
    file.write_text(text, encoding="utf-8")
    assert main(["plan", str(place), str(file)]) == 1
    told = capsys.readouterr().err
    assert said in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("value = 0", "leave it out where it is not known"),
        ("annual = 0", "leave it out where it is not known"),
        ("months = 0", "1 or more"),
        ("lots = 0", "1 or more"),
        ('cpv = ["8531200"]', "codes of eight figures"),
        ('cpv = ["85312000-99"]', "codes of eight figures"),
        ('title = " "', "does not say what is bought"),
    ],
)
def test_facts_that_say_nothing_are_told(
    place: Path, tmp_path: Path, line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "" if line.startswith("title") else 'title = "Advice"\n'
    file = tmp_path / "slip.toml"
    file.write_text(f"format = 1\n[commission]\n{title}{line}\n", encoding="utf-8")
    assert main(["plan", str(place), str(file)]) == 1
    assert said in capsys.readouterr().err


def test_facts_at_their_least_are_taken(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "least.toml"
    text = 'title = "Advice"\ncpv = ["85312000-9"]\nvalue = 0.01\nrelated = 0\nmonths = 1\nlots = 1\nextension_months = 0\n'
    file.write_text(f"format = 1\n[commission]\n{text}", encoding="utf-8")
    assert plan(place, str(file))["title"] == "Advice"


def described(place: Path, tmp_path: Path, text: str) -> dict:
    file = tmp_path / "told.toml"
    opening = 'format = 1\n[commission]\ntitle = "Advice"\nsubject = "services"\ncpv = ["85322000"]\n'
    file.write_text(opening + text, encoding="utf-8")
    return plan(place, str(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("value = 300000\nannual = 100000\nmonths = 36", None),
        ("value = 330000\nannual = 100000\nmonths = 36", None),  # a tenth away
        ("value = 330001\nannual = 100000\nmonths = 36", "do not agree"),
        ("value = 300000\nannual = 900000\nmonths = 36", "over 36 months it would be about £2.7m"),
        ("value = 300000\nannual = 100000\nmonths = 36\nextension_months = 24", "it would be about £500,000"),
        ("value = 500000\nannual = 100000\nmonths = 36\nextension_months = 24", None),
        ("value = 300000\nannual = 100000", None),  # nothing to hold them against
    ],
)
def test_sums_that_do_not_agree_are_told(place: Path, tmp_path: Path, text: str, said: str | None) -> None:
    found = described(place, tmp_path, text)["gaps"]
    assert found == [] if said is None else len(found) == 1 and said in found[0]


def test_an_estimate_that_is_not_finished_says_so_first(place: Path, tmp_path: Path) -> None:
    part = "value = 300000\nannual = 100000\nmonths = 36\n[estimate]\npayable = 90000\nextensions = 60000\n"
    found = described(place, tmp_path, part)
    assert found["regime"] == "below threshold" and "The estimate is not finished" in found["warnings"][-1]
    said = " ".join(found["gaps"])
    assert "4 of 6 lines are not answered" in said and "(£300,000)" not in said
    assert "£300,000 as the whole value, and its lines under [estimate] come to £180,000" in said
    whole = part.replace("value = 300000\nannual = 100000\n", "") + "options = 0\nfees = 0\nin_kind = 0\nprizes = 0\n"
    done = described(place, tmp_path, whole)
    assert done["gaps"] == [] and not any("not finished" in one for one in done["warnings"])


def test_work_that_nobody_knows_is_told(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "word.toml"
    file.write_text('format = 1\n[commission]\ntitle = "Hlep"\nsubject = "services"\n', encoding="utf-8")
    assert any("No kind of work" in one for one in plan(place, str(file))["gaps"])
    assert not any("No kind of work" in one for one in described(place, tmp_path, "")["gaps"])


def test_a_stopgap_is_said_first(place: Path) -> None:
    assert any("runs for 4 months only" in one for one in plan(place, "WX5")["warnings"])
    assert not any("months only" in one for one in plan(place, "WX1")["warnings"])


def test_published_sizes_are_held_against_the_whole_life(place: Path, tmp_path: Path) -> None:
    text = "value = 500000\nannual = 100000\nmonths = 36\nextension_months = 24"
    presets = described(place, tmp_path, text)["maximum"]["presets"]
    assert any("over 60 months comes to" in one for one in presets) and not any("over 36" in one for one in presets)


def test_whoever_holds_it_is_among_those_to_talk_to(place: Path) -> None:
    plan(place, "WX1")
    listed = (place / "report/officer/plans/advice-and-advocacy-wx1/people-to-talk-to.csv").read_text(
        encoding="utf-8-sig"
    )
    head, *rows = csv.reader(listed.splitlines())
    assert head == ["organisation", "income a year", "accounts until", "where", "how we know of it"]
    assert [row[0] for row in rows].count("Hazelbeck Trust") == 1
    plan(place, "WX4")
    assert "REDACTED" not in next(place.glob("report/officer/plans/*wx4/people*")).read_text(encoding="utf-8")


def test_a_curve_that_says_the_same_throughout_is_one_sentence(place: Path) -> None:
    found = plan(place, "WX1")["maximum"]
    assert found["bands"] == [] and found["parameters"][0].endswith("under five known to be able, perhaps none.")
    page = next(place.glob("report/officer/plans/*wx1/index.html")).read_text(encoding="utf-8")
    assert "could carry £25,000 a year" not in page and found["caveat"] in page


@pytest.mark.parametrize(("hours", "said"), [(0, 0), (99, 99), (391, 390), (2609, 2600), (12345, 12000)])
def test_hours_are_to_two_figures(hours: int, said: int) -> None:
    assert _round(hours) == said


def test_a_holder_that_is_never_placed_is_not_named(place: Path) -> None:
    found = plan(place, "WX6")
    assert {one["label"]: one["value"] for one in found["facts"]}["Held now by"] == "not named here"
    for path in (place / "report/officer/plans").rglob("*wx6/*"):
        assert b"Refuge" not in path.read_bytes()


def test_a_plan_and_the_list_of_what_is_coming_up_give_one_day(place: Path) -> None:
    assert main(["upcoming", str(place), "--on", "2026-05-01", "--months", "36", "--traceback"]) == 0
    with (place / "report/officer/upcoming.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {row["reference"]: row["latest date to decide"] for row in csv.DictReader(file)}
    assert {"WX1", "WX2", "WX4"} <= listed.keys()
    for reference in ("WX1", "WX2", "WX4"):
        assert plan(place, reference, on=["--on", "2026-05-01"])["decide_by"] == listed[reference]


def test_people_to_talk_to_says_where_and_leaves_partnerships_out(place: Path) -> None:
    here = Provider("GB-CHC-1", "Hazel Trust", local=True, source="paid for such work", may_be_named=True)
    everyone = (
        replace(here, body="GB-CHC-2", name="Alder Trust", local=False),
        replace(here, body="GB-CHC-3", name="Birch Trust", local=None),
        replace(here, body="GB-COH-OC1", name="Oak and Ash", kind="partnership"),
        replace(here, body="GB-COH-5", name="Unlisted", may_be_named=False),
        here,
    )
    made = Made(None, everyone, ("Present Holder",))
    rows = list(csv.reader(_people(made).decode("utf-8-sig").splitlines()))[1:]
    assert [(row[0], row[3]) for row in rows] == [
        ("Hazel Trust", "based or known to work here"),
        ("Birch Trust", "could not be told"),
        ("Present Holder", "could not be told"),
        ("Alder Trust", "we found an address elsewhere only"),
    ]
    assert rows[2][4] == "holds the present contract"


def test_extensions_in_words_are_given_as_published(place: Path) -> None:
    found = plan(place, "WX5")
    assert {one["label"]: one["value"] for one in found["facts"]}[
        "Extensions of the present one"
    ] == "As published: “1 year”"
    assert any("says “1 year”, from which no months were read" in one for one in found["gaps"])
    assert "Nothing is said of extensions." in plan(place, "WX1")["gaps"]


def test_every_reason_of_a_record_can_be_written(place: Path) -> None:
    for contract in ("WX1", "WX2", "WX3"):
        assert {one["id"] for one in plan(place, contract)["records"]} <= set(REASONS)


def test_the_same_plan_gives_the_same_bytes(place: Path) -> None:
    folder = place / "report/officer/plans/advice-and-advocacy-wx1"
    plan(place, "WX1")
    first = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".docx"}
    plan(place, "WX1")
    assert first == {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".docx"}
    assert first["plan.json"] and date.today().isoformat().encode() in first["plan.json"]


def test_tidying_removes_a_plan_that_an_earlier_version_made(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan(place, "WX1")
    page = place / "report/officer/plans/advice-and-advocacy-wx1/index.html"
    assert main(["tidy", str(place)]) == 0 and page.exists()
    register = place / "inputs" / "spend" / "contracts_register.csv"
    kept = register.read_text(encoding="utf-8")
    register.write_text(kept.replace("Hazelbeck Trust", "Hazelbeck Trust Ltd"), encoding="utf-8")
    assert main(["report", str(place)]) == 0 and page.exists()
    assert main(["tidy", str(place)]) == 0
    assert not page.exists() and (place / "plans" / "advice-and-advocacy-wx1.toml").exists()
    assert "plans/ too, which are yours" in capsys.readouterr().out
    register.write_text(kept, encoding="utf-8")
    assert main(["report", str(place)]) == 0
