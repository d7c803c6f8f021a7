"""Grants in the 360Giving standard, as JSON and flattened."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GRANT = {
    "id": "360G-example-1",
    "title": "Warm hub",
    "description": "Heating",
    "currency": "GBP",
    "amountAwarded": 1500.25,
    "awardDate": "2024-06-15T00:00:00+00:00",
    "plannedDates": [{"startDate": "2024-07-01", "endDate": "2025-06-30"}],
    "recipientOrganization": [{"id": "GB-CHC-1999999", "name": "Example Hub", "postalCode": "zz11aa"}],
    "fundingOrganization": [{"id": "GB-LAE-ZZZ", "name": "Wexborough Council", "department": "Communities"}],
    "grantProgramme": [{"title": "Community Fund"}],
    "beneficiaryLocation": [{"geoCode": "E99000001"}, {"name": "Northside"}],
}
HEADINGS = (
    "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Name"
)


def test_a_grant_becomes_a_row_and_its_recipient_an_organisation(read: Any) -> None:
    outcome = read({"grants": [GRANT]})
    (row,) = outcome.rows("grants")
    assert (row["grant"], row["amount_pence"], row["date"]) == ("360G-example-1", 150025, date(2024, 6, 15))
    assert (row["start"], row["end"], row["area"]) == (date(2024, 7, 1), date(2025, 6, 30), "E99000001 | Northside")
    assert (row["recipient_id"], row["charity_number"], row["programme"]) == (
        "GB-CHC-1999999",
        "1999999",
        "Community Fund",
    )
    assert (row["publisher"], row["funder_id"], row["department"]) == (
        "Wexborough Council",
        "GB-LAE-ZZZ",
        "Communities",
    )
    (body,) = outcome.rows("organisations")
    assert (body["org_id"], body["name"], body["kind"], body["postcode"]) == (
        "GB-CHC-1999999",
        "Example Hub",
        "charity",
        "ZZ1 1AA",
    )


@pytest.mark.parametrize("made_up", ["360G-example-org-7", "GB-CHC-none", "XX-OTHER-1", "", None])
def test_an_identifier_on_no_register_is_not_an_id(read: Any, made_up: str | None) -> None:
    outcome = read({"grants": [GRANT | {"recipientOrganization": [{"id": made_up, "name": "Example Shed"}]}]})
    assert outcome.rows("grants")[0]["recipient_id"] is None
    assert [reading.table for reading in outcome.readings] == ["grants"]


def test_nothing_of_a_person_is_read(read: Any) -> None:
    person = {"id": "p1", "name": "A Person"}
    grant = {key: value for key, value in GRANT.items() if key != "recipientOrganization"}
    outcome = read(
        {
            "grants": [
                grant | {"title": "Award to A Person", "description": "A Person's tools", "recipientIndividual": person}
            ]
        }
    )
    (row,) = outcome.rows("grants")
    assert (row["recipient"], row["amount_pence"], row["set_aside"]) == (None, 150025, None)
    assert "Person" not in str(row)


def test_dates_mean_the_same_all_the_way_down(read: Any) -> None:
    days = ["05/06/2014", "28/06/2014", "2014-07-01T00:00:00+00:00"]
    rows = read({"grants": [GRANT | {"awardDate": day} for day in days]}).rows("grants")
    assert [row["date"] for row in rows] == [date(2014, 6, 5), date(2014, 6, 28), date(2014, 7, 1)]


@pytest.mark.parametrize(
    ("change", "reason", "shown"),
    [
        ({"currency": "USD"}, "not in pounds", "1500.25 USD"),
        ({"currency": None}, "no currency given", "1500.25"),
        ({"amountAwarded": "tbc"}, "amount could not be read", "tbc GBP"),
        ({"amountAwarded": None}, "no amount", None),
    ],
)
def test_grants_that_do_not_count_say_why(read: Any, change: dict[str, Any], reason: str, shown: str | None) -> None:
    outcome = read({"grants": [GRANT, GRANT | change]})
    reading = outcome["grants"]
    assert (reading.rows, reading.kept, reading.set_aside, reading.amount_pence) == (2, 1, {reason: 1}, 150025)
    assert reading.reconciles
    assert outcome.rows("grants")[1]["amount_text"] == shown


def test_amounts_as_text_are_read(read: Any) -> None:
    assert read({"grants": [GRANT | {"amountAwarded": "£2,000.10"}]})["grants"].amount_pence == 200010


def test_an_empty_list_says_so(read: Any) -> None:
    reading = read({"grants": []}, name="none.json").only
    assert (reading.source, reading.rows) == ("360giving", 0)
    assert reading.message == "none.json was taken for Grants (360Giving), but holds no records."


def test_a_file_that_breaks_off_says_so(read: Any) -> None:
    reading = read(json.dumps({"grants": [GRANT]})[:-30], name="cut.json").only
    assert reading.source is None
    assert reading.message.startswith(
        "cut.json looks like JSON, but breaks off in the middle, at line 1: nothing was read"
    )


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        HEADINGS.replace("Org:", "Org:0:"),
        "id,title,currency,amountAwarded,awardDate,recipientOrganization/0/id,recipientOrganization/0/name,fundingOrganization/0/name",
    ],
)
def test_the_flattened_form_gives_the_same_rows(read: Any, headings: str) -> None:
    lines = [
        headings,
        '360G-example-1,Warm hub,GBP,"1,500.25",15/06/2024,GB-CHC-1999999,Example Hub,Wexborough Council',
        ",,,,,,,",
    ]
    outcome = read("\n".join(lines) + "\n")
    reading, (row, blank) = outcome["grants"], outcome.rows("grants")
    assert (reading.source, reading.kept, reading.set_aside, reading.amount_pence) == (
        "360giving",
        1,
        {"blank row": 1},
        150025,
    )
    assert (row["row"], row["date"], row["recipient_id"]) == (2, date(2024, 6, 15), "GB-CHC-1999999")
    assert (blank["row"], blank["set_aside"]) == (3, "blank row")
    assert reading.columns["recipient"] in headings
    assert outcome.rows("organisations")[0]["org_id"] == "GB-CHC-1999999"


@pytest.mark.data
@pytest.mark.parametrize(
    ("path", "grants", "pence"),
    [
        ("grants_360giving/a002400000KeYdsAAF.json.gz", 379, 3117845600),
        ("grants_360giving/a002400000OiDBQAA3.json.gz", 4116, 11579563569),
        ("councils/trafford/grants/trafford_council_voluntary_sector_grants.json.gz", 555, 129143654),
        ("councils/trafford/grants/trafford_council_voluntary_sector_grants.csv.gz", 555, 129143654),
    ],
)
def test_real_files_are_read_whole(data: Path, read: Any, path: str, grants: int, pence: int) -> None:
    reading = read(data / path)["grants"]
    assert (reading.source, reading.kept, reading.amount_pence, reading.set_aside) == ("360giving", grants, pence, {})
    assert reading.reconciles
    assert reading.first_date is not None
