"""Which notices are due, by when and in which order, on each side of every amount."""

from dataclasses import replace
from datetime import date

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law.notices import IF, MUST, Due, due, names

DAY = date(2026, 6, 1)
CLEANING = Commission(subject="services", cpv=("90910000",), value_pence=400_000_00, method="open")
CARE = Commission(subject="services", cpv=("85320000",), value_pence=700_000_00, method="open")
SMALL = Commission(subject="services", cpv=("90910000",), value_pence=30_000_00, method="open")
DATES = {"tender": date(2026, 9, 1), "award notice": date(2026, 11, 2), "signed": date(2026, 11, 20)}


def found(commission: Commission, on: date = DAY, **dates: date) -> dict[str, Due]:
    answer = due(commission, on=on, dates=dates or DATES)
    return {one.code if one.name != "Copy of the contract" else "copy": one for one in answer}


def test_all_seventeen_are_named() -> None:
    assert set(names(on=DAY)) == {f"UK{number}" for number in range(1, 18)}
    assert "UK8" not in names(on=date(2026, 3, 31))
    assert {"UK9", "UK17"} & set(names(on=date(2025, 12, 31))) == set()


def test_a_public_contract_by_competition() -> None:
    told = found(CLEANING)
    assert set(told) == {"UK2", "UK3", "UK4", "UK6", "UK7", "UK8", "UK10", "UK11", "UK12", "UK17"}
    assert told["UK6"].free == date(2026, 11, 12)
    assert told["UK7"].on == date(2026, 12, 19)  # thirty days, the day of signing counted
    assert told["UK3"].on == date(2026, 7, 23)
    assert told["UK2"].kind == IF
    assert "assessment summaries" in told["UK6"].after[0]


def test_light_touch_has_longer_and_fewer_notices() -> None:
    told = found(CARE)
    assert {"UK3", "UK10"} & set(told) == set()
    assert told["UK7"].on == date(2027, 3, 19)  # 120 days
    assert told["UK6"].free == DATES["award notice"]
    assert "no standstill" in told["UK6"].when


@pytest.mark.parametrize(("pounds", "copied"), [(5_000_000, False), (5_000_001, True)])
def test_the_copy_of_the_contract_is_for_more_than_five_million(pounds: int, copied: bool) -> None:
    assert ("copy" in found(replace(CLEANING, value_pence=pounds * 100))) is copied
    assert ("UK9" in found(replace(CLEANING, value_pence=pounds * 100))) is copied
    assert ("copy" in found(replace(CARE, value_pence=pounds * 100))) is copied
    assert "UK9" not in found(replace(CARE, value_pence=pounds * 100))


def test_how_long_the_copy_may_take() -> None:
    large = {"value_pence": 6_000_000_00}
    assert found(replace(CLEANING, **large))["copy"].on == date(2027, 2, 17)  # 90 days
    assert found(replace(CARE, **large))["copy"].on == date(2027, 5, 18)  # 180 days


@pytest.mark.parametrize(("pounds", "listed"), [(2_000_000, False), (2_000_001, True)])
def test_the_pipeline_lists_more_than_two_million(pounds: int, listed: bool) -> None:
    told = found(replace(CLEANING, value_pence=pounds * 100))
    assert ("UK1" in told) is listed
    if listed:
        assert told["UK1"].on == date(2026, 5, 26)  # the one that should have named a notice of September


@pytest.mark.parametrize(
    ("commission", "codes"),
    [
        (SMALL, {"UK4", "UK7"}),
        (replace(SMALL, value_pence=29_999_99), set()),
        (replace(SMALL, method="quotes"), {"UK7"}),
        (replace(SMALL, method="direct"), {"UK7"}),
        (replace(SMALL, authority="central government", value_pence=12_000_00), {"UK4", "UK7"}),
        (replace(SMALL, authority="central government", value_pence=11_999_99), set()),
        (replace(SMALL, form="concession"), set()),
        (replace(SMALL, form="grant"), set()),
        (replace(SMALL, value_pence=None), set()),
        (replace(CLEANING, value_pence=207_719_99), {"UK4", "UK7"}),
    ],
)
def test_below_the_threshold(commission: Commission, codes: set[str]) -> None:
    assert set(found(commission)) == codes


