"""Grant or contract: substance decides, nothing is scored, and what is not answered is said."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.commission import Commission
from keepitlocal.steps.contract_size._grant_questions import CONTRACT, GRANT, NEITHER, QUESTIONS
from keepitlocal.steps.contract_size.grant_or_contract import (
    ADVANCE,
    CANNOT_TELL,
    CHECKS,
    NO_HARD_RULE,
    known,
    weigh,
)
from tests.our_words import said

OWN = {"purpose": "theirs", "in_return": "no", "control": "conditions", "not_delivered": "back"}
SUBSTANCE = [one for one in QUESTIONS if one.substance]
ANSWERS = st.fixed_dictionaries(
    {}, optional={one.id: st.sampled_from([answer.id for answer in one.answers]) for one in QUESTIONS}
)


def test_help_for_an_organisation_s_own_purpose_leans_to_a_grant() -> None:
    found = weigh(OWN)
    assert found.leans == GRANT
    assert len(found.for_grant) == 4 and found.for_contract == ()
    assert [one.id for one in found.unanswered] == [
        "who_benefits", "competition", "profit", "vat", "subsidy", "power",
    ]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), [("in_return", "yes"), ("not_delivered", "damages")])
def test_a_purchase_in_substance_is_a_contract_whatever_else_is_said(question: str, answer: str) -> None:
    assert weigh(OWN | {question: answer}).leans == CONTRACT
    assert weigh({question: answer}).leans == CONTRACT


@pytest.mark.parametrize(("question", "answer"), [("purpose", "ours"), ("control", "direct"), ("in_return", "partly")])
def test_answers_of_substance_that_pull_apart_cannot_be_told(question: str, answer: str) -> None:
    found = weigh(OWN | {question: answer})
    assert found.leans == CANNOT_TELL
    assert NO_HARD_RULE in found.flags


@pytest.mark.parametrize("left", [one.id for one in SUBSTANCE])
def test_a_question_of_substance_left_open_leaves_the_answer_open(left: str) -> None:
    found = weigh({name: answer for name, answer in OWN.items() if name != left})
    assert found.leans == CANNOT_TELL
    assert next(one.words for one in QUESTIONS if one.id == left) in found.because


def test_what_it_is_called_answers_nothing() -> None:
    assert known(Commission(form="grant", subject="services")) == {}
    assert known(Commission(form="contract", subject="services")) == {}
    assert weigh(known(Commission(form="contract", subject="works"))).leans == CONTRACT


def test_vat_can_speak_for_either() -> None:
    for way in ("grant", "contract"):
        found = weigh(OWN | {"vat": way})
        assert found.leans == GRANT  # VAT does not decide what something is
        assert any("VAT adviser" in flag for flag in found.flags)
    assert "better for the organisation under a contract" in weigh({"vat": "contract"}).for_contract[0].says


def test_subsidy_is_flagged_with_what_the_ledger_says() -> None:
    found = weigh(OWN | {"subsidy": "yes"}, subsidies="Since 1 April 2024 £250,000 counts towards £315,000.")
    assert any("enterprise group" in flag for flag in found.flags)
    assert "Since 1 April 2024 £250,000 counts towards £315,000." in found.flags
    assert any(flag.startswith("Still to settle: Would the money help") for flag in weigh(OWN).flags)


@given(answers=ANSWERS)
def test_every_answer_is_listed_once_with_its_source_and_no_number_is_made(answers: dict[str, str]) -> None:
    found = weigh(answers)
    listed = [*found.for_grant, *found.for_contract, *found.either]
    assert len(listed) == len(answers)
    assert len(listed) + len(found.unanswered) == len(QUESTIONS)
    assert all(one.source and one.says for one in listed)
    assert found.leans in (GRANT, CONTRACT, CANNOT_TELL)
    assert not any(character.isdigit() for character in found.because)
    assert ADVANCE in found.flags


@given(answers=ANSWERS, side=st.fixed_dictionaries({"profit": st.sampled_from(["yes", "no"])}))
def test_what_is_not_substance_never_turns_the_answer(answers: dict[str, str], side: dict[str, str]) -> None:
    assert weigh(answers).leans == weigh(answers | side).leans


def test_every_set_of_answers_of_substance_is_settled_as_the_words_say() -> None:
    """The slow, obvious twin: all of them, one by one."""
    for chosen in itertools.product(*(one.answers for one in SUBSTANCE)):
        given_ = {one.id: answer.id for one, answer in zip(SUBSTANCE, chosen, strict=True)}
        if given_["in_return"] == "yes" or given_["not_delivered"] == "damages":
            expected = CONTRACT
        elif given_["purpose"] == "ours" or given_["control"] == "direct" or given_["in_return"] == "partly":
            expected = CANNOT_TELL
        else:
            expected = GRANT
        assert weigh(given_).leans == expected, given_


def test_an_answer_that_does_not_exist_is_said() -> None:
    with pytest.raises(KeyError, match="no question price"):
        weigh({"price": "low"})
    with pytest.raises(KeyError, match="no answer maybe to purpose"):
        weigh({"purpose": "maybe"})


def test_there_are_eight_checks_on_a_grant_and_both_leanings_in_every_question_of_substance() -> None:
    assert len(CHECKS) == 8 and len(dict(CHECKS)) == 8
    for one in SUBSTANCE:
        assert {GRANT, CONTRACT} <= {answer.leans for answer in one.answers} <= {GRANT, CONTRACT, NEITHER}


def test_texts_keep_to_our_words() -> None:
    told = [words for one in QUESTIONS for words in (one.words, one.why)]
    told += [words for one in QUESTIONS for each in one.answers for words in (each.words, each.says, each.flag)]
    assert said("\n".join([*told, NO_HARD_RULE, ADVANCE, *dict(CHECKS).values()])) == []
    assert said("This is a legal matter, so ask your legal adviser whether it is safe.") == ["legal", "safe"]
