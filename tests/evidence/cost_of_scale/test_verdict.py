"""Nothing is said below the smallest number, and above it only what chance and the unknown leave standing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keepitlocal.evidence.cost_of_scale.verdict import (
    CANNOT_TELL,
    LESS,
    MINIMUM,
    MORE,
    Group,
    difference,
    newcombe,
    verdict,
    wilson,
)

groups = st.builds(Group, st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))


def test_the_smallest_number_is_of_each_group_and_of_what_could_be_compared() -> None:
    enough = Group(over=0, kept=MINIMUM)
    assert verdict(enough, Group(over=MINIMUM)).says == MORE
    assert verdict(enough, Group(over=MINIMUM - 1)).says == CANNOT_TELL
    assert verdict(Group(kept=MINIMUM - 1), Group(over=MINIMUM)).says == CANNOT_TELL
    assert verdict(enough, Group(over=MINIMUM - 1, unknown=500)).low is None


def test_either_answer_can_be_given() -> None:
    seldom, often = Group(over=4, kept=36), Group(over=24, kept=16)
    assert verdict(seldom, often).says == MORE
    assert verdict(often, seldom).says == LESS
    assert "less often" in verdict(often, seldom).sentence
    assert verdict(seldom, seldom).says == CANNOT_TELL


def test_what_the_smallest_number_can_show() -> None:
    assert verdict(Group(7, 13), Group(13, 7)).says == CANNOT_TELL
    assert verdict(Group(6, 14), Group(14, 6)).says == MORE


def test_too_few_says_how_many_there_were() -> None:
    told = verdict(Group(1, 2, 3), Group(0, 1, 9))
    assert told.sentence == "The data cannot tell whether large contracts cost more here."
    assert told.because.startswith("3 small contracts (up to £95,000) and 1 larger could be compared")
    assert "below 20 of each. Of 16 that could be linked to payments, 12 have months still to come" in told.because


def test_an_interval_that_touches_both_sides_says_so_with_its_ends() -> None:
    told = verdict(Group(over=10, kept=20), Group(over=13, kept=17))
    assert told.says == CANNOT_TELL and told.low is not None and told.high is not None
    assert told.low < 0 < told.high
    assert f"between {told.low * 100:+.0f} and {told.high * 100:+.0f} points" in told.because


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_the_interval_is_that_of_the_paper(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, table II: contrasts (a), (c) and (h), method 10."""
    assert newcombe(*one, *other) == pytest.approx((low, high), abs=5e-5)


def test_wilson_never_leaves_nought_to_one() -> None:
    assert wilson(0, 20)[0] == 0 and wilson(20, 20)[1] == 1
    assert wilson(0, 20)[1] == pytest.approx(0.1611, abs=5e-5)


@given(groups, groups)
def test_turning_the_groups_round_turns_the_answer_round(small: Group, larger: Group) -> None:
    turned = {MORE: LESS, LESS: MORE, CANNOT_TELL: CANNOT_TELL}
    assert verdict(larger, small).says == turned[verdict(small, larger).says]


@given(groups, groups, st.integers(1, 10))
def test_not_knowing_more_never_says_more(small: Group, larger: Group, more: int) -> None:
    assume(small.compared >= MINIMUM and larger.compared >= MINIMUM)
    assume(verdict(small, larger).says == CANNOT_TELL)
    hidden = Group(max(larger.over - more, 0), larger.kept, larger.unknown + min(more, larger.over))
    assert verdict(small, hidden).says == CANNOT_TELL


@given(groups, groups)
def test_the_interval_holds_what_was_seen(small: Group, larger: Group) -> None:
    assume(small.all and larger.all)
    low, high = difference(small, larger)
    for one in (larger.over, larger.over + larger.unknown):
        for other in (small.over, small.over + small.unknown):
            assert low - 1e-9 <= one / larger.all - other / small.all <= high + 1e-9


def test_groups_add_up() -> None:
    assert Group(1, 2, 3) + Group(10, 20, 30) == Group(11, 22, 33)
