"""The form keepitlocal-lots/1: what is read, what is written, and what is said of a file that is not one."""

import json
from typing import Any

import pytest
from hypothesis import given

from keepitlocal.steps.contract_size.lots.form import FORM, Unreadable, ids_of, instance_text, read, write
from keepitlocal.steps.contract_size.lots.instance import Instance, Lot, Plan
from tests.lots_drawn import SQUARES, instances

KEYS = (
    *("areas", "providers", "cap", "admin_per_lot", "bonus_per_provider", "max_providers_counted", "reach"),
    *("travel_rate", "distance_scale"),
)


def told() -> dict[str, Any]:
    return dict(json.loads(instance_text(SQUARES)))


def slip(one: Any) -> str:
    with pytest.raises(Unreadable) as error:
        read(one if isinstance(one, str) else json.dumps(one))
    return str(error.value)


def test_four_squares_in_the_words_of_the_form() -> None:
    text = """{
      "areas": [
        {"id": "q1", "x": 1, "y": 0, "value": 4, "neighbours": ["q2"]},
        {"id": "q2", "x": 2, "y": 0, "value": 2, "neighbours": ["q1", "q3"]},
        {"id": "q3", "x": 3, "y": 0, "value": 3, "neighbours": ["q2", "q4"]},
        {"id": "q4", "x": 4, "y": 0, "value": 3, "neighbours": ["q3"]}
      ],
      "providers": [
        {"area": "q1", "capacity": 6}, {"area": "q4", "capacity": 9}, {"area": "q4", "capacity": 5}
      ],
      "cap": 6, "admin_per_lot": 10, "bonus_per_provider": 2, "max_providers_counted": 1,
      "reach": 1, "travel_rate": 0.5, "distance_scale": 2
    }"""
    assert read(text) == SQUARES


@given(instances(services=False, ties=False))
def test_what_is_written_is_read_again(instance: Instance) -> None:
    again = read(instance_text(instance))
    assert (again.areas, again.providers, again.cap, again.reach) == (
        instance.areas,
        instance.providers,
        instance.cap,
        instance.reach,
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_missing_is_named(key: str) -> None:
    one = told()
    del one[key]
    assert slip(one) == f"it does not have {key}."


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("areas", "providers")])
@pytest.mark.parametrize("wrong", ["6", None, True, [6], {"of": 6}, float("nan"), float("inf"), -1, 10**400, 1e300])
def test_what_is_no_sensible_number_is_named(key: str, wrong: Any) -> None:
    assert slip(told() | {key: wrong}).startswith(f"{key} is ")


def test_the_most_that_count_is_whole() -> None:
    assert "max_providers_counted is 1.5" in slip(told() | {"max_providers_counted": 1.5})
    assert read(json.dumps(told() | {"max_providers_counted": 2.0})).max_providers_counted == 2


@pytest.mark.parametrize("key", ["areas", "providers"])
@pytest.mark.parametrize("wrong", ["q1", None, 3, {}, ["q1"], [None], [[]]])
def test_lists_of_objects_are_asked_for(key: str, wrong: Any) -> None:
    assert slip(told() | {key: wrong}) == f"{key} should be a list of objects."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": None}, "the area at place 2 has id None; give a text or a whole number."),
        ({"id": 1.5}, "has id 1.5"),
        ({"id": True}, "has id True"),
        ({"id": ["q2"]}, "has id ['q2']"),
        ({"id": "q1"}, "area 'q1' is there twice."),
        ({"x": "2"}, "area 'q2' has x '2'; give a number."),
        ({"y": float("nan")}, "area 'q2' has y nan"),
        ({"value": float("inf")}, "area 'q2' has value inf"),
        ({"value": -0.5}, "area 'q2' has value -0.5; it cannot be under nought."),
        ({"neighbours": "q1"}, "area 'q2' has no list of neighbours"),
        ({"neighbours": None}, "area 'q2' has no list of neighbours"),
        ({"neighbours": ["q9"]}, "area 'q2' has the neighbour 'q9', which is no area of the file."),
        ({"neighbours": [["q1"]]}, "has the neighbour ['q1']"),
    ],
)
def test_what_is_wrong_with_an_area_is_said(change: dict[str, Any], said: str) -> None:
    one = told()
    one["areas"][1] |= change
    assert said in slip(one)


