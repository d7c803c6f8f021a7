"""Directories of services: both versions, without markup, people or premises that must not be placed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.sources.open_referral import plain

HUB = {"id": "o", "name": "Example Hub", "email": "someone@example.com"}
SERVICE: dict[str, Any] = {
    "id": "1",
    "name": "Lunch club",
    "description": "Hot meals",
    "status": "active",
    "organization": HUB,
}


def test_version_one_is_a_list(read: Any) -> None:
    terms = [{"taxonomy": {"name": "Food"}}, {"taxonomy": {"name": "Older people"}}]
    places = [{"location": {"physical_addresses": [{"postal_code": "zz1 1aa"}]}}]
    outcome = read([SERVICE | {"service_taxonomys": terms, "service_at_locations": places}])
    (row,) = outcome.rows("services")
    assert (outcome.only.source, row["name"], row["organisation"]) == ("directory", "Lunch club", "Example Hub")
    assert (row["categories"], row["postcode"], row["sensitive"]) == ("Food | Older people", "ZZ1 1AA", False)
    assert "someone@example.com" not in str(row)


@pytest.mark.parametrize("key", ["contents", "content", "services"])
def test_version_three_comes_in_pages(read: Any, key: str) -> None:
    body = HUB | {"organization_identifiers": [{"identifier_scheme": "GB-CHC", "identifier": "1999999"}]}
    page = {
        "page_number": 1,
        "total_items": 1,
        key: [SERVICE | {"organization": body, "attributes": [{"taxonomy_term": {"name": "Food"}}]}],
    }
    for content in (page, "\n".join([json.dumps(page), json.dumps(page)])):
        outcome = read(content)
        row = outcome.rows("services")[0]
        assert (row["org_id"], row["categories"]) == ("GB-CHC-1999999", "Food")
        assert outcome.only.reconciles


def test_a_service_without_a_name_is_set_aside(read: Any) -> None:
    nameless = [SERVICE | {"name": name} for name in ("", "  ", None, "<p><br></p>")]
    assert read([SERVICE, *nameless]).only.set_aside == {"no name": 4}


def test_a_refuge_is_never_placed(read: Any) -> None:
    places = [{"location": {"addresses": [{"postal_code": "ZZ1 1AA"}]}}]
    outcome = read([SERVICE | {"name": "Women's refuge", "service_at_locations": places}])
    (row,) = outcome.rows("services")
    assert (row["sensitive"], row["postcode"]) == (True, None)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Hot meals &amp; <b>com</b>pany.</p><p>Fridays&nbsp;only</p>", "Hot meals & company. Fridays only"),
        ("one<br>two<ul><li>three</li></ul>", "one two three"),
        ("a < b", "a < b"),
        ("<p><br></p>", None),
        (None, None),
    ],
)
def test_markup_is_taken_off(markup: str | None, text: str | None) -> None:
    assert plain(markup) == text


@given(st.text(alphabet=st.characters(exclude_characters="<&>", exclude_categories=("C",)), max_size=40))
def test_text_without_markup_only_loses_spare_white_space(text: str) -> None:
    assert (plain(text) or "") == " ".join(text.split())


@pytest.mark.parametrize(
    "document",
    [
        [{"label": "Dashboard", "organisationLabel": "Wexborough", "url": "https://example.com"}],
        {"data": [{"name": {"value": "Feed"}, "service": {"value": "example.com"}}]},
        {"name": "service", "properties": {"id": {"name": "id"}}},
        [],
        [[[]]],
    ],
)
def test_what_only_resembles_a_directory_is_not_taken_for_one(read: Any, document: Any) -> None:
    reading = read(document, name="odd.json").only
    assert reading.source is None
    assert reading.message.startswith("odd.json ")


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "rows", "aside"),
    [
        ("bristol_services_scrubbed.json.gz", 819, {"no name": 1}),
        ("north_lincolnshire_services_scrubbed.json.gz", 738, {}),
        ("open_referral_samples/Mocks_V3.0-UK-Test_service_list_data.json", 128, {}),
    ],
)
def test_real_directories_are_read_whole(data: Path, read: Any, name: str, rows: int, aside: dict[str, int]) -> None:
    outcome = read(data / "directories" / name)
    assert (outcome.only.source, outcome.only.rows, outcome.only.set_aside) == ("directory", rows, aside)
    assert outcome.only.reconciles
    assert not [row for row in outcome.rows("services") if "<p>" in (row["description"] or "")]
