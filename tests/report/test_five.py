"""The sentence that opens a report, the five figures, and the three questions."""

from typing import Any

from keepitlocal.domain.finding import OFFICER
from keepitlocal.report import figures, five
from keepitlocal.report.questions import questions
from keepitlocal.report.subject import InputFile


def test_the_sentence_where_most_was_placed(subject: Any, finding: Any) -> None:
    assert five.opening(subject(finding())) == (
        "Of the £1,000 that the council could choose how to spend in 2024-26 (out of the £2,000 it published),"
        " between 60% and 90% went to organisations based or known to be working in Wexborough.",
    )


def test_where_most_was_not_placed_that_comes_first_with_the_file_that_would_change_it(
    subject: Any, finding: Any
) -> None:
    told = five.opening(subject(finding(numerator=1000, unknown=960_00)))
    assert told[0].startswith("We could not tell where 96% of the money went, £960.")
    assert "Companies House" in told[0]
    assert "between 1% and 97%" in told[1]


def test_with_a_company_register_another_file_is_named(subject: Any, finding: Any) -> None:
    companies = InputFile("companies.csv", "Register of companies", "register", 5, 5)
    told = five.opening(subject(finding(unknown=960_00, numerator=0), files=(companies,)))
    assert "Company numbers in the council's own spending file" in told[0]


def test_with_no_spending_the_sentence_says_what_is_needed(subject: Any) -> None:
    assert five.opening(subject()) == (
        "No spending of Wexborough could be measured yet."
        " A file of spending over £500 and a register with postcodes would make this figure.",
    )


def test_figures_that_cannot_be_made_say_which_file_would_make_them(subject: Any, finding: Any) -> None:
    found = five.five(subject(finding()))
    assert [bool(figure.parts) for figure in found] == [True, False, False, False, False]
    assert "contracts register" in found[3].needed
    lines = five.lines(subject(finding()))
    assert lines[0] == "1. How local: between 60% and 90% of £1,000 (rule for local: Address in Wexborough)"
    assert lines[4] == "5. What is coming up: not known. A contracts register with end dates would make this figure."


def test_pounds_known_and_unknown_and_the_base_stand_beside_the_share(finding: Any) -> None:
    assert five.of_what(finding()) == (
        "£600 known, £300 could not be told. Base: £1,000, what the council could choose how to spend."
    )


def test_the_rule_that_leads_is_the_one_shown(subject: Any, finding: Any) -> None:
    local, region = finding(), finding(definition="region", numerator=800_00, unknown=0)
    assert figures.headline(subject(local, region), subject(local, region).measures[0]) == (local,)
    led_by_region = subject(local, region, lead="region")
    assert figures.headline(led_by_region, led_by_region.measures[0]) == (region,)


def test_directions_are_told_only_where_bounds_part(finding: Any) -> None:
    low, high = finding(year="2024-25", unknown=0, numerator=200_00), finding(year="2025-26")
    assert figures.direction([low, high]) == "Up: 20% in 2024-25, between 60% and 90% in 2025-26."
    assert figures.direction([high, low]).startswith("Down")
    assert figures.direction([finding(year="2024-25"), high]).startswith("The data cannot tell a direction")
    assert figures.direction([low]) == "One year only, so no direction can be told."


def test_a_finding_for_officers_makes_no_public_figure(subject: Any, finding: Any) -> None:
    s = subject(finding(edition=OFFICER))
    assert s.edition("public").measures == ()
    assert not five.five(s.edition("public"))[0].parts
    assert five.five(s.edition("officer"))[0].parts


def test_there_are_three_questions_whatever_is_known(subject: Any, finding: Any) -> None:
    assert len(questions(subject())) == 3
    assert questions(subject(finding(unknown=400_00)))[0].ask.startswith("Do we know where our suppliers are")
    assert not questions(subject(finding(unknown=0)))[0].ask.startswith("Do we know where our suppliers are")


def test_between_none_and_all_is_no_figure(subject: Any, finding: Any) -> None:
    told = five.lines(subject(finding(numerator=0, unknown=1000_00)))
    assert told[0].startswith("1. How local: not known.")