@pytest.mark.parametrize("key", ["id", "x", "y", "value", "neighbours"])
def test_a_key_that_an_area_does_not_have_is_said(key: str) -> None:
    one = told()
    del one["areas"][1][key]
    assert (
        "place 2" in slip(one)
        if key == "id"
        else f"area 'q2' has {'no list of ' if key == 'neighbours' else ''}{key}" in slip(one)
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"area": "q9"}, "provider 1 is in area 'q9', which is no area of the file."),
        ({"area": None}, "provider 1 is in area None"),
        ({"capacity": -1}, "provider 1 has capacity -1; give a number, 0 or more."),
        ({"capacity": "6"}, "provider 1 has capacity '6'"),
        ({"capacity": float("inf")}, "provider 1 has capacity inf"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_provider_is_said(change: dict[str, Any], said: str) -> None:
    one = told()
    one["providers"][0] |= change
    assert said in slip(one)


def test_several_slips_are_told_at_once_and_not_all_of_many() -> None:
    one = told()
    one["areas"] = [area | {"value": -1, "x": None} for area in one["areas"]]
    one["providers"][0]["capacity"] = None
    lines = slip(one).split("\n")
    assert len(lines) == 5 + 1 + 1
    assert lines[5] == "and 3 more such slips."
    assert lines[6].startswith("provider 1 has capacity None")


@pytest.mark.parametrize("text", ["", " ", "areas", "{", '{"areas": [', "[" * 100_000])
def test_what_is_not_json_is_said(text: str) -> None:
    assert slip(text).startswith("it is not JSON") or "too deep" in slip(text)


@pytest.mark.parametrize("text", ["[]", "3", "null", '"areas"'])
def test_what_is_no_object_is_said(text: str) -> None:
    assert slip(text).startswith("it should be one JSON object")


def test_no_areas_are_said() -> None:
    assert "it has no areas, so there is nothing to divide." in slip(told() | {"areas": [], "providers": []})


def test_another_form_is_said_and_extra_keys_are_not() -> None:
    assert "its form is 'keepitlocal-lots/2'" in slip(told() | {"form": "keepitlocal-lots/2"})
    more = told() | {"name": "Wexborough"}
    more["areas"][0]["ward"] = "Alder Bank"
    assert read(json.dumps(more)) == SQUARES
    del more["form"]
    assert read(json.dumps(more)) == SQUARES


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read("\ufeff" + instance_text(SQUARES)) == SQUARES
    assert ids_of("\ufeff" + instance_text(SQUARES)) == {name: name for name in ("q1", "q2", "q3", "q4")}


def numbered() -> str:
    """The squares with whole numbers for ids, one of them a text."""
    own = {"q1": 1, "q2": 2, "q3": "3", "q4": 4}
    one = told()
    for area in one["areas"]:
        area["id"], area["neighbours"] = own[area["id"]], [own[near] for near in area["neighbours"]]
    for site in one["providers"]:
        site["area"] = own[site["area"]]
    return json.dumps(one)


def test_ids_come_back_as_they_were_given() -> None:
    text = numbered()
    assert [area.id for area in read(text).areas] == ["1", "2", "3", "4"]
    plan = Plan((Lot("1", ("1", "2")), Lot("4", ("3", "4"))), 21.0, 20.0)
    assert json.loads(write(plan, ids=ids_of(text)))["lots"] == [
        {"centre": 1, "areas": [1, 2]},
        {"centre": 4, "areas": ["3", 4]},
    ]


def test_a_number_and_its_text_are_one_id() -> None:
    one = told()
    one["areas"][0]["id"], one["areas"][1]["id"] = 7, "7"
    assert "area '7' is there twice." in slip(one)


def test_a_plan_in_the_words_of_the_form() -> None:
    plan = Plan((Lot("q1", ("q1", "q2")), Lot("q4", ("q3", "q4"))), 20.0, 19.0)
    assert json.loads(write(plan, run={"seed": 3})) == {
        "form": FORM,
        "lots": [{"centre": "q1", "areas": ["q1", "q2"]}, {"centre": "q4", "areas": ["q3", "q4"]}],
        "objective": 20.0,
        "bound": 19.0,
        "gap": 0.05,
        "run": {"seed": 3},
    }


def test_a_gap_that_has_no_number_is_null() -> None:
    text = write(Plan((Lot("q1", ("q1",)),), 0.0, -1.0))
    assert json.loads(text, parse_constant=pytest.fail)["gap"] is None
