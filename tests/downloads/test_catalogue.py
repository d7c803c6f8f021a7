"""Every address in one file: whole, in order, and open to a person's own."""

from datetime import date
from pathlib import Path

import pytest

from keepitlocal.discover import modules
from keepitlocal.downloads.catalogue import Item, between, catalogue, is_of, release_of, releases

ITEMS = catalogue().items


def names(item: Item, day: str) -> list[list[str]]:
    return [[one.name for one in each] for each in releases(item, today=date.fromisoformat(day))]


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.id)
def test_each_says_all_that_a_person_needs(item: Item) -> None:
    assert item.kind in ("file", "pages", "page_to_open") and item.into in ("library", "inputs")
    assert item.page.startswith("https://") and item.title and item.changes and item.by_hand
    assert bool(item.address.startswith("https://")) is (item.kind != "page_to_open")
    assert item.megabytes > 0
    titles = {module.title for module in modules("keepitlocal.sources")}
    assert set(item.holds) <= titles


def test_what_the_brief_of_a_place_needs_is_there() -> None:
    assert {"companies", "charities", "mutuals", "postcodes", "wards", "deprivation", "schools", "care"} <= ITEMS.keys()
    assert [item.id for item in catalogue().named("notices")] == ["find_a_tender", "contracts_finder"]
    assert catalogue().named("nothing") == ()


def test_monthly_files_are_tried_from_this_month_backwards() -> None:
    assert names(ITEMS["companies"], "2027-01-04") == [
        ["BasicCompanyDataAsOneFile-2027-01-01.zip"],
        ["BasicCompanyDataAsOneFile-2026-12-01.zip"],
        ["BasicCompanyDataAsOneFile-2026-11-01.zip"],
    ]
    assert names(ITEMS["schools"], "2026-03-01")[:2] == [["edubasealldata20260301.csv"], ["edubasealldata20260228.csv"]]
    assert names(ITEMS["charities"], "2026-03-01") == [
        [
            "publicextract.charity.zip",
            "publicextract.charity_area_of_operation.zip",
            "publicextract.charity_other_names.zip",
            "publicextract.charity_annual_return_partb.zip",
        ]
    ]


def test_names_of_files_tell_what_they_are_and_of_when() -> None:
    assert release_of("BasicCompanyDataAsOneFile-2026-11-01.zip", ITEMS) == ("companies", "2026-11-01")
    assert release_of("edubasealldata20260301.csv", ITEMS) == ("schools", "20260301")
    assert release_of("publicextract.charity.zip", ITEMS) is None
    assert is_of("publicextract.charity_other_names.zip", ITEMS["charities"])
    assert not is_of("publicextract.charity_trustee.zip", ITEMS["charities"])


def test_notices_are_asked_for_from_the_first_moment_to_the_last() -> None:
    found = between(ITEMS["find_a_tender"], date(2026, 1, 1), date(2026, 3, 31))
    assert "updatedFrom=2026-01-01T00:00:00&updatedTo=2026-03-31T23:59:59" in found.address
    assert found.name == "find_a_tender_2026-01-01_to_2026-03-31.jsonl"


def test_a_file_of_ones_own_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "addresses.toml"
    own.write_text('[companies]\naddress = "https://new.example/{month:%Y%m}.zip"\n', encoding="utf-8")
    found = catalogue(own).items
    assert found["companies"].address == "https://new.example/{month:%Y%m}.zip"
    assert found["companies"].title == ITEMS["companies"].title and found["charities"] == ITEMS["charities"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[companies\n", "could not be read"),
        ('[companies]\nadress = "x"\n', "has adress, which means nothing here"),
        ('[mine]\ntitle = "x"\n', r"\[mine\] of the addresses lacks publisher"),
    ],
)
def test_slips_in_it_are_told(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "addresses.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        catalogue(own)
    with pytest.raises(ValueError, match="There is no file"):
        catalogue(tmp_path / "nowhere.toml")
