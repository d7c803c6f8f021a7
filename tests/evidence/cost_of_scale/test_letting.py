"""Letting: the estimate says what the published evidence says, also where that is against the claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.evidence.cost_of_scale.letting import Assumed, Hours, letting
from keepitlocal.evidence.cost_of_scale.published import SAYS, studies

values = st.integers(1_000_00, 100_000_000_00)
assumptions = st.builds(
    Assumed,
    council_hours=st.integers(100, 2_000),
    bidder_hours=st.integers(100, 2_000),
    bids=st.integers(1, 20),
    typical_pence=values,
    fixed=st.floats(0, 1),
    power=st.floats(0.05, 0.95),
)


def test_a_typical_contract_takes_the_typical_hours() -> None:
    assert letting(500_000_00) == Hours(council=200, bidders=870)
    assert letting(500_000_00, bids=2).bidders == 290
    assert letting(500_000_00).both == 1_070


def test_four_times_the_value_takes_less_than_twice_the_hours() -> None:
    """By hand: 0.4 + 0.6 x root of 4 = 1.6."""
    assert letting(2_000_000_00) == Hours(council=320, bidders=1_392)


def test_the_same_in_four_lots_takes_four_times_a_quarter() -> None:
    assert letting(2_000_000_00, lots=4) == Hours(council=800, bidders=3_480)


def test_what_is_assumed_agrees_with_the_share_that_was_measured() -> None:
    """2.7% of the contract (Petersen and others 2019) at a quarter of a million, less above, more below; £40 an hour."""
    shares = [letting(value * 100).council * 40 / value for value in (100_000, 250_000, 1_000_000)]
    assert shares[0] > 0.04
    assert 0.026 < shares[1] < 0.028
    assert 0.009 < shares[2] < 0.011


@given(values, st.integers(1, 20), assumptions)
def test_more_lots_take_more_hours_to_let_never_fewer(value: int, lots: int, assumed: Assumed) -> None:
    whole, split = (letting(value, lots=number, assumed=assumed) for number in (lots, lots + 1))
    assert split.council >= whole.council and split.bidders >= whole.bidders


@given(values, values, assumptions)
def test_a_larger_contract_takes_more_hours_and_a_smaller_part(one: int, other: int, assumed: Assumed) -> None:
    small, large = sorted((one, other))
    less, more = letting(small, assumed=assumed), letting(large, assumed=assumed)
    assert less.council <= more.council
    assert (more.council - 0.5) / large <= (less.council + 0.5) / small * (1 + 1e-9)


@pytest.mark.parametrize("wrong", [{"power": 1.0}, {"power": 0.0}, {"fixed": 1.1}, {"typical_pence": 0}, {"bids": -1}])
def test_assumptions_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="nought"):
        Assumed(**wrong)


@pytest.mark.parametrize(("value", "lots"), [(0, 1), (-1, 1), (100, 0)])
def test_no_value_and_no_lots_are_refused(value: int, lots: int) -> None:
    with pytest.raises(ValueError, match="over nought"):
        letting(value, lots=lots)


def test_evidence_stands_both_ways_and_says_what_it_measured() -> None:
    assert {one.says for one in studies()} == set(SAYS)
    assert all((one.claim, one.figure, one.measured, one.source) for one in studies())
    assert len({one.id for one in studies()}) == len(studies())
    (own,) = (one for one in studies() if one.id == "locality")
    assert own.figure == "no figure given"
