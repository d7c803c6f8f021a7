"""The run log: numbered plain sentences from the files that were read to the checks at the end, the same each time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill

from keepitlocal.domain.period import spoken
from keepitlocal.law import rule as law_rule
from keepitlocal.steps.contract_size.award.beforehand import warnings
from keepitlocal.steps.contract_size.award.decide import Decision, Other, changed_words, price
from keepitlocal.steps.contract_size.award.mechanisms import mechanisms
from keepitlocal.steps.contract_size.award.model import Case, Unsettled, lots_counted, money, numbers, total, values
from keepitlocal.steps.contract_size.award.notice import VALUE_DOUBT, paragraphs
from keepitlocal.steps.contract_size.award.passed import in_words, passed
from keepitlocal.steps.contract_size.award.ties import DRAW, drawn, listed, plain, pointer

MARK = "Working paper. Not council policy. Made from the council’s own record of bids. May have to be disclosed if asked for."
JUDGES = (
    "It judges named bidders. It is the officer’s own paper: keep it with the record of the procurement, and do not publish it"
    " as it stands."
)
PEOPLE = "Who has checked each rule of law is said beside it. This is no advice on the law. A person makes the award."
NOT_COMPARED = (
    "The rule was not compared with what was published: the file does not name the published text. To have it compared, keep"
    ' that text as a file beside the rule, name it at the top as notice_text = "published.txt", and run this again. The award'
    " is then refused where the rule does not give the words that were published."
)
WIDTH = 100


@dataclass(frozen=True)
class Input:
    """A file that was read, with its fingerprint."""

    name: str
    sha256: str
    what: str
    published: bool = False  # the text that was published, which the rule was compared with


@dataclass(frozen=True)
class Section:
    """A heading with its sentences."""

    title: str
    sentences: tuple[str, ...]


def sections(case: Case, inputs: Iterable[Input], decision: Decision | Unsettled, /, *, software: str) -> list[Section]:
    """All of the log. Where the rule did not settle something it ends with the question."""
    inputs = tuple(inputs)
    warned = tuple(warnings(case))
    start = [
        *([Section("Before anything else", warned)] if warned else []),
        Section("What was read", tuple(_read(case, inputs, software))),
        Section("The rule in force", tuple(_rule(case, inputs))),
    ]
    if isinstance(decision, Unsettled):
        steps = Section("Step by step", decision.steps or ("Nothing could be done.",))
        return [*start, steps, Section("Stopped with a question", (f"Nothing is awarded. {decision}",))]
    return [
        *start,
        Section("Which bids stand", decision.standing.steps),
        Section("Step by step", (*_opening(decision), *decision.award.steps, *decision.lift_steps)),
        Section("Ties", tuple(_ties(decision))),
        Section("The award", tuple(_award(decision))),
        Section("What it would have been otherwise, as totals only", tuple(_otherwise(decision))),
        Section("Checks", tuple(_checks(decision))),
    ]


def compared(inputs: Iterable[Input], /) -> bool:
    """Whether the rule was compared with the text that was published."""
    return any(one.published for one in inputs)


def text(title: str, parts: Sequence[Section], /) -> str:
    """The log as plain text: sentences numbered through, wrapped for printing."""
    lines = [MARK, "", *_wrapped(JUDGES), *_wrapped(PEOPLE), "", f"Run log: award under limits. {title}", ""]
    number = 0
    for part in parts:
        lines += [part.title.upper(), ""]
        for sentence in part.sentences:
            number += 1
            lead = f"{number:>3}. "
            lines += _wrapped(sentence, lead=lead)
        lines.append("")
    return "\n".join([*lines, MARK, ""])


def _wrapped(sentence: str, *, lead: str = "") -> list[str]:
    return fill(
        sentence,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    ).splitlines()


def _read(case: Case, inputs: Iterable[Input], software: str) -> Iterator[str]:
    for one in inputs:
        yield f"{one.name}: {one.what}. Its fingerprint (SHA-256) is {one.sha256}."
    yield f"{len(case.lots)} lots, {len(case.names)} bidders, {len(case.bids)} bids. Worked out by keepitlocal {software}."


def _rule(case: Case, inputs: Sequence[Input]) -> Iterator[str]:
    if not compared(inputs):
        yield NOT_COMPARED
    on = case.rule.published
    if on is not None:
        told = f" ({case.rule.notice})" if case.rule.notice else ""
        yield f"The tender notice{told} was published on {spoken(on)}. What follows is the rule as the officer’s file has it."
        for id_, bears in (("PA-020b", case.rule.most_bids is not None), ("PA-023d", case.rule.limited)):
            if bears:
                found = law_rule(id_, on=on)
                yield f"{found.id}, {found.citation}: {found.consequence} ({found.checked[0].upper()}{found.checked[1:]}.)"
    if case.rule.awarded is not None:
        yield f"The day of the award is {spoken(case.rule.awarded)}."
    yield from paragraphs(case)
    yield from drawn(case)
    if case.rule.most_value_pence is not None:
        yield VALUE_DOUBT


def _opening(decision: Decision) -> Iterator[str]:
    title = mechanisms()[decision.case.rule.mechanism].title
    if not decision.case.rule.limited:
        yield "There is no limit on what one bidder is awarded."
    elif not decision.over:
        yield "If each lot went to its best bid, no bidder would exceed the limit."
    else:
        yield (
            f"If each lot went to its best bid, {listed(decision.over)} would exceed the limit, so the published mechanism"
            f" settles who is awarded what: “{title}”."
        )


def _ties(decision: Decision) -> Iterator[str]:
    yield from (tie.sentence for tie in decision.ties)
    if any(line == DRAW for tie in decision.ties for line in (tie.settled_by, *(won[2] for won in tie.won))):
        yield from drawn(decision.case)
    if not decision.ties:
        yield "No tie had to be settled."


def _award(decision: Decision) -> Iterator[str]:
    case, winners = decision.standing.case, decision.winners
    for lot in decision.case.lots:
        who = winners.get(lot.id)
        name = f"Lot {lot.id}" + (f" ({lot.title})" if lot.title else "")
        if who is None:
            yield f"{name} is not awarded."
            continue
        bid = case.bid(lot.id, who)
        cost = "" if bid.price_pence is None else f", at a price of {money(bid.price_pence)}"
        beyond = " beyond its limit, which is lifted for this lot" if lot.id in decision.lifted else ""
        by = pointer(decision.ties, lot.id, who)
        tie = f" ({by})" if by else ""
        yield f"{name} is awarded to {who}{beyond}, with a score of {plain(bid.score)}{cost}{tie}.{_passed(decision, lot.id)}"
    for name, has in numbers(case, winners):
        worth = f", worth {money(values(case, has))} by the estimate" if case.rule.most_value_pence is not None else ""
        yield f"{name} holds {lots_counted(len(has))}{worth}."
    whole = price(case, winners)
    said = "" if whole is None or not winners else f" The prices come to {money(whole)}."
    yield f"{len(winners)} of {len(decision.case.lots)} lots are awarded, with a total of {plain(total(case, winners))}.{said}"


def _passed(decision: Decision, lot: str) -> str:
    said = in_words(passed(decision, lot))
    return f" {said}" if said else ""


def _otherwise(decision: Decision) -> Iterator[str]:
    case = decision.standing.case
    mine = (len(decision.winners), total(case, decision.winners), price(case, decision.winners))
    for other in decision.others:
        what = other.what[0].upper() + other.what[1:]
        if other.not_told:
            yield f"{what}: cannot be told, because {other.not_told}."
        else:
            yield f"{what}: {changed_words(other)}{_differ(other, mine)}."
    yield "These are for the record of what the limit cost and did. They do not bear on the award."


def _differ(other: Other, mine: tuple[int, object, int | None]) -> str:
    if not other.changed:
        return ""
    cost = "" if other.price_pence is None or mine[2] is None else f", prices of {money(other.price_pence)}"
    beyond = f" ({other.lifted} of them beyond the limit, which is lifted)" if other.lifted else ""
    return f": {lots_counted(other.awarded)} awarded{beyond}, a total of {plain(other.total)}{cost}"


def _checks(decision: Decision) -> Iterator[str]:
    for check in decision.checks:
        yield f"{'Holds' if check.holds else 'DOES NOT HOLD'}: {check.sentence}"
    if not all(check.holds for check in decision.checks):
        yield "Do not use this award: a check does not hold. Please send the files, without names, to those who make this."
