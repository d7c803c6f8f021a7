"""A plan's page, decision report and JSON say the same, and none of it says what the law would."""

import json
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO

from docx import Document
from jsonschema import Draft202012Validator

from keepitlocal.report.plan import (
    ASK,
    BLANK,
    NOT,
    OPEN,
    Fact,
    Maximum,
    Plan,
    Publication,
    Reason,
    RuleLine,
    Section,
    Step,
    Way,
)
from keepitlocal.report.plan_document import document
from keepitlocal.report.plan_json import as_json, text
from keepitlocal.report.plan_page import page

DAY = date(2026, 11, 25)


def way(route: str, stands: str) -> Way:
    return Way(
        route,
        f"Title of {route}",
        stands,
        (f"why {route}",),
        (f"against {route}",),
        (),
        ("PA-018",),
        (Publication("UK4", "before tenders", "PA-021"),),
        (("A delegated officer", "the route"),),
        date(2026, 9, 1),
        "12 hours",
        BLANK,
    )


PLAN = Plan(
    council="Sampleford",
    code="E06000999",
    title="Help <at> home",
    reference="S1",
    on=DAY,
    made=DAY,
    software="0",
    source="register.csv, row 2",
    description="plans/s1.toml",
    warnings=("The register is older than a year.",),
    facts=(Fact("Ends", "31 March 2027", "register.csv, row 2"),),
    gaps=("No CPV code is published.",),
    regime="below threshold",
    regime_because="Because",
    looked_at=100,
    rules=(
        RuleLine("PA-018", "Lots", "plan", "Consider lots", "A note", "s.18", "read", "nobody", True),
        RuleLine("SV-2", "Social", "plan", "Consider", "A note", "s.1", "read", "nobody", False, ("the CPV code",)),
    ),
    maximum=Maximum("About £100,000 a year.", (("£50,000", "5 to 9", "10 to 19"),), ("k = 3",), (), "", "An estimate."),
    ways=(way("one", OPEN), way("two", ASK), way("three", NOT)),
    timetable=(Step("Tenders", "law", date(2026, 8, 1), date(2026, 9, 1), True),),
    decide_by=date(2026, 9, 1),
    timetable_says=("Decide by 1 September 2026.",),
    notices=(Publication("UK7", "30 days after", "PA-053", date(2027, 4, 30)),),
    sections=(
        Section("payment", "Payment", ("Pay in advance.",), (("a", "b"),), ("A", "B"), ("The NAO says otherwise.",)),
    ),
    records=(Reason("lots", "Lots", "Write why", "before the notice", ("PA-018",), BLANK),),
)


def test_the_json_passes_its_schema_and_says_all_but_the_drawing() -> None:
    schema = json.loads((files("keepitlocal.report") / "schema/plan.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    assert [error.message for error in judge.iter_errors(json.loads(text(PLAN)))] == []
    assert list(judge.iter_errors(as_json(PLAN) | {"another": 1}))
    assert "svg" not in text(PLAN)


def test_the_page_holds_every_part_and_escapes_what_was_published() -> None:
    found = page(PLAN, files=["ocds-tender.json"])
    assert "Help &lt;at&gt; home" in found and "<at>" not in found
    for said in (
        "older than a year",
        "Title of two",
        "against three",
        "1 September 2026",
        "UK7",
        "An estimate.",
        "NAO",
        BLANK,
    ):
        assert said in found
    assert found.count("Working paper. Not council policy.") == 2
    assert 'href="#rule-PA-018"' in found and 'id="rule-PA-018"' in found


def test_the_decision_report_opens_and_says_the_same() -> None:
    paper = Document(BytesIO(document(PLAN)))
    said = "\n".join(one.text for one in paper.paragraphs) + "\n".join(
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    for part in (
        "Help <at> home",
        "older than a year",
        "Title of one",
        "1 September 2026",
        "An estimate.",
        "NAO",
        BLANK,
    ):
        assert part in said
    assert "Working paper" in paper.sections[0].header.paragraphs[0].text
    assert all("tblHeader" in table.rows[0]._tr.xml for table in paper.tables)


def cells(plan: Plan, heading: str) -> list[list[str]]:
    tables = Document(BytesIO(document(plan))).tables
    found = next(one for one in tables if one.rows[0].cells[0].text == heading)
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_decision_report_gives_no_day_to_what_does_not_fit() -> None:
    first, _, last = cells(PLAN, "Option")[1:]
    assert first[2:] == ["1 September 2026 (has passed)", "12 hours"] and last[2:] == ["–", "–"]


def test_a_day_on_the_day_of_the_plan_has_not_passed() -> None:
    later = replace(PLAN, on=date(2026, 9, 1))
    assert cells(later, "Option")[1][2] == "1 September 2026"
    assert "(has passed)" not in page(replace(later, on=date(2026, 8, 1), timetable=()))
    assert cells(replace(PLAN, on=date(2027, 5, 1)), "Notice")[1][2] == "30 April 2027 (has passed)"


def test_a_plan_without_a_reference_has_no_gap_for_it() -> None:
    said = [one.text for one in Document(BytesIO(document(replace(PLAN, reference="")))).paragraphs]
    assert "Sampleford (E06000999). As at 25 November 2026." in said


def test_a_reason_says_when_and_by_which_name() -> None:
    said = [one.text for one in Document(BytesIO(document(PLAN))).paragraphs]
    assert "Write why When: before the notice." in said
    assert "In the file: <code>lots</code>" in page(PLAN)


def test_members_read_a_few_pages_and_the_rest_is_annexed() -> None:
    paper = Document(BytesIO(document(PLAN)))
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings.index("The record of reasons") < headings.index("Annex A. The options in full")
    assert headings[-2:] == ["Annex B. Payment", "Last annex. Which rules bear on it"]
    said = "\n".join(one.text for one in paper.paragraphs)
    assert "Social (SV-2)." in said and "the CPV code (1)" in said


def test_the_opening_says_when_and_which() -> None:
    assert list(PLAN.opening) == [
        "Decide by 1 September 2026.",
        "About £100,000 a year.",
        "On what is known, these routes stand open: title of one. 1 more depends on an answer from you.",
    ]


def test_templates_never_say_what_the_law_would_call_it() -> None:
    forbidden = re.compile(
        r"\b(unlawful|lawful|compliant|compliance|breach|safe|illegal|legal)\b(?! adviser)", re.IGNORECASE
    )
    for entry in (files("keepitlocal.report") / "templates").iterdir():
        if entry.name.endswith(".html"):
            plain = re.sub(r"\|safe\b", "", entry.read_text(encoding="utf-8"))
            assert forbidden.findall(plain) == [], entry.name
