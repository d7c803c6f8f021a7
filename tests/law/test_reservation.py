"""Areas that may be named under SI 2026/94, read for real councils, and when they may be named at all."""

from dataclasses import replace
from datetime import date

import pytest

from keepitlocal import reference
from keepitlocal.domain.commission import Commission
from keepitlocal.domain.councils import council_place, find_council
from keepitlocal.domain.place import Place
from keepitlocal.law.reservation import BLANK, choices, choose, may_reserve, notice_text

DAY = date(2026, 6, 1)
CLEANING = Commission(subject="services", cpv=("90910000",), value_pence=207_719_00)


def added(choice) -> list[str]:
    return [one.name for one in choice.may_add]


def test_trafford_may_take_its_own_area_or_the_whole_county() -> None:
    own, county = choices(find_council("Trafford"))
    assert [one.name for one in own.base] == ["Trafford"]
    assert added(own) == ["Cheshire"]
    assert (county.base[0].name, county.base[0].codes) == ("Greater Manchester", ("E11000001",))
    assert added(county) == ["Cheshire", "Derbyshire", "Lancashire", "Merseyside", "West Yorkshire"]


def test_exeter_lies_inside_devon_and_nothing_else_borders_it() -> None:
    own, county = choices(find_council("Exeter"))
    assert added(own) == []
    assert "nothing more" in own.words
    assert any("Devon" in one and "not settled" in one for one in own.unsettled)
    assert added(county) == ["Cornwall", "Dorset", "Somerset"]


def test_ipswich_may_name_suffolk_as_it_did() -> None:
    """Ipswich Borough Council's notices of August 2026 gave E10000029, Suffolk, as the one area."""
    _, county = choices(find_council("Ipswich"))
    assert county.base[0].codes == ("E10000029",)
    assert added(county) == ["Cambridgeshire", "Essex", "Norfolk"]


def test_a_london_borough_has_one_base_and_the_boroughs_beside_it() -> None:
    (only,) = choices(find_council("Camden"))
    assert added(only) == ["Barnet", "Brent", "Haringey", "Islington", "Westminster"]
    assert any("City of London" in one for one in only.unsettled)


def test_an_outer_borough_borders_counties_too() -> None:
    (only,) = choices(find_council("Bromley"))
    assert {"Kent", "Surrey", "Bexley", "Croydon"} <= set(added(only))


@pytest.mark.parametrize(
    "name", ["City of London", "Cornwall", "Isles of Scilly", "Devon", "Cheshire West and Chester"]
)
def test_what_the_words_do_not_settle_is_said(name: str) -> None:
    assert any("not settled" in one for choice in choices(find_council(name)) for one in choice.unsettled)


def test_welsh_counties_may_not_be_named() -> None:
    own, _ = choices(find_council("Cheshire West and Chester"))
    assert not {"Flintshire", "Wrexham"} & set(added(own))
    assert any("Wales" in one for one in own.unsettled)


def test_any_subset_may_be_added_and_nothing_else() -> None:
    _, county = choices(find_council("Exeter"))
    assert [one.name for one in choose(county)] == ["Devon"]
    assert [one.name for one in choose(county, added=["Somerset", "Cornwall"])] == ["Devon", "Cornwall", "Somerset"]
    for wrong in ("Norfolk", "St Thomas", "Exeter"):
        with pytest.raises(ValueError, match="may not be named"):
            choose(county, added=[wrong])


def test_two_councils_together_name_both_areas() -> None:
    own, county = choices(find_council("Trafford"), find_council("Warrington"))
    assert [one.name for one in own.base] == ["Trafford", "Warrington"]
    assert [one.name for one in county.base] == ["Greater Manchester", "Cheshire"]
    assert not {"Greater Manchester", "Cheshire"} & set(added(county))
    assert "Merseyside" in added(own)


def test_a_place_with_areas_of_its_own_is_not_guessed_at() -> None:
    (only,) = choices(Place(code="X1", name="Harbourside", districts=frozenset({"X1"})))
    assert only.may_add == ()
    assert any("no boundary" in one for one in only.unsettled)


@pytest.mark.parametrize(
    ("commission", "day", "answer"),
    [
        (CLEANING, date(2026, 2, 4), True),
        (CLEANING, date(2026, 2, 3), False),
        (replace(CLEANING, value_pence=207_720_00), DAY, False),
        (replace(CLEANING, related_pence=1_00), DAY, False),
        (replace(CLEANING, related_pence=1_00, separate_reasons="Two places"), DAY, True),
        (replace(CLEANING, authority="parish council"), DAY, True),
        (replace(CLEANING, authority="central government", value_pence=1), DAY, False),
        (replace(CLEANING, nation="Wales"), DAY, False),
        (replace(CLEANING, value_pence=None), DAY, None),
        (replace(CLEANING, begun=date(2026, 2, 3)), DAY, False),
        (replace(CLEANING, cpv=("85320000",), value_pence=663_539_99), DAY, True),
        (replace(CLEANING, cpv=("85320000",), value_pence=663_540_00), DAY, False),
    ],
)
def test_only_below_the_threshold_on_the_whole_with_vat(commission: Commission, day: date, answer: bool | None) -> None:
    found, why = may_reserve(commission, on=day)
    assert found is answer
    assert why


def test_the_draft_opens_with_a_blank_and_names_the_paragraph() -> None:
    _, county = choices(find_council("Ipswich"))
    text = notice_text(choose(county, added=["Essex"]), small=True)
    assert text.startswith(BLANK)
    assert "article 3(3)" in text
    assert "the counties of Suffolk and Essex" in text
    assert "social enterprises" in text
    assert "article 3(2)" in notice_text(united_kingdom=True)
    assert "article" not in notice_text(small=True)
    with pytest.raises(ValueError, match="either"):
        notice_text(choose(county), united_kingdom=True)


ENGLISH = [
    row["code"]
    for row in reference.rows("councils")
    if not row["until"] and row["region"].startswith("E12") and row["code"]
]


def drawn(choice) -> frozenset[str]:
    return frozenset().union(*(one.districts for one in choice.may_add))


@pytest.mark.parametrize("code", ENGLISH)
def test_every_council_agrees_with_what_the_rules_for_local_make_of_its_borders(code: str) -> None:
    """Two readings of the same table: areas that may be added, and districts of bordering counties (domain.councils).

    They differ by the City of London alone, which is neither a county nor a borough. A combined authority of several
    counties has no such reading there.
    """
    place = council_place(code)
    found = choices(place)
    for choice in found:
        assert choice.base
        assert not drawn(choice) & frozenset().union(*(one.districts for one in choice.base))
    if place.county is None:
        return
    city = frozenset({"E09000001"})
    assert drawn(found[0]) | city == place.bordering | city
    assert drawn(found[-1]) | city == place.county_bordering | city


def test_there_are_councils_to_look_at() -> None:
    assert len(ENGLISH) > 300
