"""What a line of published spend is: who is never chosen, who always can be, and that a council can overrule it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.evidence.the_money import CHOOSABLE, clean_name, first_of, line_of_label, line_of_payee, lines

NEVER_CHOSEN = {
    "payroll": [
        "HMRC CUMBERNAULD",
        "H M R C (070 PB 0000)",
        "H M REVENUE & CUSTOMS",
        "INLAND REVENUE ACCOUNTS OFFICE",
        "Department Of Work & Pensions",
        "Unison",
        "Child Maintenance Service",
        "Various - Total Expenses",
        "Payroll Control Account",
    ],
    "pensions": [
        "TEACHERS PENSIONS(A/C 00000000)",
        "Teachers' Pensions",
        "TYNE & WEAR PENSION FUND",
        "GREATER MANCHESTER SUPERANN FUND",
        "N H S PENSIONS",
    ],
    "public_bodies": [
        "Greater Manchester Combined Authori",
        "West Yorkshire Combined Authority",
        "Greater Manchester Combined",
        "WEST OF ENGLAND COMBINED AUTHORI",
        "West Yorkshire Fire & Rescue",
        "DEVON&SOMERSET FIRE & RESCUE",
        "Tyne & Wear Fire and Rescue Authority",
        "P & CC For West Yorkshire",
        "P C C DEVON & CORNWALL",
        "POLICE AND CRIME COMISSIONER FOR WEST YORKSHIRE",
        "West Yorkshire Passenger Transport",
        "Stockport MBC (Accts Receiveable)",
        "Stockport M.B.C.",
        "Wigan Council",
        "EXETER CITY COUNCL (FINANCE)",
        "EAST DEVON DIST COUN (S O ACC)",
        "City of Sunderland",
        "London Borough of Bromley",
        "Partington Parish Council",
        "NHS DEVON ICB",
        "Gmw Mental Health Nhs Ft",
        "Greater Manchester Mental Health NH",
        "Salford Royal Nhs Foundation Trust",
        "Environment Agency",
        "DPT FOR COMMUNITIES & LOCAL GOVERNM",
        "Dept Health & Social Care",
        "The Secretary Of State",
        "D L U H C",
        "Her Majesty\xb4s Courts Service",
        "Disclosure & Barring Service",
        "Upper Wexdale Drainage Board",
        "East Wexborough Waste Disposal Authority",
    ],
    "schools": [
        "WAVE MULTI ACADEMY TRUST",
        "Partington Central Academy",
        "EXMOUTH COMMUNITY COLL(ACADEMY)",
        "Longford Park School (Sovereign Tru",
        "St Example's CE Primary School",
        "WITHYCOMBE RALEIGH C OF E P SCHL",
    ],
    "people": ["Prepaid Financial Services Ltd", "Foster Care - Bacs", "Post Office Limited - Payout"],
    "individuals": ["Redacted", "REDACTED UNDER DP ACT", "Name withheld", "*****", None, ""],
    "property_and_treasury": [
        "ZURICH MUNICIPAL",
        "Public Works Loan Board",
        "BARCLAYS CAPITAL",
        "Municipal Mutual Insurance Limited",
        "Skipton Building Society",
    ],
}
CAN_BE_CHOSEN = [
    "Pension Advice Ltd",
    "The Police Treatment Centres",
    "School Trends Ltd",
    "Council for Voluntary Service",
    "Trafford Council for Voluntary Services",
    "Exeter Cvs (Colab)",
    "Citizens Advice Trafford",
    "HM Taylor Builders",
    "Levy Restaurants",
    "Parish Nursing Ministries",
    "Fire Protection Services Ltd",
    "Fire & Rescue Training Ltd",
    "Ministry Of Play",
    "Refugee Council",
    "British Council",
    "Wexborough Race Equality Council",
    "St Example's P C C",
    "The Air Ambulance Service",
    "Wildlife Hospital Trust",
    "Redactive Events Ltd",
    "Wexborough Football Academy",
    "Example Academy Ltd",
    "Friends of Example Primary School",
    "Home to Schools Travel Ltd",
    "Pinnacle Schools (Example) Limited",
    "Example Day Nursery",
    "Example Foster Care Ltd",
    "Trafford Leisure CIC Ltd",
    "South West Norse",
    "Salix Homes Limited",
    "University Of Exeter",
    "Exeter College",
    "Great Places Housing Association",
    "Trafford United Credit Union Ltd",
    "Edf Energy Customers Ltd",
    "Wexborough Food Bank",
    "Green Apartments London Ltd",
    "Quality Assurance Services CIC",
    "Citizen Bank House Ltd",
    "Taxi Rank Ltd",
]
ALL = [(line, name) for line, names in NEVER_CHOSEN.items() for name in names]


@pytest.mark.parametrize(("line", "name"), ALL)
def test_never_chosen(line: str, name: str | None) -> None:
    assert line_of_payee(name) == line
    assert next(each for each in lines() if each.id == line).removed


@pytest.mark.parametrize("name", CAN_BE_CHOSEN)
def test_a_name_that_merely_holds_a_word_can_be_chosen(name: str) -> None:
    assert line_of_payee(name) == ""


def test_the_lines_are_in_order_and_told_in_full() -> None:
    told = lines()
    assert [line.order for line in told] == list(range(1, len(told) + 1))
    assert len({line.id for line in told}) == len(told)
    assert CHOOSABLE not in {line.id for line in told}
    assert all(line.title and line.why.endswith(".") and line.examples for line in told)
    assert [line.id for line in told if not line.removed] == ["works"]


def test_the_rules_need_nothing_that_other_engines_lack() -> None:
    """No look-around and no back-reference: the same patterns run in DuckDB and Spark."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        for line in lines():
            for pattern in (line.payees, line.not_payees, line.departments, line.services, line.categories):
                if pattern.pattern != r"[^\s\S]":
                    connection.execute("SELECT regexp_matches('A NAME', $1)", [pattern.pattern]).fetchall()


