"""A marker for a name withheld is told from a name that resembles one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.redaction import is_redacted

MARKERS = [
    "REDACTED PERSONAL DATA",
    "REDACTED UNDER DP ACT",
    "Redacted Data",
    "Redacted",
    "redacted",
    "REDACTED - Personal Information",
    "REDACTED \x96 PERSONAL DATA",
    "REDACTED \u2013 PERSONAL DATA",
    "REDACTED  PERSONAL DATA",
    "DETAILS REDACTED",
    "REDACTED PERSONAL",
    "REDACTED COMMERCIAL CONFIDENTIALITY",
    "REDACTED - COMMERCIAL SENSITIVITY",
    "[redacted under section 40(2) FOIA]",
    "Redacted: Data Protection Act 2018",
    "Name withheld",
    "Name removed",
    "Supplier name redacted",
    "Withheld under GDPR",
    "GDPR exempt",
    "Personal data",
    "Personal Information",
    "Confidential",
    "Commercially sensitive",
    "Private individual",
    "Individual",
    "*****",
    "XXXXX",
    "xxx xxxx",
    "N/A",
    "  ",
    "",
    None,
]
NAMES = [
    "Redaction Services Ltd",
    "Redact Systems Limited",
    "Redacta Limited",
    "Redactive Events Ltd",
    "Redactive Publishing Ltd",
    "Redacted Ltd",
    "Confidential Shredding Ltd",
    "Wexborough Confidential",
    "Personal Data Solutions Ltd",
    "Personal Care Consultants Ltd",
    "Quality Protects Children Ltd",
    "Firebird Data Protection",
    "Health Protection Agency",
    "The Fire Protection Association",
    "Freedom Personal Safety CIC",
    "Individual Artist Management",
    "THE PLAY GROUP LTD ****5033",
    "PRINTERS ***CAR LEASING ONLY***",
    "XXX Taxis",
    "3663",
    "Anonymous Art CIC",
    "Court of Protection Team",
    "Example Care Ltd",
]


@pytest.mark.parametrize("name", MARKERS)
def test_markers(name: str | None) -> None:
    assert is_redacted(name)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_resemble_one(name: str) -> None:
    assert not is_redacted(name)


FORMS = ["Ltd", "Limited", "CIC", "plc", "LLP", "Trust", "Services", "Solutions"]


@given(st.sampled_from(MARKERS), st.sampled_from(FORMS))
def test_a_marker_with_a_legal_form_or_a_trade_is_a_name(marker: str | None, form: str) -> None:
    assert not is_redacted(f"{marker or ''} {form}")


@given(st.text())
def test_case_and_marks_never_matter(text: str) -> None:
    assert is_redacted(text) == is_redacted(f" - {text}. ")


@pytest.mark.data
def test_trafford_holds_71228_redacted_rows(data: Path, tmp_path: Path) -> None:
    """Counting every name that holds "redact" gives 71,232: four of those rows are two companies called Redactive."""
    import duckdb

    from keepitlocal.sources import read_input

    parts: list[str] = []

    def part(table: str, member: str) -> Path:
        parts.append(str(tmp_path / f"{len(parts)}.parquet"))
        return Path(parts[-1])

    for path in sorted((data / "councils" / "trafford" / "spend").glob("*.zip")):
        list(read_input(path, name=path.name, parts=part, scratch=tmp_path / "scratch"))
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT payee, count(*), sum(amount_pence) FROM read_parquet($1) WHERE set_aside IS NULL GROUP BY 1",
            [parts],
        ).fetchall()
    redacted = [row for row in rows if is_redacted(row[0])]
    resembling = sum(row[1] for row in rows if "redact" in row[0].lower() and not is_redacted(row[0]))
    assert (sum(row[1] for row in redacted), resembling) == (71_228, 4)
    assert sum(row[2] for row in redacted) == 20_172_802_094
