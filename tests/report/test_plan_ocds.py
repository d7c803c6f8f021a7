"""The draft releases pass the published schemas, with the UK, lots and sustainability extensions."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from keepitlocal.domain.commission import Commission
from keepitlocal.law.regime import regime
from keepitlocal.report.plan_ocds import Buyer, package, planning, tender

DAY = date(2026, 11, 25)
BUYER = Buyer("Sampleford", "E06000999")
CARE = Commission(
    title="Support for carers",
    reference="S/1",
    subject="services",
    cpv=("85320000",),
    cpv_main="85320000",
    value_pence=300_000_00,
    months=36,
    extension_months=12,
    start=date(2027, 10, 1),
    method="open",
    lots=3,
    reserved="sme-vcse",
)


def patched(schema: Any, patch: Any) -> Any:
    """JSON Merge Patch (RFC 7396): how an extension changes the schema."""
    if not isinstance(patch, dict):
        return patch
    whole = dict(schema) if isinstance(schema, dict) else {}
    for key, value in patch.items():
        if value is None:
            whole.pop(key, None)
        else:
            whole[key] = patched(whole.get(key), value)
    return whole


@pytest.fixture(scope="module")
def judge(data: Path) -> Draft4Validator:
    folder = data / "schemas" / "ocds"
    schema = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
    for name in ("lots", "sustainability", "uk"):
        schema = patched(schema, json.loads((folder / f"extensions/{name}/release-schema.json").read_text("utf-8")))
    for missing in ("Metric", "Observation", "Location", "Subcontract", "SubmissionTerms"):
        schema["definitions"].setdefault(missing, {})  # of extensions that are not at hand
    return Draft4Validator(schema)


@pytest.mark.data
@pytest.mark.parametrize("draft", [planning, tender])
def test_drafts_pass_the_schema(judge: Draft4Validator, draft: Any) -> None:
    told = {"lots": "Our reason: one place", "social_value": "Local jobs", "engagement": "None was needed"}
    for commission in (CARE, Commission(title="Something"), replace(CARE, lots=None, reserved="uk", form="framework")):
        found = draft(commission, buyer=BUYER, regime=regime(commission, on=DAY), made=DAY, reasons=told)
        assert [error.message for error in judge.iter_errors(found)] == []


@pytest.mark.data
def test_the_package_passes_its_schema(data: Path) -> None:
    schema = json.loads((data / "schemas/ocds/release-package-schema.json").read_text(encoding="utf-8"))
    schema["properties"]["releases"] = {"type": "array"}
    found = package(tender(CARE, buyer=BUYER, regime=regime(CARE, on=DAY), made=DAY, reasons={}), made=DAY)
    assert [error.message for error in Draft4Validator(schema).iter_errors(found)] == []


@pytest.mark.data
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    commission=st.builds(
        Commission,
        title=st.text(max_size=30),
        reference=st.text(max_size=12),
        subject=st.sampled_from([None, "goods", "services", "works"]),
        cpv=st.sampled_from([(), ("85320000",), ("45000000", "85320000")]),
        value_pence=st.none() | st.integers(0, 10**12),
        months=st.none() | st.integers(1, 240),
        lots=st.none() | st.integers(1, 12),
        method=st.sampled_from([None, "open", "flexible", "direct"]),
        reserved=st.sampled_from([None, "no", "uk", "local", "sme-vcse", "mutual", "supported"]),
    )
)
def test_any_commission_gives_a_release_that_passes(judge: Draft4Validator, commission: Commission) -> None:
    found = tender(commission, buyer=BUYER, regime=regime(commission, on=DAY), made=DAY, reasons={})
    assert [error.message for error in judge.iter_errors(found)] == []


def test_what_a_draft_says() -> None:
    found = tender(CARE, buyer=BUYER, regime=regime(CARE, on=DAY), made=DAY, reasons={})["tender"]
    assert found["aboveThreshold"] is False and found["specialRegime"] == ["lightTouch"]
    assert found["value"] == {"amountGross": 300_000.0, "currency": "GBP"}
    assert [lot["title"] for lot in found["lots"]] == [f"Support for carers: lot {n}" for n in (1, 2, 3)]
    assert found["otherRequirements"] == {"reservedParticipation": ["smeVcse"]}


@pytest.mark.parametrize(
    ("commission", "on", "named"),
    [
        (CARE, DAY, True),
        (replace(CARE, value_pence=5_000_000_00), DAY, True),
        (CARE, date(2022, 8, 1), False),
        (replace(CARE, form="grant"), DAY, False),
        (replace(CARE, nation="Wales"), DAY, False),
        (replace(CARE, value_pence=None), DAY, False),
    ],
)
def test_the_act_is_named_only_where_it_bears(commission: Commission, on: date, named: bool) -> None:
    found = tender(commission, buyer=BUYER, regime=regime(commission, on=on), made=DAY, reasons={})["tender"]
    assert ("legalBasis" in found) is named


def test_a_reservation_to_the_area_names_the_council_s_own() -> None:
    local = replace(CARE, reserved="local")
    found = tender(local, buyer=BUYER, regime=regime(local, on=DAY), made=DAY, reasons={})["tender"]
    assert found["otherRequirements"]["reservedParticipationLocation"]["gazetteer"]["identifiers"] == ["E06000999"]


def test_the_same_plan_gives_the_same_release() -> None:
    made = [tender(CARE, buyer=BUYER, regime=regime(CARE, on=DAY), made=DAY, reasons={}) for _ in range(2)]
    assert json.dumps(made[0]) == json.dumps(made[1])


@pytest.mark.data
def test_the_judge_can_say_no(judge: Draft4Validator) -> None:
    found = tender(CARE, buyer=BUYER, regime=regime(CARE, on=DAY), made=DAY, reasons={})
    found["tender"]["lots"][0]["status"] = "hoped for"
    found["tender"]["aboveThreshold"] = "perhaps"
    assert len(list(judge.iter_errors(found))) == 2
