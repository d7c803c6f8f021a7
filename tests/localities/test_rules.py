"""Each rule for local, by example each way, and what must always hold of them together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.councils import find_council
from keepitlocal.domain.place import ELSEWHERE, LOCAL, UNKNOWN, Address, Place, Presence
from keepitlocal.localities import rules
from keepitlocal.localities._distance import kilometres_between

TRAFFORD = replace(find_council("Trafford"), settings={"listed": ["E06000049", "GB-CHC-200001"]})
NORTH_WEST = "E12000002"
SALE = Address("E08000009", NORTH_WEST, "registered", "Charity Commission", 53.424, -2.322)
MANCHESTER = Address("E08000003", NORTH_WEST, "contact", "Charity Commission", 53.480, -2.242)
MACCLESFIELD = Address("E06000049", NORTH_WEST, "registered", "Companies House", 53.260, -2.126)
LEEDS = Address("E08000035", "E12000003", "registered", "Companies House", 53.800, -1.549)
CARLISLE = Address("E06000063", NORTH_WEST, "registered", "Companies House", 54.892, -2.933)
EXETER = Address("E07000041", "E12000009", "registered", "Companies House", 50.722, -3.529)
ADDRESSES = [SALE, MANCHESTER, MACCLESFIELD, LEEDS, CARLISLE, EXETER]


def at(*addresses: Address, **known: object) -> Presence:
    return replace(Presence("GB-CHC-100001", addresses), **known)  # type: ignore[arg-type]


def outcome(rule: str, presence: Presence, place: Place = TRAFFORD) -> str:
    return {each.name: each.judge for each in rules(place)}[rule](presence).outcome


@pytest.mark.parametrize(
    ("rule", "local"),
    [
        ("area", [SALE]),
        ("area_or_works", [SALE]),
        ("area_and_bordering", [SALE, MACCLESFIELD]),
        ("county", [SALE, MANCHESTER]),
        ("county_and_bordering", [SALE, MANCHESTER, MACCLESFIELD, LEEDS]),
        ("region", [SALE, MANCHESTER, MACCLESFIELD, CARLISLE]),
        ("within_km", [SALE, MANCHESTER]),
        ("listed", [MACCLESFIELD]),
    ],
)
def test_each_rule_tells_who_is_local(rule: str, local: list[Address]) -> None:
    assert [address for address in ADDRESSES if outcome(rule, at(address)) == LOCAL] == local
    assert all(outcome(rule, at(address)) == ELSEWHERE for address in ADDRESSES if address not in local)
    assert outcome(rule, at()) == UNKNOWN


def test_working_in_the_area_counts_only_where_the_rule_says_so() -> None:
    presence = at(EXETER, operates_in=frozenset({"E08000009"}), operates_source="Charity Commission")
    assert outcome("area", presence) == ELSEWHERE
    assert outcome("area_or_works", presence) == LOCAL
    assert outcome("area_or_works", at(EXETER, everywhere=True)) == ELSEWHERE


def test_an_organisation_may_be_on_the_list_itself() -> None:
    assert outcome("listed", at(org_id="GB-CHC-200001")) == LOCAL


def test_a_listed_county_stands_for_its_districts() -> None:
    place = replace(TRAFFORD, settings={"listed": ["E10000008"]})
    assert outcome("listed", at(EXETER), place) == LOCAL


@pytest.mark.parametrize(
    ("council", "absent"), [("Westminster", "county"), ("Cardiff", "county"), ("Trafford", "listed")]
)
def test_a_rule_that_has_nothing_to_add_is_left_out(council: str, absent: str) -> None:
    names = {rule.name for rule in rules(find_council(council))}
    assert absent not in names and {"area", "area_or_works", "region", "within_km"} <= names


def test_distance_needs_coordinates_on_both_sides() -> None:
    assert "within_km" not in {rule.name for rule in rules(replace(TRAFFORD, latitude=None))}
    nowhere = replace(SALE, latitude=None, longitude=None)
    assert outcome("within_km", at(nowhere)) == UNKNOWN
    assert outcome("within_km", at(nowhere, EXETER)) == ELSEWHERE
    assert kilometres_between(51.5, -0.12, 53.48, -2.24) == pytest.approx(262, rel=0.01)  # London to Manchester


def test_titles_read_well() -> None:
    titles = {rule.name: rule.title for rule in rules(replace(TRAFFORD, settings={"within_km": 7.5}))}
    assert titles["area"] == "Registered or contact address in Trafford"
    assert titles["county"] == "Registered or contact address in the county of Greater Manchester"
    assert titles["region"] == "Registered or contact address in the North West"
    assert titles["within_km"] == "Registered or contact address within 7.5 km of the centre of Trafford"
    assert "the Isle of Wight" in rules(find_council("Isle of Wight"))[0].title


@pytest.mark.parametrize("settings", [{"within_km": 0}, {"within_km": "ten"}, {"within_km": True}])
def test_a_distance_that_is_none_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"place\.toml says within_km = .*such as within_km = 15"):
        rules(replace(TRAFFORD, settings=settings))


def test_a_list_that_is_none_is_refused() -> None:
    place = replace(TRAFFORD, settings={"listed": "Trafford"})
    with pytest.raises(ValueError, match=r"place\.toml says listed = 'Trafford' under \[local\]\. Give a list"):
        outcome("listed", at(SALE), place)


presences = st.builds(
    Presence,
    st.sampled_from(["GB-CHC-200001", "GB-COH-00000009"]),
    st.lists(st.sampled_from(ADDRESSES), max_size=4).map(tuple),
    st.frozensets(st.sampled_from(["E08000009", "E08000003", "E08000035"])),
    st.just("Charity Commission"),
    st.booleans(),
)


@given(presences, st.sampled_from(ADDRESSES), st.integers(0, 4))
def test_another_address_never_turns_local_into_anything_else(presence: Presence, address: Address, where: int) -> None:
    more = (*presence.addresses[:where], address, *presence.addresses[where:])
    for rule in rules(TRAFFORD):
        if rule.judge(presence).outcome == LOCAL:
            assert rule.judge(replace(presence, addresses=more)).outcome == LOCAL


@given(presences)
def test_unknown_is_said_exactly_where_nothing_is_known(presence: Presence) -> None:
    for rule in rules(TRAFFORD):
        verdict = rule.judge(presence)
        told = rule.name == "area_or_works" and "E08000009" in presence.operates_in
        named = rule.name == "listed" and presence.org_id == "GB-CHC-200001"
        assert (verdict.outcome == UNKNOWN) == (not presence.addresses and not told and not named)
        assert verdict.because


NARROWER = [
    ("area", "area_or_works"),
    ("area", "county"),
    ("area", "area_and_bordering"),
    ("area", "region"),
    ("county", "county_and_bordering"),
    ("area_and_bordering", "county_and_bordering"),
    ("county", "region"),
]


@given(presences)
def test_a_wider_extent_never_has_fewer(presence: Presence) -> None:
    for narrow, wide in NARROWER:
        assert outcome(narrow, presence) != LOCAL or outcome(wide, presence) == LOCAL


@given(presences, st.floats(0.1, 600), st.floats(0.1, 600))
def test_a_wider_circle_never_has_fewer(presence: Presence, one: float, other: float) -> None:
    near, far = (replace(TRAFFORD, settings={"within_km": reach}) for reach in sorted((one, other)))
    assert outcome("within_km", presence, near) != LOCAL or outcome("within_km", presence, far) == LOCAL
