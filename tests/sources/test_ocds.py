"""Contract notices in OCDS: what each becomes, how releases are compiled, what bad input is told as."""

import gzip
import json
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.sources._compiling import CONTRADICTORY, NO_OCID, compile_processes, merge_rules
from keepitlocal.sources._values import money, pence
from keepitlocal.tables import contracts

POUNDS = {"currency": "GBP"}


def release(number: int = 1, /, **told: Any) -> dict[str, Any]:
    return {
        "ocid": f"ocds-example-{number}",
        "id": str(number),
        "date": "2026-05-01T09:00:00+01:00",
        "tag": ["tender"],
    } | told


def notice(code: str, day: str = "2026-05-01") -> list[dict[str, Any]]:
    return [{"id": f"{code}-{day}", "documentType": "notice", "noticeType": code, "datePublished": f"{day}T09:00:00Z"}]


def award(number: int = 1, *suppliers: str, **told: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "status": "active",
        "suppliers": [{"id": name, "name": name} for name in suppliers],
    } | told


def test_one_process_goes_from_plan_to_contract(read: Any) -> None:
    plan = release(
        1,
        date="2026-01-01T00:00:00Z",
        tag=["planning"],
        tender={"id": "t", "title": "Day service", "status": "planned"},
    )
    won = release(
        1,
        date="2026-06-01T00:00:00Z",
        tag=["award", "contract"],
        awards=[award(1, "Example Ltd")],
        contracts=[
            {
                "id": "1",
                "awardID": "1",
                "dateSigned": "2026-06-01",
                "value": {"amount": 10.01, **POUNDS},
                "documents": notice("UK7"),
            }
        ],
    )
    (row,) = read({"releases": [won, plan]}).rows("contracts")
    assert (row["stage"], row["notice_type"], row["supplier"]) == ("contract", "UK7", "Example Ltd")
    assert (row["reference"], row["title"], row["value_pence"]) == ("ocds-example-1", "Day service", 1001)
    (earlier,) = read({"releases": [plan]}).rows("contracts")
    assert earlier["stage"] == "planned"


def test_several_suppliers_share_a_value_that_is_nobodys_alone(read: Any) -> None:
    shared = award(1, "A", "B", "C", value={"amount": 90, "amountGross": 108, **POUNDS}, documents=notice("UK6"))
    outcome = read(release(tag=["award"], awards=[shared]))
    rows = outcome.rows("contracts")
    assert [(row["supplier"], row["value_pence"], row["value_gross_pence"]) for row in rows] == [
        (None, 9000, 10800),
        ("A", None, None),
        ("B", None, None),
        ("C", None, None),
    ]
    assert (outcome["contracts"].amount_pence, outcome["contracts"].payees) == (9000, 3)


def test_lots_give_a_row_each_with_their_own_dates_and_codes(read: Any) -> None:
    lots = [
        {"id": "1", "title": "North", "value": {"amount": 5, **POUNDS}, "renewal": {"description": "one year"},
         "contractPeriod": {"startDate": "2026-09-14T00:00:00+01:00", "endDate": "2027-09-13T23:59:59+01:00",
                            "maxExtentDate": "2028-09-13"}},
        {"id": "2", "value": {"amount": 7, **POUNDS}},
    ]  # fmt: skip
    items = [
        {"id": n, "relatedLot": n, "additionalClassifications": [{"scheme": "CPV", "id": f"8000000{n}"}]} for n in "12"
    ]
    tender = {
        "id": "t",
        "title": "Skills",
        "status": "active",
        "lots": lots,
        "items": items,
        "value": {"amount": 12, **POUNDS},
    }
    north, south = read(release(tender=tender | {"documents": notice("UK4")})).rows("contracts")
    assert (north["lot"], north["title"], north["value_pence"], north["cpv"]) == ("1", "Skills: North", 500, "80000001")
    assert (north["start"], north["end"], north["last_end"]) == (
        date(2026, 9, 14),
        date(2027, 9, 13),
        date(2028, 9, 13),
    )
    assert (north["extensions"], north["lots"], north["notice_type"], north["stage"]) == (
        "one year",
        2,
        "UK4",
        "tender",
    )
    assert (south["lot"], south["title"], south["value_pence"], south["cpv"]) == ("2", "Skills", 700, "80000002")


def test_a_tender_value_is_not_repeated_for_each_of_its_lots(read: Any) -> None:
    tender = {"id": "t", "title": "Skills", "value": {"amount": 12, **POUNDS}, "lots": [{"id": "1"}, {"id": "2"}]}
    rows = read(release(tender=tender)).rows("contracts")
    assert [(row["lot"], row["value_pence"]) for row in rows] == [(None, 1200), ("1", None), ("2", None)]


