"""The regime is told from the whole estimate with VAT, by the threshold of the day, exactly at its boundary."""

from dataclasses import replace
from datetime import date

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law.regime import BEFORE, BELOW, OTHER_NATION, PUBLIC, regime

SERVICE = Commission(subject="services", cpv=("90910000",))
CARE = Commission(subject="services", cpv=("85320000",))


@pytest.mark.parametrize(
    ("commission", "day", "pounds"),
    [
        (SERVICE, date(2026, 1, 1), 207_720),
        (SERVICE, date(2025, 12, 31), 214_904),
        (CARE, date(2026, 6, 1), 663_540),
        (Commission(subject="works"), date(2026, 1, 1), 5_193_000),
        (Commission(subject="works"), date(2025, 12, 31), 5_372_609),
    ],
)
def test_exactly_the_threshold_is_inside_and_a_penny_less_is_not(commission, day, pounds) -> None:
    assert regime(replace(commission, value_pence=pounds * 100), on=day).name == PUBLIC
    assert regime(replace(commission, value_pence=pounds * 100 - 1), on=day).name == BELOW


def test_contracts_that_could_be_one_count_together_unless_there_are_reasons() -> None:
    half = replace(SERVICE, value_pence=110_000_00, related_pence=110_000_00)
    assert regime(half, on=date(2026, 6, 1)).name == PUBLIC
    assert regime(replace(half, separate_reasons="Two places that ..."), on=date(2026, 6, 1)).name == BELOW


def test_what_is_not_known_is_asked() -> None:
    found = regime(Commission(subject="services", value_pence=300_000_00), on=date(2026, 6, 1))
    assert (found.name, found.missing) == (None, ("cpv",))
    assert regime(SERVICE, on=date(2026, 6, 1)).missing == ("value_pence",)


def test_other_days_and_nations_are_said_not_to_be_covered() -> None:
    assert regime(replace(SERVICE, value_pence=1), on=date(2025, 2, 23)).name == BEFORE
    assert regime(replace(SERVICE, nation="Wales", value_pence=1), on=date(2026, 6, 1)).name == OTHER_NATION
