"""The Provider Selection Regime's ways, and its considerable change on both sides of both amounts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.law.health import COMPETE, SUITABLE, A, B, C, considerable_change, may_change, steps, ways

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("old", "new", "considerable"),
    [
        (2_000_000_00, 2_500_000_00, True),  # exactly half a million and exactly a quarter
        (2_000_000_00, 2_499_999_99, False),
        (2_000_000_04, 2_500_000_04, False),  # half a million, a hair under a quarter
        (1_000_000_00, 1_499_999_99, False),  # half as much again, a penny under half a million
        (1_000_000_00, 1_500_000_00, True),
        (10_000_000_00, 10_500_000_00, False),
    ],
)
def test_both_amounts_have_to_be_reached(old: int, new: int, considerable: bool) -> None:
    found = considerable_change(on=DAY, old_pence=old, new_pence=new, different=False, own_decision=True)
    assert found.considerable is considerable


def test_what_comes_from_outside_does_not_count_and_another_character_always_does() -> None:
    outside = considerable_change(on=DAY, old_pence=1, new_pence=9_000_000_00, different=False, own_decision=False)
    assert outside.considerable is False
    assert considerable_change(on=DAY, old_pence=1, new_pence=1, different=True).considerable is True


def test_what_is_not_known_is_named() -> None:
    found = considerable_change(on=DAY, old_pence=None, new_pence=1, different=False)
    assert (found.considerable, found.missing) == (None, ("old_pence", "own_decision"))
    assert considerable_change(on=DAY, old_pence=1, new_pence=1).missing == ("different",)


RENEWAL = {"only_capable": False, "patient_choice": False, "contract_ending": True, "change": False, "does_well": True}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"framework": True, "only_capable": True}, (COMPETE,)),
        ({"only_capable": True}, (A,)),
        ({"only_capable": False, "patient_choice": True}, (B,)),
        (RENEWAL, (C, SUITABLE, COMPETE)),
        (RENEWAL | {"change": True, "suitable_known": True}, (SUITABLE, COMPETE)),
        (RENEWAL | {"does_well": False, "suitable_known": False}, (COMPETE,)),
        (RENEWAL | {"contract_ending": False, "suitable_known": False}, (COMPETE,)),
    ],
)
def test_which_ways_are_open(facts: dict, found: tuple[str, ...]) -> None:
    answer = ways(**facts)
    assert answer.open == found
    assert answer.missing == ()


def test_nothing_known_leaves_every_way_open_and_asks() -> None:
    found = ways()
    assert found.open == (A, B, C, SUITABLE, COMPETE)
    assert set(found.missing) == {*RENEWAL, "suitable_known"}


MAYBE = st.sampled_from([True, False, None])


@given(MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)
def test_learning_more_never_opens_a_way(one, two, three, four, five, six) -> None:
    names = [*RENEWAL, "suitable_known"]
    known = dict(zip(names, (one, two, three, four, five, six), strict=True))
    before = set(ways(**known).open)
    for name in names:
        if known[name] is None:
            after = set(ways(**known | {name: True}).open) | set(ways(**known | {name: False}).open)
            assert after <= before


def test_changing_a_contract_on_both_sides() -> None:
    both = {"on": DAY, "different": False, "own_decision": True}
    assert may_change(original_pence=1_000_000_00, change_pence=499_999_99, **both)[0]
    assert not may_change(original_pence=2_000_000_00, change_pence=500_000_00, **both)[0]
    allowed, _, notice = may_change(original_pence=2_000_000_04, change_pence=500_000_00, **both)
    assert (allowed, notice) == (True, True)
    assert not may_change(on=DAY, original_pence=1, change_pence=1, different=True, own_decision=True)[0]
    assert may_change(on=DAY, original_pence=1, change_pence=9, different=False, own_decision=False)[0]


def test_the_notices_of_each_way() -> None:
    assert [one.name for one in steps(A, award=date(2026, 3, 1))] == ["Award notice"]
    assert steps(A, award=date(2026, 3, 1))[0].on == date(2026, 3, 31)
    suitable = steps(SUITABLE, follow=date(2026, 3, 1), intention=date(2026, 4, 1))
    assert [one.on for one in suitable] == [
        date(2026, 3, 1),
        date(2026, 3, 15),
        date(2026, 4, 1),
        date(2026, 4, 16),
        None,
    ]
    assert len(steps(COMPETE)) == 5
    with pytest.raises(ValueError, match="no way"):
        steps("lottery")
