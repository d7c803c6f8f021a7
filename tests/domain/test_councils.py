"""Councils are found as people write them, and their places hold what the rules need."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal import reference
from keepitlocal.domain.council_names import core, plain
from keepitlocal.domain.councils import council_place, county_of, find_council, newest, place_from_areas, region_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trafford", "E08000009"),
        ("trafford council", "E08000009"),
        ("Trafford Metropolitan Borough Council", "E08000009"),
        ("  TRAFFORD MBC ", "E08000009"),
        ("E08000009", "E08000009"),
        ("e08000009", "E08000009"),
        ("GB-LAE-TRF", "E08000009"),
        ("Devon County Council", "E10000008"),
        ("City of York Council", "E06000014"),
        ("Bristol", "E06000023"),
        ("Bristol City Council", "E06000023"),
        ("Hull City Council", "E06000010"),
        ("Durham County Council", "E06000047"),
        ("Herefordshire Council", "E06000019"),
        ("King's Lynn & West Norfolk", "E07000146"),
        ("Borough Council of Kings Lynn and West Norfolk", "E07000146"),
        ("St. Helens", "E08000013"),
        ("City of Bradford Metropolitan District Council", "E08000032"),
        ("London Borough of Hackney", "E09000012"),
        ("Royal Borough of Windsor and Maidenhead", "E06000040"),
        ("City of London Corporation", "E09000001"),
        ("Greater London Authority", "E61000001"),
        ("Greater Manchester Combined Authority", "E47000001"),
        ("North East Combined Authority", "E47000014"),
        ("Cyngor Caerdydd", "W06000015"),
        ("Cyngor Sir Ddinbych", "W06000004"),
        ("Cyngor Sir Ynys Môn", "W06000001"),
        ("Wrexham County Borough Council", "W06000006"),
        ("The Highland Council", "S12000017"),
        ("Comhairle nan Eilean Siar", "S12000013"),
        ("Newry, Mourne & Down District Council", "N09000010"),
        ("Sheffield", "E08000039"),  # recoded in 2025
        ("E08000019", "E08000039"),
        ("Dorset", "E06000059"),  # the county council of that name ended
        ("North Yorkshire County Council", "E06000065"),
    ],
)
def test_councils_are_found_as_people_write_them(text: str, code: str) -> None:
    assert find_council(text).code == code


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Newcastle", ("Newcastle upon Tyne (E08000021)", "Newcastle-under-Lyme (E07000195)")),
        ("richmond council", ("Richmond upon Thames (E09000027)", "Richmondshire (E07000166, ended)")),
        ("Kingston", ("Kingston upon Thames (E09000021)", "Kingston upon Hull (E06000010)")),
    ],
)
def test_a_short_name_that_councils_share_lists_them(text: str, several: tuple[str, ...]) -> None:
    with pytest.raises(LookupError, match="Give the full name or the code") as refused:
        find_council(text)
    assert all(one in str(refused.value) for one in several)


@pytest.mark.parametrize("text", ["", "  ", "council", "zzzqqq", "hello world", "12345"])
def test_nonsense_is_given_no_suggestion(text: str) -> None:
    with pytest.raises(LookupError, match=r"Give its full name or GSS code\.$"):
        find_council(text)


def test_a_near_miss_names_the_nearest_three() -> None:
    with pytest.raises(LookupError, match=r"No council is called 'Traford'\. Did you mean Trafford, .+ or .+\?"):
        find_council("Traford")


@pytest.mark.parametrize("text", ["", "  ", "council", "Worcester County Council"])
def test_what_names_no_council_is_refused(text: str) -> None:
    with pytest.raises(LookupError, match="Did you mean|Give its full name"):
        find_council(text)


def test_an_ended_council_is_refused_with_who_took_over_unless_a_day_is_given() -> None:
    with pytest.raises(LookupError, match=r"Harrogate .* ended on 31 March 2023; .* part of North Yorkshire"):
        find_council("Harrogate Borough Council")
    with pytest.raises(LookupError, match=r"Taunton Deane .* part of Somerset\."):
        find_council("Taunton Deane")
    then = find_council("Harrogate", on=date(2022, 5, 1))
    assert (then.code, then.districts) == ("E07000165", frozenset({"E07000165"}))
    with pytest.raises(LookupError, match="no council called 'Harrogate' on 2024-01-01"):
        find_council("Harrogate", on=date(2024, 1, 1))


def test_a_name_used_twice_is_taken_for_the_one_of_that_day() -> None:
    assert find_council("Somerset", on=date(2020, 1, 1)).code == "E10000027"
    assert find_council("Somerset", on=date(2024, 1, 1)).code == "E06000066"


def test_trafford_is_a_district_of_greater_manchester() -> None:
    place = find_council("Trafford")
    assert place.districts == {"E08000009"}
    assert (place.county, place.county_name, len(place.county_districts)) == ("E11000001", "Greater Manchester", 10)
    assert (place.region, place.region_name) == ("E12000002", "North West")
    assert {"E06000049", "E06000007"} <= place.bordering  # Cheshire East and Warrington: all of Cheshire
    assert place.bordering < place.county_bordering
    assert place.latitude and 53.35 < place.latitude < 53.48
    assert place.longitude and -2.48 < place.longitude < -2.25


def test_a_county_has_all_its_districts_and_what_it_became() -> None:
    devon = find_council("Devon")
    assert len(devon.districts) == 8
    assert devon.county_districts == devon.districts | {"E06000026", "E06000027"}  # with Plymouth and Torbay
    assert {"E07000241", "E07000104"} <= find_council("Hertfordshire").districts  # Welwyn Hatfield, both codes
    cumberland = find_council("Cumberland")
    assert cumberland.districts == {"E06000063", "E07000026", "E07000028", "E07000029"}


def test_a_london_borough_stands_in_the_place_of_a_county() -> None:
    hackney = find_council("Hackney")
    assert hackney.county_districts == hackney.districts
    assert "E09000001" in hackney.bordering and "E09000019" in hackney.bordering


def test_a_combined_authority_has_the_districts_of_its_members() -> None:
    assert len(find_council("Greater Manchester").districts) == 10
    assert {"E08000016", "E08000038"} <= find_council("South Yorkshire").districts
    assert {"E06000015", "E07000035"} <= find_council("East Midlands").districts  # Derby, and a district of Derbyshire


@pytest.mark.parametrize(("code", "today"), [("E08000020", "E08000037"), ("E07000190", "E06000066"), ("ZZZ", "ZZZ")])
def test_codes_lead_to_todays(code: str, today: str) -> None:
    assert newest(code) == today


def test_region_and_upper_tier_of_a_district() -> None:
    assert (region_of("E07000041"), county_of("E07000041")) == ("E12000009", "E10000008")
    assert (region_of("E07000165"), county_of("E07000165")) == ("E12000003", None)
    assert (region_of("N09000003"), region_of("L99999999")) == ("N92000002", None)


@pytest.mark.parametrize("row", reference.rows("councils"), ids=lambda row: row["code"])
def test_every_council_is_found_by_its_code_and_its_place_is_whole(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["until"]) if row["until"] else None
    place = find_council(row["code"], on=day)
    assert place == council_place(row["code"], on=day)
    assert place.districts and place.region
    assert not place.districts & (place.bordering | place.county_bordering)
    if place.county:
        assert place.districts <= place.county_districts
        assert place.bordering <= place.county_bordering
    if day is None:
        assert place.latitude is not None
        assert find_council(row["name"]).code in {row["code"], newest(row["code"])} or row["kind"] == "county"


@given(st.text(max_size=40))
def test_any_text_is_made_plain_once_and_for_all(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert core(text).isascii()


@given(
    st.sampled_from([row for row in reference.rows("councils") if not row["until"]]),
    st.sampled_from(["{} Council", "the {}", "{} DC", " {}. "]),
)
def test_ways_of_writing_lead_to_the_same_council(row: dict[str, str], way: str) -> None:
    try:
        expected = find_council(row["name"]).code
    except LookupError as more_than_one:
        pytest.fail(str(more_than_one))
    assert find_council(way.format(row["name"])).code == expected


AREAS: list[dict[str, object]] = [
    {"code": "E99000001", "name": "Wexborough", "kind": "district", "parent": "E99000010", "from": date(2015, 4, 1)},
    {"code": "E99000002", "name": "Eastley", "kind": "district", "parent": "E99000010"},
    {"code": "E99000003", "name": "Farham", "kind": "district", "parent": "E99000011"},
    {"code": "E99000008", "name": "Old Wex", "kind": "district", "until": date(2015, 3, 31), "successor": "E99000001"},
    {"code": "E99000010", "name": "Wexshire", "kind": "county", "parent": "E99000020", "borders": "E99000011"},
    {"code": "E99000011", "name": "Farshire", "kind": "county", "parent": "E99000020", "borders": "E99000001"},
    {"code": "E99000020", "name": "Nowhere", "kind": "region"},
]


def test_a_place_may_bring_areas_of_its_own() -> None:
    place = find_council("Wexborough Borough Council", extra=AREAS)
    assert place == place_from_areas("E99000001", areas=AREAS)
    assert place.districts == {"E99000001", "E99000008"}
    assert place.county_districts == {"E99000001", "E99000002", "E99000008"}
    assert (place.county_name, place.region_name) == ("Wexshire", "Nowhere")
    assert place.bordering == place.county_bordering == {"E99000003"}
    assert find_council("Trafford", extra=AREAS).code == "E08000009"


def test_an_ended_code_of_the_same_name_and_parent_is_the_same_place() -> None:
    before = {
        "code": "E99000009",
        "name": "Wexborough",
        "kind": "district",
        "parent": "E99000010",
        "until": "2012-03-31",
    }
    ward = {"code": "E99100001", "name": "Quayside", "kind": "ward", "parent": "E99000001"}
    place = find_council("Wexborough", extra=[before, ward, *AREAS])
    assert place.code == "E99000001"
    assert place.districts == {"E99000001", "E99000008", "E99000009"}
    with pytest.raises(LookupError):
        find_council("Quayside", extra=[ward, *AREAS])


def test_a_county_of_ones_own_has_its_districts() -> None:
    assert place_from_areas("E99000010", areas=AREAS).districts == {"E99000001", "E99000002", "E99000008"}


def test_an_area_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(LookupError, match="have no E99000009.*E99000001"):
        place_from_areas("E99000009", areas=AREAS)
