"""The regime is told from the whole estimate with VAT, by the threshold of the day, exactly at its boundary."""

from dataclasses import replace
from datetime import date

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law.regime import BEFORE, BELOW, EXEMPT, OTHER_NATION, PUBLIC, regime

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


ON = date(2026, 6, 1)


def test_a_part_lifts_no_call_off_from_a_framework() -> None:
    """Procurement Act 2023, sections 5(6) and 10(8); a purchase from a dynamic market is not made under a framework."""
    small = replace(SERVICE, value_pence=100_000_00, separable_part=True)
    assert regime(small, on=ON).name == PUBLIC
    assert regime(replace(small, form="call-off"), on=ON).name == BELOW
    assert regime(replace(small, form="call-off", dynamic_market=True), on=ON).name == PUBLIC


def test_only_a_part_of_another_kind_takes_a_contract_out_of_light_touch() -> None:
    """Section 10(1)(b)(i). Below its own threshold only another kind, whose threshold is lower, can reach one."""
    care = replace(CARE, value_pence=700_000_00, separable_part=True)
    found = regime(care, on=ON)
    assert (found.name, found.light_touch, found.missing) == (PUBLIC, None, ("part_light_touch",))
    assert regime(replace(care, part_light_touch=True), on=ON).light_touch is True
    assert regime(replace(care, part_light_touch=False), on=ON).light_touch is False
    assert regime(replace(care, value_pence=663_539_99, part_light_touch=True), on=ON).light_touch is False


def test_where_two_rows_may_hold_the_one_that_decides_is_named() -> None:
    unknown = Commission(subject="services", value_pence=100_000_00)
    below, above = regime(unknown, on=ON), regime(replace(unknown, value_pence=700_000_00), on=ON)
    assert (below.name, below.row, below.missing) == (BELOW, "PA-T-12", ("cpv",))
    assert (above.name, above.row) == (PUBLIC, "PA-T-8")


def test_several_codes_ask_which_of_them_stands_for_most() -> None:
    mixed = Commission(subject="services", cpv=("85320000", "90910000"), value_pence=300_000_00)
    assert regime(mixed, on=ON).missing == ("cpv_main",)
    assert regime(replace(mixed, cpv_main="85320000"), on=ON).name == BELOW


def test_a_code_of_construction_is_not_taken_for_a_service() -> None:
    roof = Commission(cpv=("45261000",), value_pence=300_000_00)
    assert (regime(roof, on=ON).name, regime(roof, on=ON).missing) == (None, ("subject",))
    assert regime(replace(roof, subject="works"), on=ON).name == BELOW


@pytest.mark.parametrize("code", ["85323000", "85312500", "85312330", "85149000"])
def test_codes_that_the_health_regime_takes_with_a_limit_are_asked_about(code: str) -> None:
    found = regime(Commission(subject="services", cpv=(code,), value_pence=1_000_000_00), on=ON)
    assert (found.name, found.missing) == (None, ("health",))


def test_land_and_emergency_services_are_outside_where_that_is_said() -> None:
    assert regime(replace(SERVICE, value_pence=1_000_000_00, exempt="land"), on=ON).name == EXEMPT