def test_what_a_tender_says_of_how_it_is_let(read: Any) -> None:
    tender = {
        "id": "t",
        "title": "Meals",
        "specialRegime": ["lightTouch"],
        "procurementMethodDetails": "Below threshold - award under framework",
        "otherRequirements": {
            "reservedParticipation": ["smeVcse"],
            "reservedParticipationLocation": {
                "gazetteer": {"scheme": "GB-ONS", "identifiers": ["E99000001"]},
                "description": "Wexborough",
            },
        },
        "lotDetails": {"noLotsDivisionRationale": "one kitchen"},
    }
    (row,) = read(release(tender=tender)).rows("contracts")
    assert (row["regime"], row["framework"], row["lots_reason"]) == ("lightTouch", True, "one kitchen")
    assert (row["reserved"], row["process"]) == (
        "smeVcse | E99000001 Wexborough",
        "Below threshold - award under framework",
    )


def test_bids_count_for_the_lots_they_were_for(read: Any) -> None:
    bids = {"statistics": [
        {"id": "1", "measure": "bids", "value": 24, "relatedLot": "1"},
        {"id": "2", "measure": "bids", "value": 3, "relatedLot": "2"},
        {"id": "3", "measure": "smeFinalStageBids", "value": 14, "relatedLot": "1"},
    ]}  # fmt: skip
    awards = [award(1, "A", relatedLots=["1"]), award(2, "B", relatedLots=["2"])]
    rows = read(release(bids=bids, awards=awards)).rows("contracts")
    assert [(row["lot"], row["bids"]) for row in rows] == [("1", 24), ("2", 3)]


@pytest.mark.parametrize(
    ("code", "stage"), [("UK7", "contract"), ("UK9", "contract"), ("UK10", "change"), ("UK11", "ended")]
)
def test_the_newest_notice_tells_the_stage_of_a_contract(read: Any, code: str, stage: str) -> None:
    documents = notice("UK7", "2026-01-01") + (notice(code, "2026-02-01") if code != "UK7" else [])
    (row,) = read(release(contracts=[{"id": "1", "awardID": "1", "documents": documents}])).rows("contracts")
    assert (row["stage"], row["notice_type"]) == (stage, code)


def test_members_of_a_dynamic_market_are_not_awards(read: Any) -> None:
    tender = {"id": "t", "title": "A market", "documents": notice("UK15")}
    reading = read(release(tender=tender, awards=[{"id": "1"}, {"id": "2"}]))["contracts"]
    assert (reading.kept, reading.set_aside) == (0, {"members of a dynamic market, not awards": 2})
    assert reading.message.endswith("none of its rows counts: members of a dynamic market, not awards (2).")


def test_parties_with_a_register_number_pair_a_name_with_an_id(read: Any) -> None:
    parties = [
        {"id": "GB-COH-123456", "name": "Example Care Ltd", "identifier": {"scheme": "GB-COH", "id": "123456"},
         "roles": ["supplier"],
         "additionalIdentifiers": [{"scheme": "GB-CHC", "id": "1999999"}],
         "address": {"postalCode": "zz1 1aa"},
         "contactPoint": {"name": "A Person", "email": "a.person@example.com"},
         "details": {"scale": "sme", "vcse": True}},
        {"id": "GB-FTS-1", "name": "Example Taxis", "roles": ["supplier"]},
        {"id": "GB-PPON-X", "name": "Wexborough Council", "identifier": {"scheme": "GB-PPON", "id": "X"},
         "roles": ["buyer"]},
    ]  # fmt: skip
    awards = [award(1, "GB-COH-123456"), award(2, "GB-FTS-1")]
    outcome = read(release(parties=parties, awards=awards, buyer={"id": "GB-PPON-X"}))
    charity, taxis = outcome.rows("contracts")
    assert (charity["supplier"], charity["supplier_id"], charity["company_number"]) == (
        "Example Care Ltd",
        "GB-CHC-1999999",
        "123456",
    )
    assert (charity["sme"], charity["vcse"], charity["publisher"]) == ("sme", "true", "Wexborough Council")
    assert (taxis["supplier"], taxis["supplier_id"]) == ("Example Taxis", None)
    told = {(row["org_id"], row["kind"], row["postcode"], row["register"]) for row in outcome.rows("organisations")}
    assert told == {
        ("GB-CHC-1999999", "charity", "ZZ1 1AA", "find a tender parties"),
        ("GB-COH-00123456", "unknown", "ZZ1 1AA", "find a tender parties"),
    }
    assert "Person" not in str(outcome.rows("contracts")) + str(outcome.rows("organisations"))