@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        ("WGA", "SOMEWHERE NATIONAL BODY", "public_bodies"),
        ("WGA", "EXAMPLE PRE-SCHOOL", "schools"),
        ("WGA", "NORSE EXAMPLE LTD", ""),
        ("WGA", "LIVEEXAMPLE CIC", ""),
        ("PRSH", "EXAMPLETON MEETING", "public_bodies"),
        ("EY", "EXAMPLE DAY NURSERY LTD", "schools"),
        ("INDV", "ANYBODY AT ALL", "individuals"),
        ("SOLE", "EXAMPLE DECORATING", "individuals"),
        ("LTD", "EXAMPLE DECORATING LTD", ""),
        ("EDUC", "EXAMPLE COLLEGE", ""),
        (None, "EXAMPLE COLLEGE", ""),
    ],
)
def test_the_councils_own_kind_of_payee(kind: str | None, name: str, line: str) -> None:
    assert line_of_payee(name, creditor_type=kind) == line


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        ({"department": "3 & 4 Yr Old Funding"}, "schools"),
        ({"category": "In year DSG to Academies"}, "schools"),
        ({"category": "Parish Cnl Precepts"}, "public_bodies"),
        ({"category": "HMRC Apprenticeship Levy"}, "payroll"),
        ({"category": "Special Gaurdianship Service"}, "people"),
        ({"category": "Direct Payments"}, "people"),
        ({"department": "DIRECT PAYMENTS TEAM"}, ""),
        ({"category": "Rates"}, "property_and_treasury"),
        ({"category": "Water rates"}, ""),
        ({"category": "Rents & other landlord charges payable"}, ""),
        ({"department": "Capital Schemes"}, "works"),
        ({"capital": "C"}, "works"),
        ({"capital": "R"}, ""),
        ({"category": "Infra REP constr - Main contract"}, "works"),
        ({"category": "Main / Term Contractor"}, ""),
        ({"department": "Adult Care & Health", "service": "Home care"}, ""),
        ({}, ""),
    ],
)
def test_labels(labels: dict[str, str], line: str) -> None:
    assert line_of_label(**labels) == line  # type: ignore[arg-type]


def test_a_guess_at_a_person_yields_to_the_councils_own_kind_of_payee() -> None:
    assert line_of_payee("Mr Zebedee Quillfeather") == "individuals"
    assert line_of_payee("Mr Zebedee Quillfeather", creditor_type="LTD") == ""
    assert line_of_payee("Mr Zebedee Quillfeather", creditor_type="SOLE") == "individuals"


def test_the_earlier_line_wins() -> None:
    assert first_of("individuals", "schools") == "schools"
    assert first_of("", "works") == "works"
    assert first_of("public_bodies", "works") == "public_bodies"
    assert first_of("", "") == ""


def test_a_council_overrules_a_payee_or_a_line() -> None:
    decided = {"nhs devon i.c.b.": CHOOSABLE, "EXAMPLE CARE LTD": "public_bodies", "pensions": False}
    assert line_of_payee("NHS Devon ICB", overrides=decided) == CHOOSABLE
    assert first_of(CHOOSABLE, "works") == ""
    assert line_of_payee("Example Care Ltd.", overrides=decided) == "public_bodies"
    assert line_of_payee("Teachers Pensions", overrides=decided) == ""
    assert line_of_label(category="Pre LGR Pension Costs", overrides=decided) == ""
    assert line_of_payee("HMRC", overrides=decided) == "payroll"


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.sampled_from([name for _, name in ALL if name]), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_never_matters(name: str, case: object) -> None:
    assert line_of_payee(case(name)) == line_of_payee(name)  # type: ignore[operator]


@pytest.mark.data
@pytest.mark.parametrize(
    ("files", "most"),
    [("trafford/spend/*2024-25.zip", 50), ("devon/spend/*_202405.csv.gz", 85), ("leeds/spend/2020-06.csv.gz", 75)],
)
def test_real_spend_has_no_tax_pension_or_authority_left_to_choose(
    data: Path, tmp_path: Path, files: str, most: int
) -> None:
    """Looked for with words of this test's own, not with the rules; ``most`` bounds what is left, in per cent."""
    import duckdb

    from keepitlocal.sources import read_input

    parts: list[str] = []

    def part(table: str, member: str) -> Path:
        parts.append(str(tmp_path / f"{len(parts)}.parquet"))
        return Path(parts[-1])

    for path in sorted((data / "councils").glob(files)):
        list(read_input(path, name=path.name, parts=part, scratch=tmp_path / "scratch"))
    labels = "payee, creditor_type, department, service, category, capital"
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {labels}, sum(amount_pence) FROM read_parquet($1) WHERE set_aside IS NULL GROUP BY ALL", [parts]
        ).fetchall()
    left: dict[str, int] = {}
    for payee, kind, department, service, category, capital, pence in rows:
        by_label = line_of_label(department=department, service=service, category=category, capital=capital)
        if first_of(line_of_payee(payee, creditor_type=kind), by_label) in ("", "works"):
            left[payee] = left.get(payee, 0) + pence
    total = sum(row[-1] for row in rows)
    words = ("REDACTED", "HMRC", "H M R C", "COMBINED AUTHORI", "PENSION FUND", "TEACHERS PENSIONS", "FIRE & RESCUE")
    assert left and not [name for name in left if any(word in name.upper() for word in words)]
    assert 30 < 100 * sum(left.values()) / total < most
