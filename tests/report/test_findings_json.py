"""findings.json: judged by its published schema, the same bytes for the same findings, one edition a file."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from keepitlocal.domain.finding import OFFICER, Finding, SetAside
from keepitlocal.report.findings_json import (
    SCHEMA_NAME,
    as_json,
    as_text,
    exact_and_rounded,
    from_json,
    read_findings,
    schema_text,
    write_findings,
)

HEADER: dict[str, Any] = {
    "software": {"name": "keepitlocal", "version": "1.2.3"},
    "store": {"version": "0123456789abcdef01234567"},
    "place": {"code": "E99000001", "name": "Wexborough"},
    "inputs": [],
    "registers": [{"register": "postcodes", "release": "package 1"}],
    "law": {"date": None},
    "rules": [{"definition": "area", "title": "Address in Wexborough"}],
    "parameters": {"local": {"rule": "area"}},
    "corrections": [{"file": "a.csv", "sha256": "0" * 64}],
    "run": {"version": 3, "engine": "duckdb", "made": "2026-04-30"},
}


def finding(name: str = "kept_local/area/all", **changes: Any) -> Finding:
    told = {
        "id": name, "indicator": name.split("/")[0], "title": "Kept local", "question": "How local?", "unit": "pence",
        "cut": {"definition": "area", "year": "all"}, "numerator": 100, "denominator": 300, "unknown": 50, "lines": 4,
        "base": "what the council could choose how to spend", "rule": "Address in Wexborough", "period": "2024-26",
        "set_aside": (SetAside("not choosable: payroll", 2, -7),), "excludes": "taxes", "assumes": "addresses",
        "source": "spending", "because": {"why": "so"},
    }  # fmt: skip
    return Finding(**(told | changes))  # type: ignore[arg-type]


findings = st.builds(
    finding,
    numerator=st.integers(-(10**12), 10**12),
    denominator=st.integers(-(10**12), 10**12),
    unknown=st.integers(-(10**12), 10**12),
    share=st.booleans(),
    method=st.integers(1, 9),
    title=st.text(max_size=20),
)


def check(document: Any) -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_a_share_is_written_exactly_and_rounded() -> None:
    written = as_json(finding())
    assert written["value"] == {"exact": "1/3", "decimal": "0.333333"}
    assert written["lower"] == {"exact": "1/3", "decimal": "0.333333"}
    assert written["upper"] == {"exact": "1/2", "decimal": "0.5"}
    assert written["coverage"] == {"exact": "5/6", "decimal": "0.833333"}


def test_what_cannot_be_divided_is_null() -> None:
    written = as_json(finding(numerator=0, denominator=0, unknown=0))
    assert (written["value"], written["coverage"]) == (None, None)


def test_the_schema_lies_beside_the_file_and_judges_it(tmp_path: Path) -> None:
    write_findings(tmp_path / "report" / "findings.json", [finding()], header=HEADER)
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["findings.json", SCHEMA_NAME]
    document = json.loads((tmp_path / "report" / "findings.json").read_text("utf-8"))
    check(document)
    assert list(document)[:4] == ["$schema", "format", "software", "store"]


def test_a_file_without_its_sources_fails_the_schema() -> None:
    broken = json.loads(as_text([finding()], header=HEADER))
    del broken["inputs"]
    with pytest.raises(Exception, match="inputs"):
        check(broken)


def test_an_edition_holds_its_own_findings_alone() -> None:
    both = [finding("a/all"), finding("b/all", edition=OFFICER, title="For the officer")]
    public, officer = as_text(both, header=HEADER), as_text(both, header=HEADER, edition=OFFICER)
    assert "For the officer" not in public
    assert "For the officer" in officer
    assert [one["id"] for one in json.loads(officer)["findings"]] == ["b/all"]


def test_time_engine_and_version_number_stand_in_run_alone() -> None:
    later = HEADER | {"run": {"version": 9, "engine": "spark", "made": "2027-01-01"}}
    one, other = (json.loads(as_text([finding()], header=header)) for header in (HEADER, later))
    assert one.pop("run") != other.pop("run")
    assert json.dumps(one) == json.dumps(other)


@given(st.lists(findings, max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_findings_come_changes_no_byte(found: list[Finding], random: Any) -> None:
    named = [finding(f"a/{place}", numerator=one.numerator) for place, one in enumerate(found)]
    shuffled = list(named)
    random.shuffle(shuffled)
    assert as_text(named, header=HEADER) == as_text(shuffled, header=HEADER)


@given(findings)
def test_every_finding_fits_the_schema_and_comes_back_as_it_was(one: Finding) -> None:
    written = json.loads(json.dumps(as_json(one)))
    check(json.loads(as_text([one], header=HEADER)))
    assert from_json(written) == one


@given(st.fractions())
def test_exact_is_exact_and_decimal_is_nearest(value: Fraction) -> None:
    written = exact_and_rounded(value)
    assert written is not None
    assert Fraction(written["exact"]) == value
    assert abs(Fraction(written["decimal"]) - value) <= Fraction(1, 2_000_000)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    write_findings(tmp_path / "findings.json", [finding()], header=HEADER)
    header, found = read_findings(tmp_path / "findings.json")
    assert found == [finding()]
    assert header["place"]["name"] == "Wexborough"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1}', "\x00"])
def test_another_file_is_told_in_words(text: str, tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(text)
    with pytest.raises(ValueError, match=r"findings\.json"):
        read_findings(tmp_path / "findings.json")