def test_records_search_results_and_json_lines_are_read_too(read: Any) -> None:
    first, second = release(1, tender={"id": "t", "title": "A"}), release(2, tender={"id": "t", "title": "B"})
    packages = [
        {
            "records": [
                {"ocid": "ocds-example-1", "releases": [first]},
                {"ocid": "ocds-example-2", "compiledRelease": second},
            ]
        },
        {"results": [{"releases": [first]}, {"releases": [second]}]},
        "\n".join(map(json.dumps, [first, second])),
        "\n".join(json.dumps({"releases": [each]}) for each in (first, second)),
        [first, second],
    ]
    for package in packages:
        outcome = read(package)
        assert outcome["contracts"].source == "ocds"
        assert [row["title"] for row in outcome.rows("contracts")] == ["A", "B"]


def test_separators_inside_a_text_do_not_part_json_lines(read: Any) -> None:
    lines = "\n".join(
        json.dumps(release(n, tender={"id": "t", "title": "a\u2028b\x85c"}), ensure_ascii=False) for n in (1, 2)
    )
    assert read(lines)["contracts"].kept == 2


def test_amounts_are_exact_to_the_penny(read: Any) -> None:
    text = json.dumps(release(awards=[award(1, "A", value={"amount": 0, **POUNDS})])).replace(
        '"amount": 0', '"amount": 1234567890123.45'
    )
    assert read(text).rows("contracts")[0]["value_pence"] == 123456789012345


def test_a_file_that_breaks_off_says_where(read: Any) -> None:
    text = json.dumps({"releases": [release(tender={"id": "t", "title": "A"})]}, indent=1)
    reading = read(text[: len(text) // 2], name="notices.json").only
    assert reading.source is None
    told = r"breaks off in the middle, at line \d+: nothing was read from it\. Download it again\."
    assert re.fullmatch(rf"notices\.json looks like JSON, but {told}", reading.message)
    lines = "\n".join(json.dumps(release(n)) for n in (1, 2, 3))[:-20]
    assert "breaks off in the middle, at line 3:" in read(lines).only.message


def test_a_release_without_an_ocid_is_set_aside(read: Any) -> None:
    lost = release(tender={"id": "t", "title": "A"}, initiationType="tender")
    del lost["ocid"]
    reading = read({"releases": [lost, release(2, tender={"id": "t"})]})["contracts"]
    assert (reading.rows, reading.kept, reading.set_aside) == (2, 1, {NO_OCID: 1})


@pytest.mark.parametrize(
    ("value", "net", "reason"),
    [
        ({"amount": "£1,250.50", "currency": "GBP"}, 125050, None),
        ({"amount": "to be confirmed", "currency": "GBP"}, None, "amount could not be read"),
        ({"amount": 10, "currency": "EUR"}, None, "not in pounds"),
        ({"amount": 10, "currency": "ZZZ"}, None, "not in pounds"),
        ({"amount": 10}, None, "no currency given"),
        ({"amount": True, "currency": "GBP"}, None, "amount could not be read"),
        ({"currency": "GBP"}, None, None),
        (None, None, None),
    ],
)
def test_amounts_that_cannot_be_taken_set_the_row_aside(
    read: Any, value: Any, net: int | None, reason: str | None
) -> None:
    outcome = read(release(awards=[award(1, "A", value=value)]))
    (row,) = outcome.rows("contracts")
    assert (row["value_pence"], row["set_aside"]) == (net, reason)
    assert outcome["contracts"].unreadable_amounts == (1 if reason == "amount could not be read" else 0)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-30T23:59:59+01:00", date(2026, 9, 30)),
        ("2026-09-30T23:59:59Z", date(2026, 9, 30)),
        ("2026-09-30T23:59:59.999999+0530", date(2026, 9, 30)),
        ("2026-09-30T23:59:59-00:01", date(2026, 9, 30)),
        ("2026-09-30", date(2026, 9, 30)),
        ("30/09/2026", date(2026, 9, 30)),
        ("0001-01-01T00:00:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("soon", None),
        (20260930, None),
        (None, None),
    ],
)
def test_a_day_is_the_day_written_whatever_its_offset(read: Any, written: Any, day: date | None) -> None:
    contract = {"id": "1", "awardID": "1", "period": {"endDate": written}}
    assert read(release(contracts=[contract])).rows("contracts")[0]["end"] == day


def test_an_empty_package_says_so(read: Any) -> None:
    reading = read({"uri": "https://example.com", "version": "1.1", "releases": []}, name="empty.json").only
    assert (reading.source, reading.rows) == ("ocds", 0)
    assert reading.message == "empty.json was taken for Contract notices (OCDS), but holds no records."


def test_releases_that_contradict_each_other_are_set_aside(read: Any) -> None:
    odd = [
        release(date="2026-01-01", tender={"id": "t", "value": 5}),
        release(date="2026-01-02", tender={"id": "t", "value": {"amount": 5}}),
    ]
    reading = read({"releases": odd})["contracts"]
    assert (reading.rows, reading.set_aside) == (1, {CONTRADICTORY: 1})


def test_merging_loses_no_award_that_shares_an_id_within_a_release() -> None:
    twice = [award(1, "A"), award(1, "B")]
    (process,) = compile_processes([release(date="2026-01-01"), release(date="2026-01-02", awards=twice)])
    assert [each["suppliers"][0]["name"] for each in process.data["awards"]] == ["A", "B"]


KEYS = [
    "ocid",
    "tender",
    "awards",
    "contracts",
    "lots",
    "value",
    "amount",
    "currency",
    "suppliers",
    "id",
    "parties",
    "documents",
    "items",
    "bids",
    "statistics",
    "releases",
    "records",
    "identifier",
    "noticeType",
    "relatedLots",
    "date",
    "tag",
    "roles",
    "planning",
    "budget",
    "buyer",
    "relatedProcesses",
    "techniques",
    "classification",
    "additionalClassifications",
    "contractPeriod",
    "measure",
    "otherRequirements",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "GB-COH", "UK15", "bids", "2026-13-45"])
)
ODD = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)


