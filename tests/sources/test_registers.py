"""Registers in the layouts in which they are published, and lists of identifiers that belong together."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.organisation import KINDS, SIZES, charity_id, company_number
from keepitlocal.sources import companies_house
from keepitlocal.sources._registers import charity_id_sql, company_number_sql
from tests.sources.conftest import Read

MAIN = [
    "date_of_extract",
    "organisation_number",
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_type",
    "charity_registration_status",
    "date_of_registration",
    "date_of_removal",
    "latest_income",
    "charity_contact_postcode",
    "charity_company_registration_number",
    "charity_activities",
]
DAY = "2025-01-01 00:00:00.0000000"


def tabbed(*rows: list[str]) -> str:
    return "".join("\t".join(row) + "\r\n" for row in rows)


def charity(number: str, name: str, **more: str) -> list[str]:
    known = {
        "date_of_extract": DAY,
        "organisation_number": "77",
        "registered_charity_number": number,
        "linked_charity_number": "0",
        "charity_name": name,
        "charity_registration_status": "Registered",
        "date_of_registration": "1962-03-06 00:00:00.0000000",
        "charity_contact_postcode": "ZZ1 1AA",
    } | more
    return [known.get(heading, "") for heading in MAIN]


def test_charities_of_the_public_extract(read: Read) -> None:
    found = read(
        tabbed(
            MAIN,
            charity(
                "9000001", "EXAMPLE CHARITY", latest_income="125000.00", charity_company_registration_number="123456"
            ),
            charity("9000001", "EXAMPLE FUND", linked_charity_number="2"),
            charity(
                "9000003", "GONE", charity_registration_status="Removed", date_of_removal="2018-11-06 00:00:00.0000000"
            ),
            charity("", "NO NUMBER"),
        )
    )
    assert found.only.source == "register"
    assert found.only.set_aside == {"no identifier": 1}
    main, linked, gone, _ = found.rows("organisations")
    assert (main["org_id"], main["income_pence"], main["company_number"]) == ("GB-CHC-9000001", 12500000, "00123456")
    assert (main["kind"], main["address_role"], main["postcode"]) == ("charity", "contact", "ZZ1 1AA")
    assert (linked["org_id"], linked["parent"], linked["charity_number"]) == (
        "GB-CHC-9000001-2",
        "GB-CHC-9000001",
        None,
    )
    assert (gone["status"], str(gone["until"])) == ("Removed", "2018-11-06")


def test_quotation_marks_in_the_extract_are_text(read: Read) -> None:
    """The Commission encloses nothing: a mark that opens and never closes must not swallow its neighbours."""
    found = read(
        tabbed(
            MAIN,
            charity("9000001", '"HELPING HANDS', charity_activities='"Our aim is'),
            charity("9000002", "SECOND"),
            charity("9000003", 'THE "BLUE" ROOM', charity_activities='ends with a mark"'),
        )
    )
    assert found.only.rows == found.only.kept == 3
    assert [row["name"] for row in found.rows("organisations")] == ['"HELPING HANDS', "SECOND", 'THE "BLUE" ROOM']


def test_the_extract_as_json_says_the_same(read: Read) -> None:
    rows = [charity("9000001", 'THE "BLUE" ROOM'), charity("9000002", "SECOND, WITH A COMMA")]
    as_text = read(tabbed(MAIN, *rows), name="a.txt").rows("organisations")
    records = [{key: value or None for key, value in zip(MAIN, row, strict=True)} for row in rows]
    as_json = read(records, name="a.json").rows("organisations")
    assert [row | {"input": ""} for row in as_json] == [row | {"input": ""} for row in as_text]


def test_where_charities_work(read: Read) -> None:
    head = "date_of_extract organisation_number registered_charity_number linked_charity_number geographic_area_type"
    heading = [*head.split(), "geographic_area_description", "parent_geographic_area_type", "welsh_ind"]
    areas = ["Examplebury", "Throughout England And Wales", "Throughout England", "Throughout London", "Scotland"]
    found = read(tabbed(heading, *([DAY, "1", "9000001", "0", "Local Authority", area, "", "False"] for area in areas)))
    rows = found.rows("organisations")
    assert [row["operates_in"] for row in rows] == areas
    assert [row["everywhere"] for row in rows] == [False, True, True, False, False]
    assert {row["name"] for row in rows} == {None}


def test_trustees_are_never_read(read: Read) -> None:
    heading = [
        "date_of_extract",
        "organisation_number",
        "registered_charity_number",
        "linked_charity_number",
        "trustee_id",
        "trustee_name",
        "trustee_is_chair",
        "individual_or_organisation",
        "trustee_date_of_appointment",
    ]
    person = [DAY, "1", "9000001", "0", "5", "A PERSON", "False", "P", DAY]
    found = read(tabbed(heading, person, person)).only
    assert (found.source, found.part) == (None, None)
    assert "A PERSON" not in found.message


def test_a_list_of_charities_tells_its_borough_in_its_name(read: Read) -> None:
    text = (
        "registered_charity_number,charity_company_registration_number,charity_name,charity_contact_postcode\n"
        "9000001,,EXAMPLE CHARITY,ZZ1 1AA\n"
    )
    (row,) = read(text, name="charities_operating_in_east_examplebury.csv").rows("organisations")
    assert row["operates_in"] == "east examplebury"
    (row,) = read(text, name="charities.csv").rows("organisations")
    assert row["operates_in"] is None


def company(category: str, accounts: str = "", number: str = "99000001", previous: str = "") -> str:
    row = [
        "EXAMPLE",
        number,
        "ZZ1 1AA",
        category,
        "Active",
        "21/04/2015",
        accounts,
        "88100 - Social work",
        "94990 - Other",
        previous,
    ]
    out = io.StringIO()
    csv.writer(out).writerow(row)
    return out.getvalue()


HEADINGS = (
    "CompanyName, CompanyNumber,RegAddress.PostCode,CompanyCategory,CompanyStatus,IncorporationDate,"
    "Accounts.AccountCategory,"
    "SICCode.SicText_1,SICCode.SicText_2, PreviousName_1.CompanyName\n"
)


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("Private Limited Company", "company"),
        ("Public Limited Company", "company"),
        ("Community Interest Company", "cic"),
        ("PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)", "guarantee_company"),
        (
            "PRI/LBG/NSC (Private, Limited by guarantee, no share capital, use of 'Limited' exemption)",
            "guarantee_company",
        ),
        ("Limited Liability Partnership", "partnership"),
        ("Registered Society", "society"),
        ("Industrial and Provident Society", "society"),
        ("Charitable Incorporated Organisation", "charity"),
        ("Scottish Charitable Incorporated Organisation", "charity"),
        ("Royal Charter Company", "unknown"),
    ],
)
def test_kind_comes_from_the_category(read: Read, category: str, kind: str) -> None:
    (row,) = read(HEADINGS + company(category)).rows("organisations")
    assert row["kind"] == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("accounts", "size"),
    [
        ("MICRO ENTITY", "micro"),
        ("TOTAL EXEMPTION FULL", "small"),
        ("MEDIUM", "medium"),
        ("FULL", None),
        ("GROUP", None),
        ("DORMANT", None),
    ],
)
def test_size_only_where_the_accounts_tell(read: Read, accounts: str, size: str | None) -> None:
    (row,) = read(HEADINGS + company("Private Limited Company", accounts)).rows("organisations")
    assert (row["size"], row["accounts"]) == (size, accounts)


def test_all_kinds_and_sizes_are_ours() -> None:
    assert {kind for _, kind in companies_house.KINDS} <= KINDS.keys()
    assert set(companies_house.SIZES.values()) <= set(SIZES)


def test_companies(read: Read) -> None:
    rows = [
        company("Private Limited Company", number="SC416208", previous="OLD NAME LTD"),
        company("Private Limited Company", number=""),
    ]
    found = read(HEADINGS + "".join(rows))
    assert found.only.set_aside == {"no identifier": 1}
    row = found.rows("organisations")[0]
    assert (row["org_id"], row["sic"], row["other_names"]) == ("GB-COH-SC416208", "88100 94990", "OLD NAME LTD")
    assert (row["address_role"], str(row["from"])) == ("registered", "2015-04-21")


def test_links(read: Read) -> None:
    pairs = read(
        "org_id_a,org_id_b,org_name,relationship,source\n"
        "GB-CHC-9000001,GB-COH-99000001,EXAMPLE,sameas,Company Numbers\n"
        "GB-CHC-9000002,GB-CHC-9000001,EXAMPLE,parent,Federated Charities\n"
        "GB-CHC-9000002,GB-CHC-9000002,EXAMPLE,parent,Federated Charities\n"
        "GB-CHC-9000002,GB-CHC-9000009,EXAMPLE,rival,Federated Charities\n"
    )
    assert pairs.only.set_aside == {"linked to itself": 1, "a relation we do not know": 1}
    assert [row["relation"] for row in pairs.rows("links")][:2] == ["same", "parent"]
    cios = read("company_number,charity_number\nCE001234,9000001\n").rows("links")
    assert (cios[0]["org_id"], cios[0]["other"], cios[0]["relation"]) == ("GB-COH-CE001234", "GB-CHC-9000001", "same")


def test_mergers_are_dated_successors(read: Read) -> None:
    merged = read(
        "org_id_a,org_id_b,relationship,org_name_a,transferor_regno,org_name_b,transferee_regno,"
        "date_property_transferred,valid_from\n"
        "GB-CHC-9000001,GB-CHC-9000002,sameas,OLD,9000001,NEW,9000002,2003-01-01 00:00:00,2007-11-30 00:00:00\n"
        "GB-CHC-9000003,GB-CHC-9000002,sameas,OLD,9000003,NEW,9000002,,2008-11-30 00:00:00\n"
    )
    assert [(row["relation"], str(row["from"])) for row in merged.rows("links")] == [
        ("successor", "2003-01-01"),
        ("successor", "2008-11-30"),
    ]


def test_scales_are_reaches(read: Read) -> None:
    scales = ["Local", "Regional", "National", "National and Overseas", "Overseas"]
    text = "reg_number,scale\n" + "".join(f"90000{at:02d},{scale}\n" for at, scale in enumerate(scales, start=10))
    assert [row["reach"] for row in read(text).rows("organisations")] == [
        "local",
        "regional",
        "national",
        "national",
        "overseas",
    ]


NUMBERS = st.one_of(
    st.from_regex(r"\A(GB)?[A-Z]{0,2}[ -]?[0-9]{1,9}[A-Z]?(\.0)?\Z"), st.sampled_from(["0", "", "IP29627R", "RC000666"])
)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_numbers_are_spelt_as_the_domain_spells_them(texts: list[str]) -> None:
    """The SQL of registers and the domain's functions are twins, but for a spreadsheet's ``.0``."""
    company_sql, charity_sql = (make("x").format(x="x") for make in (company_number_sql, charity_id_sql))
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {company_sql}, {charity_sql} FROM (SELECT unnest(?) AS x)", [texts]
        ).fetchall()
    assert [row[0] for row in rows] == [company_number(text.removesuffix(".0")) for text in texts]
    assert all(row[1] in (None, charity_id(text)) for row, text in zip(rows, texts, strict=True))


@pytest.mark.data
def test_real_layouts(read: Read, data: Path) -> None:
    found = read(data / "registers" / "ccew_publicextract_sample" / "publicextract.charity.zip")
    assert (found.only.source, found.only.rows, found.only.set_aside) == ("register", 572, {})
    companies = read(data / "registers" / "BasicCompanyData_sample_2020-06.csv.gz")
    assert (companies.only.source, companies.only.kept) == ("register", 87)
    assert {row["kind"] for row in companies.rows("organisations")} >= {
        "company",
        "cic",
        "society",
        "charity",
        "guarantee_company",
    }


def test_headings_that_outnumber_the_cells_of_every_row(read: Read) -> None:
    """As the list of housing providers has them: two headings too many."""
    found = read(
        "org_id_a,company_number,org_id_b,relationship,source,sameas,Registered housing providers\n"
        "GB-SHPE-9001,99000001,GB-COH-99000001,sameas,Registered housing providers\n"
    )
    assert (found.only.kept, found.rows("links")[0]["relation"]) == (1, "same")
