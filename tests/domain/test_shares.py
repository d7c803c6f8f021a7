"""Means with and without weight, on a published table; and how much a few hold."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.shares import herfindahl, pooled, unweighted

# Spend with the largest suppliers and what of it stayed in each authority's own boundary, in pence: a baseline of
# Greater
# Manchester published by the Centre for Local Economic Strategies. Its average of 53.8% is the plain mean of the
# shares.
BASELINE = {
    "Bolton": (31_179_554_05, 68_330_289_71, "45.6"),
    "Bury": (10_810_750_81, 38_026_372_58, "28.4"),
    "Manchester": (186_687_585_67, 235_031_744_89, "79.4"),
    "Oldham": (91_644_381_53, 133_590_437_30, "68.6"),
    "Rochdale": (30_995_001_50, 70_793_775_84, "43.8"),
    "Salford": (90_276_813_00, 143_909_248_95, "62.7"),
    "Stockport": (82_563_092_39, 126_771_768_29, "65.1"),
    "Tameside": (22_863_548_01, 45_117_493_41, "50.7"),
    "Trafford": (15_062_797_86, 41_171_484_94, "36.6"),
    "Wigan": (57_568_701_76, 101_115_819_30, "56.9"),
}
PAIRS = [(kept, spent) for kept, spent, _ in BASELINE.values()]


def tenths(share: Fraction | None) -> str:
    assert share is not None
    return f"{float(share * 100):.1f}"


def test_published_shares_are_those_of_the_published_pounds() -> None:
    assert {name: tenths(Fraction(kept, spent)) for name, (kept, spent, _) in BASELINE.items()} == {
        name: share for name, (_, _, share) in BASELINE.items()
    }
    assert sum(spent for _, spent in PAIRS) == 1_003_858_435_21
    assert sum(kept for kept, _ in PAIRS) == 619_652_226_58


def test_the_published_average_is_unweighted_and_the_pounds_say_more() -> None:
    assert tenths(unweighted(PAIRS)) == "53.8"
    assert tenths(pooled(PAIRS)) == "61.7"


def test_of_nothing_there_is_no_share() -> None:
    assert pooled([]) is None
    assert unweighted([(0, 0)]) is None
    assert herfindahl([]) == (0, 0)
    assert herfindahl([-5, 0]) == (0, 0)


def test_index_of_equals_and_of_one() -> None:
    assert Fraction(*herfindahl([7, 7, 7, 7])) == Fraction(1, 4)
    assert Fraction(*herfindahl([123, -4])) == 1


@given(st.lists(st.integers(1, 10**12), min_size=1))
def test_index_lies_between_equal_shares_and_one(amounts: list[int]) -> None:
    assert Fraction(1, len(amounts)) <= Fraction(*herfindahl(amounts)) <= 1


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 100)).filter(lambda pair: pair[0] <= pair[1]), min_size=1)
)
def test_means_lie_within_the_shares(pairs: list[tuple[int, int]]) -> None:
    shares = [Fraction(*pair) for pair in pairs]
    for mean in (pooled(pairs), unweighted(pairs)):
        assert mean is not None
        assert min(shares) <= mean <= max(shares)
