"""How sure the program was, and whether people agreed."""

from datetime import date

from keepitlocal.matching.corrections import Decision
from keepitlocal.matching.labels import labels, reliability
from keepitlocal.matching.uncertain import Candidate, Match
from keepitlocal.tasks._how_sure import in_words


def match(payee: str, *candidates: tuple[str, float], by: str = "name") -> Match:
    listed = tuple(Candidate(org_id, org_id, confidence=confidence) for org_id, confidence in candidates)
    return Match(payee, "review", listed[0].org_id, listed[0].confidence, by, "", listed)


def decided(payee: str, org_id: str, is_it: bool = True, file: str = "corrections/review.csv") -> Decision:
    return Decision(payee, org_id, is_it, "SB", date(2026, 3, 4), "", file, 2)


def told(*decisions: Decision, matches: list[Match]) -> list[tuple[str, str, float, bool]]:
    return [(one.payee, one.org_id, one.confidence, one.right) for one in labels(decisions, matches)]


def test_a_yes_answers_every_proposal_and_a_no_its_own() -> None:
    matches = [match("A", ("GB-CHC-1", 0.9), ("GB-CHC-2", 0.3)), match("B", ("GB-CHC-1", 0.8), ("GB-CHC-2", 0.1))]
    assert told(decided("a", "GB-CHC-2"), decided("B", "GB-CHC-1", False), matches=matches) == [
        ("a", "GB-CHC-1", 0.9, False),
        ("a", "GB-CHC-2", 0.3, True),
        ("b", "GB-CHC-1", 0.8, False),
    ]


def test_what_was_decided_before_and_by_others_is_no_label() -> None:
    matches = [match("A", ("GB-CHC-1", 1.0), by="decision"), match("B", ("GB-CHC-1", 0.8))]
    others = decided("B", "GB-CHC-1", file="corrections/shared-ashmarch.csv")
    assert told(decided("A", "GB-CHC-1"), others, matches=matches) == []


def test_a_band_in_which_people_disagree_is_pointed_out() -> None:
    matches = [match(f"P{number}", ("GB-CHC-1", 0.95)) for number in range(10)]
    fine = [decided(f"P{number}", "GB-CHC-1", number > 0) for number in range(10)]
    (band,) = reliability(labels(fine, matches))
    assert (band.decided, band.right, round(band.expected, 1), band.disagrees) == (10, 9, 9.5, False)
    (band,) = reliability(
        labels([decided(one.payee, "GB-CHC-1", number > 4) for number, one in enumerate(matches)], matches)
    )
    said = "\n".join(in_words([band]))
    assert band.disagrees and "too sure of itself" in said
    assert "90 in 100 or surer" in said and "5 right" in said and "about 9.5" in said
    assert "small numbers prove little" in said


def test_too_little_confidence_is_pointed_out_too() -> None:
    matches = [match(f"P{number}", ("GB-CHC-1", 0.3)) for number in range(10)]
    (band,) = reliability(labels([decided(one.payee, "GB-CHC-1") for one in matches], matches))
    assert band.disagrees and "not sure enough" in "\n".join(in_words([band]))
