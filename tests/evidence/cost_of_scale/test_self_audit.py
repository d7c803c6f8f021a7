"""What may be asked of a register: on each side of every smallest number, and with innocent reasons found."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.evidence.cost_of_scale._thresholds import FROM, dated_thresholds
from keepitlocal.evidence.cost_of_scale.adding_up import WITHIN, Cluster, Let, alike, clusters, threshold
from keepitlocal.evidence.cost_of_scale.bunching import ASK, MINIMUM, NOTHING, TOO_FEW, at_least, bunching

# Heaps below a threshold


def test_nothing_is_said_below_the_smallest_number() -> None:
    assert bunching(MINIMUM - 1, 0).says == TOO_FEW
    assert bunching(MINIMUM, 0).says == ASK
    assert bunching(0, 0).because == "0 just below and 0 just above: we say nothing below 20 together."


def test_a_heap_is_asked_about_where_chance_seldom_makes_one() -> None:
    """Of 20, 15 or more come about 21,700 times in 2^20, over one in a hundred; 16 or more 6,196 times, under it."""
    assert bunching(15, 5).chance == Fraction(21_700, 2**20)
    assert bunching(15, 5).says == NOTHING
    assert bunching(16, 4).chance == Fraction(6_196, 2**20)
    assert bunching(16, 4).says == ASK
    assert "so many below would come about once in 169 times" in bunching(16, 4).because


def test_more_above_than_below_is_never_asked_about() -> None:
    assert bunching(0, 500).says == NOTHING


@given(st.integers(0, 60), st.integers(0, 60))
def test_chances_of_both_sides_add_up(below: int, above: int) -> None:
    number = below + above
    assert at_least(below, number) + at_least(above + 1, number) == 1


@given(st.integers(0, 80), st.integers(0, 80))
def test_one_more_below_never_asks_less(below: int, above: int) -> None:
    before, after = bunching(below, above), bunching(below + 1, above)
    assert before.says != ASK or after.says == ASK


def test_fewer_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than no"):
        bunching(-1, 0)


def test_thresholds_follow_one_another_without_a_gap() -> None:
    for name in {one.told.partition(",")[0] for one in dated_thresholds()}:
        days = sorted((one.first, one.last) for one in dated_thresholds() if one.told.partition(",")[0] == name)
        assert days[0][0] == FROM
        assert days[-1][1] is None
        assert all(
            last and last + timedelta(days=1) == after for (_, last), (after, _) in zip(days, days[1:], strict=False)
        )


# Agreements that add up

BAR = 214_904_00
ONE = Let("A", "Garden maintenance of Hazel Park", date(2025, 4, 1), date(2025, 6, 30), BAR // 2)
OTHER = replace(ONE, title="Garden maintenance of Ash Park", start=date(2025, 5, 1))


def test_two_halves_reach_the_threshold_and_a_penny_less_does_not() -> None:
    (found,) = clusters([ONE, OTHER])
    assert (found.supplier, found.pence, found.threshold_pence, len(found.agreements)) == ("A", BAR, BAR, 2)
    assert clusters([ONE, replace(OTHER, pence=BAR // 2 - 1)]) == ()


def test_one_that_reaches_it_alone_is_no_part_of_it() -> None:
    assert clusters([ONE, replace(OTHER, pence=BAR)]) == ()
    assert len(clusters([ONE, replace(OTHER, pence=BAR - 1)])) == 1


def test_they_begin_within_a_year() -> None:
    assert len(clusters([ONE, replace(OTHER, start=ONE.start + WITHIN)])) == 1
    assert clusters([ONE, replace(OTHER, start=ONE.start + WITHIN + timedelta(days=1))]) == ()


def test_another_supplier_or_another_subject_is_no_part_of_it() -> None:
    assert clusters([ONE, replace(OTHER, supplier="B")]) == ()
    assert clusters([ONE, replace(OTHER, title="Legal advice on pensions")]) == ()


def test_what_began_before_our_thresholds_is_not_held_against_one() -> None:
    assert threshold(FROM - timedelta(days=1)) is None
    assert threshold(FROM) == BAR
    early = [replace(one, start=date(2024, 5, 1)) for one in (ONE, OTHER)]
    assert clusters(early) == ()


def test_a_lower_amount_holds_from_its_day_on() -> None:
    """£207,720 from January 2026: £210,000 is under the older amount and not under the newer."""
    late = replace(ONE, start=date(2026, 1, 1), pence=210_000_00)
    assert clusters([late, replace(OTHER, start=date(2026, 1, 2))]) == ()
    assert len(clusters([replace(late, start=date(2025, 12, 31)), replace(OTHER, start=date(2025, 12, 1))])) == 1


def test_the_same_line_twice_is_two_agreements() -> None:
    assert len(clusters([ONE, ONE])) == 1


def test_innocent_reasons_on_the_register_are_found() -> None:
    (found,) = clusters(
        [
            replace(ONE, route="framework_direct", title="Boiler works Ash Primary School", department="Schools"),
            replace(
                OTHER, title="Boiler works Elm Primary School grant", start=date(2025, 7, 1), department="Property"
            ),
        ]
    )
    assert found.reasons == (
        "1 of 2 were called off a framework",
        "1 of 2 have “grant” in the title",
        "2 of 2 name a school or the like",
        "each began after the one before had ended",
        "several departments bought them",
    )
    assert clusters([ONE, OTHER])[0].reasons == ()


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Home care lot 1", "Home care lot 2", True),
        ("Provision of care", "Care services", True),
        ("Grounds north", "Grounds south west", False),
        ("Contract 1", "Contract 1", False),
        ("", "", False),
    ],
)
def test_titles_are_alike_by_half_their_words(one: str, other: str, are: bool) -> None:
    assert alike(one, other) is are


lets = st.lists(
    st.builds(
        Let,
        st.sampled_from("AB"),
        st.sampled_from(["Home care north", "Home care south", "Meals", "Meals delivery", "Legal advice"]),
        st.dates(date(2025, 1, 1), date(2027, 6, 1)),
        st.none(),
        st.integers(1, 300_000_00),
    ),
    max_size=12,
)


@given(lets, st.randoms())
def test_every_cluster_is_what_it_says(listed: list[Let], random: object) -> None:
    found = clusters(listed)
    for one in found:
        check(one)
        assert all(let in listed for let in one.agreements)
    random.shuffle(listed)
    assert clusters(listed) == found


def check(one: Cluster) -> None:
    first = one.agreements[0].start
    assert len(one.agreements) > 1
    assert {let.supplier for let in one.agreements} == {one.supplier}
    assert one.pence >= one.threshold_pence == threshold(first)
    assert all(let.pence < (threshold(let.start) or 0) for let in one.agreements)
    assert all(first <= let.start <= first + WITHIN for let in one.agreements)


@given(lets)
def test_a_pair_that_adds_up_is_never_missed(listed: list[Let]) -> None:
    """The slow, obvious search over pairs finds no supplier that the other does not name."""
    named = {one.supplier for one in clusters(listed)}
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            bar = threshold(min(one.start, other.start))
            near = (
                one.supplier == other.supplier
                and abs(one.start - other.start) <= WITHIN
                and alike(one.title, other.title)
            )
            under = all(let.pence < (threshold(let.start) or 0) for let in (one, other))
            if bar and near and under and max(one.pence, other.pence) < bar and one.pence + other.pence >= bar:
                assert one.supplier in named
