"""Grant or contract? Told from the substance of an arrangement, not from its name; every factor listed, and no score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keepitlocal.domain.commission import GRANT as GRANT_FORM
from keepitlocal.domain.commission import Commission
from keepitlocal.steps.contract_size._grant_questions import CONTRACT, GRANT, NEITHER, QUESTIONS, Answer, Question

CANNOT_TELL = "cannot tell"
NO_HARD_RULE = (
    "Where both could be used, the National Audit Office says that there is no hard rule: weigh them, choose, and write"
    " down why."
)
ADVANCE = (
    "Both can be paid in advance where the need for it is agreed and written down (Treasury guidance since 2002; National"
    " Audit Office: where there is a clear operational need)."
)
# Checks on a grant, in our own words after the eight commitments of IVAR's Open and Trusting Grant-making (ivar.org.uk).
CHECKS = (
    ("time", "Do you publish what you fund, what you do not, and how many who ask are funded?"),
    ("questions", "Does each question you ask change a decision, and is none asked twice?"),
    ("risk", "Do you say how you judge risk, and how much assurance is enough?"),
    ("dates", "Do you publish dates, and keep them?"),
    ("reasons", "Do you tell those who were refused why, and how many were?"),
    ("freedom", "Is it free of restrictions, or at least easy to change?"),
    ("contact", "Is there one named person, with time for it?"),
    ("reports", "Is what they report in keeping with the size of the grant?"),
)
CHECKS_SOURCE = "IVAR, Open and Trusting Grant-making: eight commitments, put into our own words as questions"


@dataclass(frozen=True)
class Factor:
    """What one answer says, with its question and source. ``substance`` marks those that can decide."""

    question: str
    says: str
    source: str
    substance: bool


@dataclass(frozen=True)
class Weighed:
    """Which way the answers lean, with everything that was weighed."""

    leans: str  # GRANT, CONTRACT or CANNOT_TELL
    because: str
    for_grant: tuple[Factor, ...]
    for_contract: tuple[Factor, ...]
    either: tuple[Factor, ...]
    unanswered: tuple[Question, ...]
    flags: tuple[str, ...]


def weigh(answers: Mapping[str, str], /, *, subsidies: str = "") -> Weighed:
    """Weigh answers by question id. ``subsidies`` is what the ledger says of the enterprise group, where there is one.

    Raises KeyError for a question or an answer that does not exist. A specified service in return, or a need for
    damages, makes it a contract in substance whatever else is said; a grant needs all four questions of substance to
    point no other way, with nothing specified in return and a purpose that is not the council's alone.
    """
    _known(answers)
    given = [(one, _answer(one, answers[one.id])) for one in QUESTIONS if answers.get(one.id)]
    unanswered = tuple(one for one in QUESTIONS if not answers.get(one.id))
    leans, because = _lean(answers)
    return Weighed(
        leans,
        because,
        for_grant=_factors(given, GRANT),
        for_contract=_factors(given, CONTRACT),
        either=_factors(given, NEITHER),
        unanswered=unanswered,
        flags=_flags((answer for _, answer in given), leans, unanswered, subsidies),
    )


def known(commission: Commission, /) -> Mapping[str, str]:
    """The answers that follow from a commission. Its name, grant or contract, answers nothing: substance decides."""
    if commission.form == GRANT_FORM or commission.subject not in ("goods", "works"):
        return {}
    return {"in_return": "yes"}


def _lean(answers: Mapping[str, str]) -> tuple[str, str]:
    returned, failing = answers.get("in_return"), answers.get("not_delivered")
    if returned == "yes":
        return CONTRACT, "You would get something specified in return for the money: that is a purchase in substance."
    if failing == "damages":
        return CONTRACT, "You need a right to damages, which only a contract gives."
    substance = [one for one in QUESTIONS if one.substance]
    missing = [one.words for one in substance if not answers.get(one.id)]
    if missing:
        return CANNOT_TELL, f"Not answered yet: {' '.join(missing)}"
    pointing = [one.words for one in substance if _answer(one, answers[one.id]).leans == CONTRACT]
    if pointing:
        return CANNOT_TELL, f"These point to a contract and others do not: {' '.join(pointing)}"
    if returned == "partly":
        return CANNOT_TELL, "Part of it is bought. Apart, that part would be a contract, and the rest could be a grant."
    return (
        GRANT,
        "You would get nothing specified in return, and need neither to direct the work nor a right to damages.",
    )


def _known(answers: Mapping[str, str]) -> None:
    ids = {one.id for one in QUESTIONS}
    for name in answers:
        if name not in ids:
            raise KeyError(f"no question {name}: there are {', '.join(sorted(ids))}")


def _answer(question: Question, id_: str) -> Answer:
    for answer in question.answers:
        if answer.id == id_:
            return answer
    raise KeyError(f"no answer {id_} to {question.id}: there are {', '.join(one.id for one in question.answers)}")


def _factors(given: Iterable[tuple[Question, Answer]], way: str) -> tuple[Factor, ...]:
    return tuple(
        Factor(one.words, answer.says, one.source, one.substance) for one, answer in given if answer.leans == way
    )


def _flags(answers: Iterable[Answer], leans: str, unanswered: Iterable[Question], subsidies: str) -> tuple[str, ...]:
    found = [answer.flag for answer in answers if answer.flag]
    found += [f"Still to settle: {one.words}" for one in unanswered if one.id in ("vat", "subsidy", "power")]
    found += [subsidies] if subsidies else []
    found += [NO_HARD_RULE] if leans == CANNOT_TELL else []
    return tuple(dict.fromkeys([*found, ADVANCE]))
