"""The section on size and the officer's questions: large whatever they say, and each in its own edition."""

from dataclasses import replace
from datetime import date
from typing import Any

from keepitlocal.domain.finding import OFFICER
from keepitlocal.evidence.cost_of_scale.published import studies
from keepitlocal.report import pages
from keepitlocal.report.scale import audit, groups, scale
from keepitlocal.report.subject import AddingUp, Measure, Subject

NEVER_SAID = ("lawful", "compliant", "compliance", "breach", "safe", "illegal", "leakage", "vendor", "creditor")


def over(finding: Any, band: str, numerator: int, denominator: int, unknown: int = 0) -> Any:
    """What was paid over awards in one band."""
    return finding(
        id=f"spend_over_award/{band}",
        indicator="spend_over_award",
        title="Paid more than awarded",
        unit="contracts",
        cut={"band": band},
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
    )


def with_measure(base: Subject, *findings: Any) -> Subject:
    """The subject with one measure of the room."""
    one = findings[0]
    measure = Measure(
        one.indicator, "cost_of_scale", False, one.title, one.question, one.unit, tuple(one.cut), findings
    )
    return replace(base, measures=(measure,))


def test_with_no_register_at_all_the_data_cannot_tell(subject: Any) -> None:
    page = pages.public(subject())
    assert '<p class="verdict">The data cannot tell whether large contracts cost more here.</p>' in page
    assert "0 small contracts (up to £95,000) and 0 larger could be compared" in page


def test_either_verdict_is_printed_as_large_as_the_other(subject: Any, finding: Any) -> None:
    for small, larger, word in ((4, 30, "more"), (30, 4, "less")):
        s = with_measure(
            subject(), over(finding, "up_to_95000", small, 40), over(finding, "95000_to_1000000", larger, 40)
        )
        sentence = f"Here, larger contracts went over their award {word} often than small ones."
        assert f'<p class="verdict">{sentence}</p>' in pages.public(s)


def test_the_two_larger_bands_are_compared_together(subject: Any, finding: Any) -> None:
    bands = (("up_to_95000", 1, 5, 2), ("95000_to_1000000", 2, 9, 3), ("over_1000000", 4, 6, 1))
    small, larger = groups(with_measure(subject(), *(over(finding, *band) for band in bands)))
    assert (small.over, small.kept, small.unknown) == (1, 2, 2)
    assert (larger.over, larger.kept, larger.unknown) == (6, 5, 4)


def test_evidence_stands_both_ways_in_one_table(subject: Any) -> None:
    page = pages.public(subject())
    assert all(one.claim in page for one in studies() if "’" not in one.claim and "'" not in one.claim)
    assert page.count("Against: large contracts cost less") >= 2
    assert page.count("For: large contracts cost more, or limits cost little") >= 1
    assert "found none." in page


def test_letting_goes_against_the_claim_and_says_so(subject: Any) -> None:
    hours = [each.both for _, each in scale(subject()).let]
    assert hours == sorted(hours)
    assert "This goes against the claim" in pages.public(subject())


def test_what_may_be_asked_is_for_the_officer_alone(subject: Any, finding: Any) -> None:
    heap = finding(
        id="below_thresholds/contracts/PA-T-12 from 2026-01-01",
        indicator="below_thresholds",
        unit="contracts",
        cut={"source": "contracts", "rule": "PA-T-12 from 2026-01-01"},
        numerator=19,
        denominator=22,
        unknown=0,
        edition=OFFICER,
        share=False,
    )
    agreements = (("Mowing north", date(2026, 2, 1), 110_000_00), ("Mowing south", date(2026, 3, 1), 110_000_00))
    adding = AddingUp("Hazelbeck Trust", 220_000_00, 207_720_00, agreements, ("several departments bought them",))
    s = replace(with_measure(subject(), heap), adding_up=(adding,), adding_up_of=31)
    told, open_to_all = pages.officer(s), pages.public(s)
    for words in ("A pattern worth asking about", "Hazelbeck Trust", "Mowing south", "£207,720.00"):
        assert words in told and words not in open_to_all
    assert "Goods and services, £207,720, from 1 January 2026" in told
    assert told.index("Innocent reasons first") < told.index("19 just below and 3 just above")
    assert told.rindex("Innocent reasons first") < told.index("Hazelbeck Trust")
    assert audit(s).heaps[0][2].says == "a pattern worth asking about"


def test_nothing_found_says_how_much_was_looked_at(subject: Any) -> None:
    told = pages.officer(replace(subject(), adding_up_of=12))
    assert "None was found among 12 contracts" in told
    assert "began before 24 February 2025" in told


def test_words_that_are_never_said(subject: Any) -> None:
    for page in (pages.public(subject()), pages.officer(subject())):
        section = page[page.find("Does size cost more") :].lower()
        assert [word for word in NEVER_SAID if f" {word}" in section] == []
