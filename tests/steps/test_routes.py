"""Routes: every one is there and says why; what is not known is asked; the threshold is never got round by splitting."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.discover import modules, short_name
from keepitlocal.domain.commission import Commission
from keepitlocal.law import rules
from keepitlocal.law.bearing import bearing
from keepitlocal.steps.contract_size import routes
from keepitlocal.steps.contract_size.routes import ASK, BLANK, NOT, OPEN, Current, Option, Setting, options
from keepitlocal.steps.contract_size.routes._weighing import Point, band, stands
from tests.our_words import said

DAY = date(2026, 11, 25)
CARE, CLEANING = ("85320000",), ("90910000",)
CONTRACT = Commission(subject="services", cpv=CARE, health=False, individual=False, in_house=False)
GRID = {
    "care below the threshold": replace(CONTRACT, value_pence=300_000_00, annual_pence=100_000_00, months=36),
    "care above it": replace(CONTRACT, value_pence=2_000_000_00, annual_pence=500_000_00, months=48),
    "cleaning above it": replace(CONTRACT, cpv=CLEANING, value_pence=400_000_00, months=72),
    "works": Commission(subject="works", value_pence=6_000_000_00, individual=False),
    "goods": Commission(subject="goods", cpv=("39100000",), value_pence=50_000_00, staff_transfer=False),
    "a grant": Commission(form="grant", value_pence=40_000_00, annual_pence=40_000_00, voluntary_body=True),
    "health care": replace(CONTRACT, cpv=("85323000",), health=True, value_pence=900_000_00),
    "for one person": replace(CONTRACT, individual=True, value_pence=80_000_00, urgent=True),
    "a framework": replace(CONTRACT, form="framework", value_pence=3_000_000_00),
    "a call-off": replace(CONTRACT, form="call-off", value_pence=3_000_000_00),
    "in-house": replace(CONTRACT, in_house=True),
    "nothing known": Commission(),
}
ALWAYS = {"leave_it_whole", "one_agreement_several_members"}


def setting(commission: Commission, /, *, on: date = DAY, **known: object) -> Setting:
    return Setting(commission, on, bearing(commission, on=on), **known)


def weighed(commission: Commission, /, *, on: date = DAY, **known: object) -> dict[str, Option]:
    return {one.route: one for one in options(setting(commission, on=on, **known))}


SETTINGS = [
    setting(commission, **known)
    for commission in GRID.values()
    for known in (
        {},
        {"current": Current(in_place=False), "providers_local": 3},
        {
            "current": Current(in_place=True, extension_months=12, voluntary_body=True),
            "providers_local": 14,
            "suggested_maximum_pence": 90_000_00,
            "annual_pence": 120_000_00,
        },
        {"current": Current(in_place=True, extension_months=0), "suggested_maximum_pence": 9_000_000_00},
    )
]


def texts(option: Option) -> list[str]:
    told = [option.title, option.stands, *option.why, *option.why_not, *option.ask, option.lead]
    told += [words for one in option.publish for words in (one.what, one.when)]
    return told + [words for one in option.decide for words in (one.who, one.what)]


def test_every_route_is_among_the_options_whatever_is_known() -> None:
    names = {short_name(module) for module in modules(routes.__name__)}
    assert len(names) == 19
    assert all({one.route for one in options(one)} == names for one in SETTINGS)


def test_open_ones_come_first_and_the_order_is_the_same_each_time() -> None:
    for one in SETTINGS:
        found = options(one)
        order = [(OPEN, ASK, NOT).index(option.stands) for option in found]
        assert order == sorted(order)
        assert found == options(one)


def test_every_option_says_why_who_decides_and_which_rules() -> None:
    for one in SETTINGS:
        for option in options(one):
            assert option.why or option.why_not, option.route
            assert option.decide, option.route
            assert option.rules, option.route
            assert option.stands != NOT or option.why_not, option.route
            assert option.stands != ASK or option.ask, option.route
            assert option.stands != NOT or not (option.ask or option.publish), option.route
            assert option.lead.startswith(BLANK), option.route


@pytest.mark.parametrize("route", [short_name(module) for module in modules(routes.__name__)])
def test_every_route_stands_somewhere_and_does_not_fit_elsewhere(route: str) -> None:
    found = {option.stands for one in SETTINGS for option in options(one) if option.route == route}
    assert found & {OPEN, ASK}
    assert (NOT in found) == (route not in ALWAYS)


def test_texts_keep_to_our_words_and_end_like_sentences() -> None:
    for one in SETTINGS:
        for option in options(one):
            for text in texts(option):
                assert said(text) == [], text
            for text in (*option.why, *option.why_not, *option.ask):
                assert (text[0].isupper() or text[0] == "£") and text[-1] in ".?", text


def test_every_rule_named_is_one_that_the_law_files_hold() -> None:
    known = {rule.id for rule in rules()}
    families = {id_.partition("-")[0] for id_ in known if not id_.startswith("PA-T")}  # of the files that are written
    named = {id_ for one in SETTINGS for option in options(one) for id_ in option.rules}
    named |= {publish.rule for one in SETTINGS for option in options(one) for publish in option.publish}
    assert len(named) > 80
    assert {id_ for id_ in named - known if id_.partition("-")[0] in families} == set()


# The threshold


THRESHOLDS = [(CLEANING, 207_720), (CARE, 663_540)]


@pytest.mark.parametrize(("cpv", "pounds"), THRESHOLDS)
def test_exactly_at_the_threshold_reserving_and_quotes_do_not_fit(cpv: tuple[str, ...], pounds: int) -> None:
    at = weighed(replace(CONTRACT, cpv=cpv, value_pence=pounds * 100))
    under = weighed(replace(CONTRACT, cpv=cpv, value_pence=pounds * 100 - 1))
    for route in ("below_threshold", "below_threshold_reserved"):
        assert (at[route].stands, under[route].stands) == (NOT, OPEN)
    assert (at["light_touch"].stands == OPEN) == (cpv == CARE)
    assert under["light_touch"].stands == NOT


@given(
    lots=st.integers(2, 40),
    value=st.integers(1, 20_000_000_00),
    related=st.integers(0, 20_000_000_00),
    cpv=st.sampled_from([CARE, CLEANING]),
)
def test_no_number_of_lots_opens_reserving_at_or_above_the_threshold(lots, value, related, cpv) -> None:
    commission = replace(CONTRACT, cpv=cpv, lots=lots, value_pence=value, related_pence=related)
    least = dict(THRESHOLDS)[cpv] * 100
    for route in ("below_threshold", "below_threshold_reserved"):
        assert (weighed(commission)[route].stands == OPEN) == (value + related < least)


def test_where_the_value_is_not_known_the_threshold_is_asked() -> None:
    found = weighed(replace(CONTRACT, value_pence=None))
    for route in ("below_threshold", "below_threshold_reserved", "light_touch"):
        assert found[route].stands == ASK
        assert any("threshold" in question for question in found[route].ask)


@pytest.mark.parametrize(("day", "stood"), [(date(2026, 2, 3), NOT), (date(2026, 2, 4), OPEN)])
def test_reserving_to_an_area_begins_with_the_order(day: date, stood: str) -> None:
    assert weighed(GRID["care below the threshold"], on=day)["below_threshold_reserved"].stands == stood


@pytest.mark.parametrize(
    ("authority", "stood"), [("best value authority", OPEN), ("parish council", OPEN), ("central government", NOT)]
)
def test_reserving_to_an_area_is_for_councils(authority: str, stood: str) -> None:
    commission = replace(CONTRACT, authority=authority, value_pence=50_000_00)
    assert weighed(commission)["below_threshold_reserved"].stands == stood


WITH_LOTS = {"open_with_lots", "light_touch", "below_threshold", "below_threshold_reserved", "many_small_providers"}


def test_every_route_with_lots_says_what_splitting_does() -> None:
    for commission in (GRID["care below the threshold"], GRID["care above it"]):
        for route, option in weighed(commission).items():
            if route in WITH_LOTS | ALWAYS:
                assert any("all lots together, with VAT (here £" in text for text in option.why_not), route


@pytest.mark.parametrize(("pounds", "asked"), [(207_719, False), (207_720, True), (300_000, True), (663_539, True)])
def test_a_care_contract_below_the_threshold_can_be_within_the_social_value_act(pounds: int, asked: bool) -> None:
    option = weighed(replace(CONTRACT, value_pence=pounds * 100))["below_threshold"]
    assert ("SV-2" in option.rules) is asked
    assert any("Social Value Act" in text for text in option.why) is asked


def test_cleaning_below_the_threshold_is_outside_the_social_value_act() -> None:
    assert "SV-2" not in weighed(replace(CONTRACT, cpv=CLEANING, value_pence=200_000_00))["below_threshold"].rules


# Only what bears


def codes(commission: Commission, /, **known: object) -> set[str]:
    """Codes of the notices that routes which may fit would publish."""
    told = [option.publish for option in weighed(commission, **known).values() if option.stands != NOT]
    return {code for publish in told for one in publish for code in re.findall(r"UK\d+", one.what)}


def test_notices_are_those_of_the_regime() -> None:
    assert codes(GRID["care below the threshold"]) == {"UK4", "UK7"}
    assert codes(GRID["care above it"]) == {"UK2", "UK4", "UK5", "UK6", "UK7", "UK11"}  # a light-touch change has none
    assert codes(GRID["cleaning above it"]) == {"UK2", "UK4", "UK5", "UK6", "UK7", "UK10", "UK11"}
    assert codes(GRID["a grant"]) == codes(GRID["health care"]) == codes(GRID["in-house"]) == set()


@pytest.mark.parametrize(("name", "within"), [("care above it", "120 days"), ("cleaning above it", "30 days")])
def test_contract_details_are_due_later_for_light_touch(name: str, within: str) -> None:
    (details,) = [one for one in weighed(GRID[name])["open_with_lots"].publish if "UK7" in one.what]
    assert details.when.startswith(f"within {within} of")


def test_rules_of_one_regime_are_not_named_in_another() -> None:
    for name, prefixes in {
        "care below the threshold": ("PSR", "PA-05", "PA-02", "PA-018"),
        "health care": ("PA-0", "BT", "LOC", "SV"),
        "care above it": ("BT", "PSR", "PA-051", "PA-047"),
    }.items():
        for route, option in weighed(GRID[name]).items():
            if option.stands != NOT and route != "nhs_partnership":
                assert [id_ for id_ in option.rules if id_.startswith(prefixes)] == [], (name, route)


def test_a_grant_that_is_in_place_is_extended_as_a_grant() -> None:
    option = weighed(GRID["care above it"], current=Current(in_place=True, grant=True, extension_months=12))[
        "extend_or_vary"
    ]
    assert "SUB-1" in option.rules and "PA-074a" not in option.rules
    assert option.stands == OPEN
    assert option.publish == ()


# What is not known


def test_a_deciding_point_that_does_not_hold_outweighs_one_that_is_not_known() -> None:
    assert stands((Point(True), Point(True))) == OPEN
    assert stands((Point(True), Point(None))) == ASK
    assert stands((Point(None), Point(False))) == NOT
    assert stands((Point(False, decides=False), Point(None, decides=False))) == OPEN


def test_nothing_known_rules_nothing_out_and_opens_only_what_needs_nothing() -> None:
    found = weighed(Commission())
    assert [route for route, option in found.items() if option.stands == NOT] == []
    assert {route for route, option in found.items() if option.stands == OPEN} <= {
        "leave_it_whole",
        "open_with_lots",
        "many_small_providers",
    }


def test_user_choice_needs_one_person_and_a_light_touch_service() -> None:
    one = replace(CONTRACT, individual=True, value_pence=900_000_00)
    assert weighed(one)["user_choice"].stands == ASK
    assert weighed(replace(one, individual=False))["user_choice"].stands == NOT
    assert weighed(replace(one, cpv=CLEANING))["user_choice"].stands == NOT
    assert weighed(one)["user_choice"].publish == ()


def test_below_the_threshold_user_choice_turns_on_the_council_s_own_rules() -> None:
    option = weighed(replace(CONTRACT, individual=True, cpv=CLEANING, value_pence=80_000_00))["user_choice"]
    assert option.stands == ASK
    assert any("what your own contract rules ask decides" in text for text in option.why)
    assert "PA-S5-15" not in option.rules and "BT-087b" in option.rules


def test_health_care_is_told_by_its_fact_and_ruled_out_by_its_codes() -> None:
    unknown = replace(CONTRACT, health=None, value_pence=900_000_00)
    assert weighed(replace(unknown, cpv=("85323000",)))["health"].stands == ASK
    assert weighed(unknown)["health"].stands == NOT  # 85320000 is not on the Regime's list
    assert weighed(replace(unknown, health=True))["health"].stands == OPEN


def test_a_framework_that_is_light_touch_is_free_of_the_four_year_limit() -> None:
    care, cleaning = (weighed(GRID[name])["many_small_providers"] for name in ("care above it", "cleaning above it"))
    assert "PA-047" not in care.rules and "PA-047" in cleaning.rules
    assert any("no four-year limit" in text for text in care.why)
    assert any("ends after four years" in text for text in cleaning.why_not)


@pytest.mark.parametrize(("months", "within"), [(60, True), (61, False)])
def test_reserving_to_a_mutual_asks_for_five_years_or_less(months: int, within: bool) -> None:
    option = weighed(replace(CONTRACT, value_pence=900_000_00, months=months))["mutual_or_supported"]
    assert any("within five years" in text for text in option.why) is within
    assert option.stands == ASK
    assert {"PA-032", "PA-033"} <= set(option.rules)


# Figures


@pytest.mark.parametrize(("year", "above"), [(90_000_00, False), (90_000_01, True)])
def test_a_year_is_above_the_suggested_maximum_only_when_it_is_more(year: int, above: bool) -> None:
    found = weighed(GRID["care above it"], annual_pence=year, suggested_maximum_pence=90_000_00)
    assert any("above the suggested maximum" in text for text in found["open_with_lots"].why) is above
    assert any("above the suggested maximum" in text for text in found["leave_it_whole"].why_not) is above


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_counts_under_five_are_never_said(count: int) -> None:
    for option in options(setting(GRID["care above it"], providers_local=count)):
        told = " ".join(texts(option))
        assert not re.search(rf"\b{count} (?:local )?organisations", told)
    assert band(count) == "fewer than five"


@given(count=st.integers(0, 1000))
def test_a_band_never_falls_as_the_count_grows(count: int) -> None:
    order = ["fewer than five", "five to nine", "ten to nineteen", "twenty to forty-nine", "fifty or more"]
    assert order.index(band(count)) <= order.index(band(count + 1))
    assert (band(count) == order[0]) == (count < 5)


def test_steps_known_not_to_bear_are_left_out() -> None:
    care = weighed(GRID["care below the threshold"])["below_threshold"]
    assert {"staff_transfer", "voluntary_notice"} <= set(care.lead_times)
    assert "standstill" not in care.lead_times
    new = weighed(GRID["care below the threshold"], current=Current(in_place=False))["below_threshold"]
    assert not {"staff_transfer", "voluntary_notice"} & set(new.lead_times)
    assert "standstill" in weighed(GRID["cleaning above it"])["open_with_lots"].lead_times
    assert "standstill" not in weighed(GRID["care above it"])["light_touch"].lead_times


# Where the law files do not reach


@pytest.mark.parametrize(
    ("commission", "day"),
    [(CONTRACT, date(2022, 8, 1)), (replace(CONTRACT, nation="Wales"), DAY)],
)
def test_other_days_and_nations_open_nothing_and_name_no_rule(commission: Commission, day: date) -> None:
    for option in options(setting(replace(commission, value_pence=300_000_00), on=day)):
        assert option.stands != OPEN
        assert option.rules == () and option.publish == ()
        assert "legal adviser" in option.ask[0]


def test_the_page_of_routes_tells_of_every_route() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "routes.md"
    told = page.read_text(encoding="utf-8")
    assert [module.title for module in modules(routes.__name__) if f"**{module.title}**" not in told] == []
