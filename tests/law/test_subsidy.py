"""The rolling ledger of small assistance. Fixture: £250,000 and £60,000 fit, £250,000 and £70,000 do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.law.subsidy import MINIMAL, SPEI, Entry, ledger, period_begins

HARBOUR = Entry("Harbour group", date(2021, 3, 31), 250_000_00, "Another council")
DAY = date(2023, 3, 31)


def test_the_published_example_on_both_sides() -> None:
    fits = ledger([HARBOUR], group="Harbour group", on=DAY, proposed_pence=60_000_00)
    assert (fits.fits, fits.total_pence, fits.room_pence) == (True, 250_000_00, 65_000_00)
    over = ledger([HARBOUR], group="Harbour group", on=DAY, proposed_pence=70_000_00)
    assert not over.fits
    assert "£320,000" in over.words
    assert "1 April 2023" in over.words
    assert over.drops == ((date(2023, 4, 1), 250_000_00),)


def test_exactly_the_limit_fits_and_a_penny_more_does_not() -> None:
    assert ledger([HARBOUR], group="Harbour group", on=DAY, proposed_pence=65_000_00).fits
    assert not ledger([HARBOUR], group="Harbour group", on=DAY, proposed_pence=65_000_01).fits


def test_it_drops_out_on_the_first_of_april() -> None:
    assert ledger([HARBOUR], group="Harbour group", on=date(2023, 4, 1)).counts == ()
    assert period_begins(date(2023, 3, 31)) == date(2020, 4, 1)
    assert period_begins(date(2023, 4, 1)) == date(2021, 4, 1)


def test_both_kinds_count_towards_both_limits_and_other_groups_do_not() -> None:
    entries = [HARBOUR, Entry("Harbour group", date(2022, 5, 1), 400_000_00, "NHS", SPEI), Entry("Quay", DAY, 9, "A")]
    assert not ledger(entries, group="Harbour group", on=DAY, proposed_pence=1).fits
    wider = ledger(entries, group="Harbour group", on=DAY, proposed_pence=75_000_00, kind=SPEI)
    assert (wider.fits, wider.total_pence) == (True, 650_000_00)
    assert not ledger(entries, group="Harbour group", on=DAY, proposed_pence=75_000_01, kind=SPEI).fits


def test_the_database_is_for_more_than_the_amount() -> None:
    assert not ledger([], group="Quay", on=DAY, proposed_pence=100_000_00).database
    assert ledger([], group="Quay", on=DAY, proposed_pence=100_000_01).database


def test_days_and_kinds_that_the_act_does_not_know() -> None:
    with pytest.raises(LookupError):
        ledger([], group="Quay", on=date(2023, 1, 3))
    with pytest.raises(ValueError, match="no kind"):
        ledger([], group="Quay", on=DAY, kind="gift")


ENTRIES = st.lists(
    st.builds(
        Entry,
        group=st.sampled_from(["A", "B"]),
        given=st.dates(date(2019, 1, 1), date(2030, 1, 1)),
        pence=st.integers(0, 400_000_00),
        giver=st.just("A council"),
        kind=st.sampled_from([MINIMAL, SPEI]),
    )
)


@given(ENTRIES, st.dates(date(2023, 1, 4), date(2030, 1, 1)), st.integers(0, 800_000_00))
def test_what_counts_drops_out_whole_and_never_before_its_day(entries: list[Entry], on: date, more: int) -> None:
    found = ledger(entries, group="A", on=on, proposed_pence=more)
    assert sum(pence for _, pence in found.drops) == found.total_pence
    assert all(day > on for day, _ in found.drops)
    assert found.fits == (found.total_pence + more <= 315_000_00)
    for day, _ in found.drops:
        later = ledger(found.counts, group="A", on=day)
        assert later.total_pence == sum(pence for after, pence in found.drops if after > day)