def test_below_the_threshold_the_details_have_no_date_and_a_reservation_is_said() -> None:
    told = found(replace(SMALL, reserved="local"))
    assert told["UK7"].on is None
    assert "names the areas" in told["UK4"].when
    assert "the decision to reserve it" in told["UK4"].after
    assert "areas" not in found(replace(SMALL, reserved="no"))["UK4"].when
    assert found(replace(SMALL, method=None))["UK4"].kind == IF


def test_user_choice_takes_the_notices_away() -> None:
    chosen = replace(CARE, method="direct", individual=True)
    assert set(found(chosen)) == {"UK8", "UK17"}
    assert {"UK5", "UK6", "UK7", "UK11"} <= set(found(replace(chosen, individual=False)))
    maybe = found(replace(chosen, individual=None))
    assert maybe["UK5"].kind == IF
    assert "user choice" in maybe["UK7"].if_
    other = replace(CLEANING, method="direct", individual=True)  # not light touch: user choice is not open to it
    assert {"UK5", "UK6", "UK7"} <= set(found(other))


def test_a_call_off_has_an_award_notice_but_no_standstill_of_its_own() -> None:
    told = found(replace(CLEANING, form="call-off"))
    assert "UK4" not in told
    assert "no standstill" in told["UK6"].when
    assert told["UK6"].after == ()
    assert {"UK5", "UK12"} & set(found(replace(CLEANING, form="call-off", method="direct"))) == set()


@pytest.mark.parametrize(("engagement", "kind"), [(True, MUST), (None, IF), (False, None)])
def test_talks_beforehand(engagement: bool | None, kind: str | None) -> None:
    told = found(replace(CLEANING, engagement=engagement)).get("UK2")
    assert (told.kind if told else None) == kind


def test_ends_and_payments_and_changes_are_counted() -> None:
    told = found(CLEANING, ended=date(2029, 3, 31), paid=date(2026, 12, 5), change=date(2028, 1, 1))
    assert told["UK11"].on == date(2029, 4, 29)
    assert told["UK8"].on == date(2027, 1, 29)
    assert told["UK17"].on == date(2027, 4, 29)
    assert told["UK10"].on == date(2028, 1, 1)
    assert found(replace(CLEANING, last_end=date(2029, 3, 31)))["UK11"].on == date(2029, 4, 29)


def test_payments_are_published_only_once_that_duty_holds() -> None:
    early = replace(CLEANING, value_pence=500_000_00)
    assert "UK8" not in found(early, date(2026, 3, 1), tender=date(2026, 3, 2))
    assert "UK8" in found(early, date(2026, 3, 1), paid=date(2026, 4, 2))
    assert "UK8" not in found(replace(early, form="concession", value_pence=6_000_000_00))


def test_health_services_have_notices_of_their_own() -> None:
    health = Commission(subject="services", health=True, method="open")
    told = due(health, on=DAY, dates={"intention": date(2026, 3, 2), "signed": date(2026, 3, 16)})
    assert {one.code for one in told} == {"PSR"}
    assert next(one.on for one in told if one.name == "Standstill") == date(2026, 3, 13)
    assert told[-1].on == date(2026, 4, 15)
    assert all(one.kind == MUST for one in told)
    assert all(one.kind == IF for one in due(replace(health, method=None), on=DAY))


def test_a_day_nobody_knows_is_a_slip() -> None:
    with pytest.raises(KeyError, match="lunch"):
        due(CLEANING, on=DAY, dates={"lunch": DAY})


def test_stages_come_in_order() -> None:
    stages = [one.stage for one in due(CLEANING, on=DAY)]
    order = ["plan", "engage", "let", "award", "deliver", "change", "end"]
    assert stages == sorted(stages, key=order.index)


def test_asking_a_few_suppliers_above_the_threshold_needs_a_tender_notice_too() -> None:
    """Procurement Act 2023, sections 20 and 21: above the threshold a competition opens with its notice."""
    for method in ("quotes", "preselected"):
        assert found(replace(CLEANING, method=method))["UK4"].kind == MUST
        assert "UK4" not in found(replace(SMALL, method=method))


def test_a_dynamic_market_is_competed_with_a_notice_and_without_standstill() -> None:
    """Sections 34 and 51(3)(e); a call-off from a framework has no tender notice."""
    call_off = replace(CLEANING, form="call-off")
    assert "UK4" not in found(call_off)
    told = found(replace(call_off, dynamic_market=True))
    assert told["UK4"].kind == MUST
    assert told["UK6"].free == DATES["award notice"]
