"""The ways of dividing a commission, priced in the same terms: four areas in a row and two services, counted by hand."""

from dataclasses import replace

import pytest

from keepitlocal.steps.contract_size.lots.asked import Asked, Ground, Rates, Service
from keepitlocal.steps.contract_size.lots.communities import communities_of
from keepitlocal.steps.contract_size.lots.instance import Area, Site
from keepitlocal.steps.contract_size.lots.ways import (
    APART,
    BY_BOTH,
    BY_PLACE,
    BY_SERVICE,
    LETTING,
    MEMBERS,
    ONE,
    TRAVEL,
    Way,
    by_place,
    problem_by_place,
    ways,
)

# Four areas in a row, a kilometre apart, each £10,000 a year of visits and £5,000 of advice.
ROW = Ground(
    tuple(
        Area(str(at), float(at), 0.0, 0.0, tuple(str(other) for other in (at - 1, at + 1) if 0 <= other < 4))
        for at in range(4)
    )
)
VISITS = Service("visits", {str(at): 10_000_00 for at in range(4)})
ADVICE = Service("advice", {str(at): 5_000_00 for at in range(4)})
RATES = Rates(letting=lambda pence: 1_000_00 if pence <= 30_000_00 else 1_500_00, managing=200_00, travel=0.01)
SITES = (
    Site("0", 40_000_00, frozenset({"visits", "advice"})),
    Site("3", 40_000_00, frozenset({"visits"})),
    Site("", float("inf"), frozenset({"visits", "advice"})),
)
ASKED = Asked(ROW, (VISITS, ADVICE), SITES, maximum=30_000_00, at_least=1, reach=2.5, rates=RATES)


def found(asked: Asked) -> dict[str, Way]:
    return {way.id: way for way in ways(asked, seconds=2.0)}


def test_every_way_is_there_with_two_services_and_three_with_one() -> None:
    assert list(found(ASKED)) == [ONE, BY_SERVICE, BY_PLACE, BY_BOTH, MEMBERS]
    assert list(found(replace(ASKED, services=(VISITS,)))) == [ONE, BY_PLACE, MEMBERS]


def test_one_contract_by_hand() -> None:
    one = found(ASKED)[ONE]
    # Let at its own £60,000 (£1,500) and managed (£200); from the second area £15,000 comes 1, 0, 1 and 2 km at 1%.
    assert dict(one.costs) == {LETTING: 1_700_00, TRAVEL: 600_00} and one.total == 2_300_00
    assert [portion.pence for portion in one.portions] == [60_000_00]
    assert (one.portions[0].able, one.portions[0].not_known) == (0, 1)  # nobody known carries £60,000; one is not known


def test_lots_by_place_by_hand() -> None:
    place = found(ASKED)[BY_PLACE]
    assert [portion.areas for portion in place.portions] == [("0", "1"), ("2", "3")]
    assert [portion.pence for portion in place.portions] == [30_000_00, 30_000_00]
    # Two lots at £1,200; in each £15,000 comes one kilometre at 1%.
    assert dict(place.costs) == {LETTING: 2_400_00, TRAVEL: 300_00}
    assert place.bound == place.total == 2_700_00
    # One known to be able is in the first area, within reach of both centres; one not known is in reach of all.
    assert [(one.able, one.not_known) for one in place.portions] == [(1, 1), (1, 1)]


def test_one_agreement_is_let_once_and_managed_by_member() -> None:
    told = found(ASKED)
    members = told[MEMBERS]
    assert members.portions == told[BY_PLACE].portions
    assert dict(members.costs) == {LETTING: 1_500_00 + 3 * 200_00, TRAVEL: 300_00}


def test_by_service_counts_what_people_with_two_services_lose() -> None:
    asked = replace(ASKED, rates=replace(RATES, apart=300_00), shared={("visits", "advice"): 10})
    told = found(asked)
    assert dict(told[BY_SERVICE].costs)[APART] == 10 * 300_00
    assert dict(told[ONE].costs)[APART] == dict(told[BY_PLACE].costs)[APART] == 0


def test_by_both_costs_no_more_than_by_place() -> None:
    for apart in (None, 300_00):
        told = found(replace(ASKED, rates=replace(RATES, apart=apart), shared={("visits", "advice"): 10}))
        both, place = told[BY_BOTH].total, told[BY_PLACE].total
        assert both is not None and place is not None and both <= place


def test_a_whole_service_is_a_lot_of_its_own_across_places() -> None:
    asked = replace(ASKED, services=(VISITS, replace(ADVICE, whole=True)))
    for way in (found(asked)[BY_PLACE], found(asked)[MEMBERS]):
        whole = [portion for portion in way.portions if portion.whole]
        assert [portion.services for portion in whole] == [("advice",)] and len(whole[0].areas) == 4
        assert sum(portion.pence for portion in way.portions) == 60_000_00


def test_what_is_not_demanded_is_said() -> None:
    asked = replace(ASKED, at_least=3)
    place = by_place(asked, seconds=2.0)
    assert place.short and place.portions


def test_no_plan_says_why() -> None:
    place = by_place(replace(ASKED, maximum=14_000_00), seconds=2.0)
    assert not place.portions and place.total is None
    assert "worth more than the maximum" in " ".join(place.reasons)


def test_a_staff_team_stays_whole_where_it_can() -> None:
    asked = replace(ASKED, teams=(("1", "2"),), maximum=45_000_00)
    place = by_place(asked, seconds=2.0)
    assert not place.parted_teams
    assert by_place(replace(ASKED, teams=(("1", "2"), ("0", "1"), ("2", "3"))), seconds=2.0).parted_teams


def test_nothing_is_proved_of_plans_that_part_teams_otherwise() -> None:
    """Four areas are tried in every way, with a parted team at a price that stands in no total."""
    parted = by_place(replace(ASKED, teams=(("1", "2"), ("0", "1"), ("2", "3"))), seconds=2.0)
    assert parted.outcome is not None and parted.outcome.exact and parted.bound is None
    assert by_place(ASKED, seconds=2.0).bound is not None


def test_the_open_form_has_one_area_an_area() -> None:
    problem = problem_by_place(ASKED)
    assert [area.value for area in problem.areas] == [15_000_00.0] * 4 and problem.at_least == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hazelbeck Deaf Club", ("disabled people",)),
        ("Farfield Women's Centre", ("women",)),
        ("North Quay Somali Women", ("women", "ethnic communities and migrants")),
        ("Age Concern Wexborough", ("older people",)),
        ("Wexborough Streetscene Ltd", ()),
        ("Mindful Cleaning Ltd", ()),
        ("Blackwater Builders", ()),
    ],
)
def test_communities_are_told_by_whole_words(name: str, told: tuple[str, ...]) -> None:
    assert set(communities_of(name)) == set(told)