@given(ODD)
def test_no_document_of_odd_shape_stops_the_reader(document: Any) -> None:
    from keepitlocal.sources import ocds

    ocds.recognise(document)
    for table, row in ocds.read(document):
        if table == "contracts":
            assert row.keys() <= contracts.columns.keys()


@given(st.integers(-(10**12), 10**12))
def test_pence_come_back_as_they_went(amount: int) -> None:
    assert pence(Decimal(amount) / 100) == amount
    assert money({"amount": str(Decimal(amount) / 100), "currency": "GBP"}).net == amount


# --- Against the published schemas and real notices ------------------------------------------------------------------


def _patched(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    for key, value in patch.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            _patched(target[key], value)
        else:
            target[key] = value
    return target


@pytest.mark.data
def test_merge_rules_are_those_of_the_published_schemas(data: Path) -> None:
    from ocdsmerge.rules import get_merge_rules

    folder = data / "schemas" / "ocds"
    schema = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
    for extension in ("lots", "uk", "sustainability"):
        patch = folder / "extensions" / extension / "release-schema.json"
        _patched(schema, json.loads(patch.read_text(encoding="utf-8")))
    for missing in set(re.findall(r"#/definitions/(\w+)", json.dumps(schema))) - schema["definitions"].keys():
        schema["definitions"][missing] = {}  # defined by extensions that are not at hand
    assert merge_rules() == get_merge_rules(schema)


@pytest.mark.data
def test_real_find_a_tender_notices_add_up_to_a_plain_count(data: Path, read: Any) -> None:
    """The slow twin: the latest value of each contract, and of each award that no contract follows."""
    path = data / "notices" / "find_a_tender_2026-08.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line, parse_float=Decimal) for line in lines]
    latest: dict[str, dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    for each in sorted(releases, key=lambda found: found["date"]):
        for section in ("awards", "contracts"):
            for found in each.get(section, []):
                latest[each["ocid"]].setdefault((section, found["id"]), {}).update(found)
    expected = 0
    for held in latest.values():
        contracts_ = {key: found for key, found in held.items() if key[0] == "contracts"}
        followed = {found.get("awardID") for found in contracts_.values()}
        awards_ = [found for (section, number), found in held.items() if section == "awards" and number not in followed]
        for found in [*contracts_.values(), *awards_]:
            value = found.get("value") or {}
            if value.get("currency") == "GBP" and "amount" in value:
                expected += int(value["amount"] * 100)
    outcome = read(path)
    rows = [
        row
        for row in outcome.rows("contracts")
        if row["stage"] not in ("planned", "tender") and row["notice_type"] != "UK12"
    ]
    assert sum(row["value_pence"] or 0 for row in rows) == expected
    assert {row["reference"] for row in outcome.rows("contracts")} == {each["ocid"] for each in releases}
    assert outcome["contracts"].reconciles


@pytest.mark.data
@pytest.mark.parametrize("name", ["contracts_finder_2024-11-05.json.gz", "releases_cf_pcs_s2w.jsonl.gz"])
def test_other_services_are_read_too(data: Path, read: Any, name: str) -> None:
    reading = read(data / "notices" / name)["contracts"]
    assert reading.source == "ocds"
    assert reading.kept == reading.rows
    assert reading.reconciles
