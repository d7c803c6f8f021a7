"""[lots] of a plan's file: what may be said, and every slip in words."""

import tomllib

import pytest

from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plan_lots_file import asked, lines

FULL = """
areas = "lsoa"
spread = "people"
maximum = 250000.5
at_least = 4
reach = 6.5
people = 400
coordination = 300
registered = true
link = [["E01000001", "E01000002"]]
[[service]]
name = "Home care"
annual = 900000
[[service]]
name = "Advice for Deaf people"
whole = true
[[shared]]
services = ["Home care", "Advice for Deaf people"]
people = 12
[[team]]
areas = ["E05000001", "E05000002"]
"""


def test_everything_that_may_be_said() -> None:
    found = asked(tomllib.loads(FULL))
    assert found.pence("maximum") == 25_000_050 and found.values["at_least"] == 4
    assert [(one.name, one.annual_pence, one.whole) for one in found.services] == [
        ("Home care", 90_000_000, False),
        ("Advice for Deaf people", None, True),
    ]
    assert found.shared == (("Home care", "Advice for Deaf people", 12),)
    assert found.teams == (("E05000001", "E05000002"),) and found.links == (("E01000001", "E01000002"),)


def test_nothing_said_takes_what_is_usual() -> None:
    found = asked({})
    assert found.values["at_least"] == 3 and found.pence("maximum") is None and not found.services


def test_a_new_file_has_every_line_behind_a_mark() -> None:
    assert all(line.startswith("#") for line in lines())
    told = [line.removeprefix("#").strip() for line in lines()][1:]  # a sentence opens it
    usual = [line for line in told[: next(at for at, line in enumerate(told) if line.startswith("link"))]]
    values = tomllib.loads("\n".join(line for line in usual if line.partition(" = ")[2][:1] != " " and " = " in line))
    assert values["reach"] == 10.0 and values["at_least"] == 3
    assert asked(values).values == asked({}).values


def test_the_examples_of_a_new_file_can_be_used() -> None:
    told = [line.removeprefix("#").strip() for line in lines()]
    tables = told[next(at for at, line in enumerate(told) if line.startswith("link")) :]
    found = asked(tomllib.loads("[lots]\n" + "\n".join(tables))["lots"])
    assert (
        [one.name for one in found.services] == ["Home care", "Advice for Deaf people"] and found.teams and found.shared
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("maxmum = 1", "Did you mean maximum?"),
        ("maximum = 0", "above 0"),
        ("maximum = inf", "give a number"),
        ("reach = nan", "give a number"),
        ('maximum = "lots"', "give a number"),
        ("at_least = 2.5", "whole number"),
        ("at_least = true", "whole number"),
        ("areas = 'parish'", "lsoa and ward"),
        ("spread = 'area'", "need, people, equal"),
        ("registered = 'yes'", "true or false"),
        ("reach = -1", "0 or more"),
        ("service = 'home care'", "[[lots.service]]"),
        ("[[service]]\nannual = 5", "has no name"),
        ("[[service]]\nname = 'a'\nanual = 5", "anual, which means nothing here"),
        ("[[service]]\nname = 'a'\nannual = 0", "pounds above 0"),
        ("[[service]]\nname = 'a'\n[[service]]\nname = 'a'", "there twice"),
        ("[[service]]\nname = 'a|b'", "without | and +"),
        ("[[service]]\nname = 'a'\nwhole = 1", "true or false"),
        ("[[shared]]\nservices = ['a', 'b']\npeople = 3", "name two of the services"),
        (
            "[[service]]\nname = 'a'\n[[service]]\nname = 'b'\n[[shared]]\nservices = ['a', 'b']\npeople = 1.5",
            "whole number",
        ),
        ("[[team]]\nareas = ['E05']", "two or more codes"),
        ("link = [['E01']]", "pairs of codes"),
        ("link = 'E01'", "pairs of codes"),
    ],
)
def test_slips_are_told_in_words(text: str, told: str) -> None:
    with pytest.raises(Problem) as error:
        asked(tomllib.loads(text))
    assert told in str(error.value) and "[lots] of the plan’s file" in str(error.value)
