"""What labels mean in services for people: words for departments and for work."""

import tomllib
from pathlib import Path

import pytest

from keepitlocal.steps.place import _mapping
from keepitlocal.steps.place._mapping import Meaning, mapping, meaning, other_goods, says


def of(settings: dict[str, object] | None = None, *, departments: int = 500, **labels: str | None) -> Meaning:
    told = {"department": None, "service": None, "category": None} | labels
    return meaning(mapping(settings or {}, departments=departments), **told)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            {"department": "LEARN DIS 18-64 LT", "category": "SOCIAL CARE : Domiciliary Care"},
            ("Adult social care", "Home care"),
        ),
        ({"department": "CHILDREN'S HOMES"}, ("Children's social care", "Children's residential care")),
        ({"department": "Smoking Cessation", "category": "MEDICAL : Services"}, ("Public health", "Health services")),
        ({"department": "Capital Schemes", "category": "CONSTRUCTION : Maintenance"}, (None, None)),
        ({"department": "ICT OPERATIONS", "category": "ICT : Software"}, (None, None)),
        (
            {"department": "Scheme design", "category": "Scientific goods"},
            (None, None),
        ),  # SC. is a word, not a beginning
        ({}, (None, None)),
    ],
)
def test_usual_words(labels: dict[str, str], expected: tuple[str | None, str | None]) -> None:
    assert of(**labels) == Meaning(*expected)


def test_few_departments_count_as_published() -> None:
    found = of(departments=9, department=" Adults and Health ", category="Home care")
    assert found == Meaning("Adults and Health", "Home care")


def test_a_councils_own_words_come_first() -> None:
    own = {"departments": {"Place": ["learn dis"]}, "work": {"Everything": ["domiciliary"]}}
    found = of(own, departments=9, department="LEARN DIS 18-64 LT", category="SOCIAL CARE : Domiciliary Care")
    assert found == Meaning("Place", "Everything")


@pytest.mark.parametrize("words", ["home care", [3], ["--"], {"a": "b"}])
def test_what_is_no_list_of_words_is_named(words: object) -> None:
    with pytest.raises(ValueError, match=r"Care = .* under \[services\]"):
        mapping({"work": {"Care": words}}, departments=3)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Residential and domiciliary care for adults", {"Home care", "Residential and nursing care"}),
        ("Independent advocacy and a befriending scheme", {"Advocacy and advice", "Community and voluntary support"}),
        ("We give home care. Also day-care!", {"Home care", "Day care and day activities"}),
        ("We foster a keen sense of pride in our community", set()),  # foster is a label of councils, not said so here
        ("Residentials and camps for scouts", set()),
        ("Hedges and home careful gardening", set()),
        (None, set()),
    ],
)
def test_what_organisations_say_is_read_by_other_words_than_labels(sentence: str | None, expected: set[str]) -> None:
    assert says(sentence) == expected


def test_every_kind_of_work_that_is_said_is_one_of_labels() -> None:
    folder = Path(_mapping.__file__).parent
    labels, said = (tomllib.loads((folder / name).read_text())["work"] for name in ("services.toml", "said.toml"))
    assert set(said) <= set(labels)


@pytest.mark.parametrize(
    ("labels", "other"),
    [
        (("ICT : Software", None), True),
        ((None, "Community Infrastructure Levy"), True),
        (("SOCIAL CARE : Domiciliary Care", None), False),
        (("Victim support", None), False),  # ICT. is a word, not a part of one
        ((None, None), False),
    ],
)
def test_some_labels_say_that_something_else_is_bought(labels: tuple[str | None, ...], other: bool) -> None:
    assert other_goods(*labels) is other
