"""The published rule and nothing else: bids taken out, ties, lots that nobody else could have, the other mechanisms, the log."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from keepitlocal.law import rule as law_rule
from keepitlocal.steps.contract_size.award.beforehand import warnings
from keepitlocal.steps.contract_size.award.checks import checks
from keepitlocal.steps.contract_size.award.decide import decide
from keepitlocal.steps.contract_size.award.log import Input, sections, text
from keepitlocal.steps.contract_size.award.mechanisms import mechanisms
from keepitlocal.steps.contract_size.award.model import (
    ALL_OUT,
    BIDDERS_ORDER,
    LEAVE,
    LIFT,
    LOTS_ORDER,
    Bid,
    Bidder,
    Case,
    Lot,
    Rule,
    Unsettled,
)
from keepitlocal.steps.contract_size.award.notice import BLANK, VALUE_DOUBT, WORDS, considerations, paragraphs
from keepitlocal.steps.contract_size.award.notice import text as notice
from keepitlocal.steps.contract_size.award.standing import standing
from keepitlocal.steps.contract_size.award.ties import LINES, ordinal, plain, pointer
from tests.our_words import said

DRAW = "order of draw"
PUBLISHED = date(2026, 9, 1)


def case(scores: dict[str, str], /, **rule: object) -> Case:
    count = len(next(iter(scores.values())).split())
    lots = tuple(Lot(str(at + 1), f"Place {at + 1}", 100_00) for at in range(count))
    bids = tuple(
        Bid(name, str(at + 1), Fraction(score), 50_00)
        for name, row in scores.items()
        for at, score in enumerate(row.split())
        if score != "-"
    )
    settled = {"mechanism": "lot by lot", "most_lots": 2, "nobody_else": LEAVE, "published": PUBLISHED} | rule
    return Case("Help at home", Rule(**settled), lots, bids)  # type: ignore[arg-type]


# Which bids stand


def test_bids_set_aside_or_below_the_lowest_score_do_not_stand_and_it_is_said() -> None:
    one = case({"A": "90 40", "B": "80 -"}, lowest_score=Fraction(50))
    one = replace(one, bids=tuple(replace(b, set_aside="came late") if b.bidder == "B" else b for b in one.bids))
    found = decide(one)
    assert found.winners == {"1": "A"}
    assert "B’s bid for lot 1 does not stand: came late." in found.standing.steps
    assert any("its score, 40, is below the lowest that the notice allows, 50" in step for step in found.standing.steps)
    assert "Lot 2 cannot be awarded: no bid for it stands." in found.standing.steps


def test_a_bid_at_the_lowest_score_stands() -> None:
    assert decide(case({"A": "90 50"}, lowest_score=Fraction(50))).winners == {"1": "A", "2": "A"}


@pytest.mark.parametrize(
    ("how", "left"), [(BIDDERS_ORDER, ["2", "3"]), (LOTS_ORDER, ["1", "2"]), (ALL_OUT, [])], ids=str
)
def test_of_too_many_bids_the_published_rule_says_which_count(how: str, left: list[str]) -> None:
    one = replace(case({"A": "90 80 70"}, most_bids=2, too_many_bids=how), bidders=(Bidder("A", ("3", "2", "1")),))
    assert [bid.lot for bid in standing(one).case.bids] == left
    assert standing(one).steps[0].endswith("; 1 bidder bid for more.")


@pytest.mark.parametrize(("how", "order"), [(None, ("3", "2", "1")), (BIDDERS_ORDER, ("3",)), (BIDDERS_ORDER, ())])
def test_where_it_does_not_say_which_count_we_ask(how: str | None, order: tuple[str, ...]) -> None:
    one = replace(case({"A": "90 80 70"}, most_bids=2, too_many_bids=how), bidders=(Bidder("A", order),))
    with pytest.raises(Unsettled, match="Which bids do the tender notice and its documents say are taken out"):
        decide(one)


# Lot by lot and by preference


def test_lot_by_lot_passes_over_whoever_is_at_its_limit() -> None:
    found = decide(case({"A": "90 90 90 -", "B": "80 80 80 80", "C": "- - 85 -"}))
    assert found.winners == {"1": "A", "2": "A", "3": "C", "4": "B"}
    assert "A is passed over: it holds lots 1 and 2, which is its limit of 2." in found.award.steps[2]
    assert found.over == ("A",)


def test_lot_by_lot_the_order_of_lots_decides() -> None:
    one = case({"A": "90 90", "B": "80 50"}, most_lots=1)
    turned = replace(one, lots=one.lots[::-1])
    assert decide(one).winners == {"1": "A", "2": "B"}
    assert decide(turned).winners == {"2": "A", "1": "B"}


def test_by_preference_each_keeps_what_it_put_first() -> None:
    one = case({"A": "90 90 90", "B": "80 80 80"}, mechanism="bidders' preference")
    one = replace(one, bidders=(Bidder("A", ("3", "1")),))
    found = decide(one)
    assert found.winners == {"1": "A", "2": "B", "3": "A"}
    assert "A has lots 1, 2 and 3, keeps lots 1 and 3 by its order and gives up lot 2." in found.award.steps
    assert "A stated the order 3, 1, and lot 2 follows as published." in found.award.steps


@pytest.mark.parametrize("mechanism", ["lot by lot", "bidders' preference"])
def test_who_gets_fewer_lots_than_it_can_take_is_left_out_and_it_runs_again(mechanism: str) -> None:
    one = case({"A": "90 - -", "B": "80 80 80", "C": "- 70 90"}, mechanism=mechanism, packages=True)
    one = replace(one, bidders=(Bidder("A", (), 2),))
    found = decide(one)
    assert found.winners == {"1": "B", "2": "B", "3": "C"}
    assert "A is left out, and the mechanism runs again." in found.award.steps
    assert all(check.holds for check in found.checks)


# Ties


def with_bids(one: Case, **by_bidder: dict[str, object]) -> Case:
    return replace(one, bids=tuple(replace(b, **by_bidder.get(b.bidder, {})) for b in one.bids))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "winner", "shown"),
    [
        ("higher quality score", "B", "A 40.5, B 41"),
        ("lower price", "A", "A £1.20, B £2"),
        ("fewer lots already awarded", "B", "A 1, B 0"),
        (DRAW, "A", "“Order of draw”: A was drawn 1st, B 2nd."),
    ],
)
def test_each_line_for_ties(line: str, winner: str, shown: str) -> None:
    one = case({"A": "90 80", "B": "50 80"}, ties=(line,), draw=("A", "B"))
    one = with_bids(
        one, A={"quality": Fraction(81, 2), "price_pence": 120}, B={"quality": Fraction(41), "price_pence": 200}
    )
    found = decide(one)
    assert found.winners["2"] == winner
    assert shown in found.ties[0].sentence
    assert found.ties[0].settled_by == line


def test_lines_for_ties_are_taken_in_their_order() -> None:
    one = case({"A": "80", "B": "80", "C": "80"}, ties=("lower price", DRAW), draw=("C", "B", "A"))
    one = with_bids(one, C={"price_pence": 60_00})
    found = decide(one)
    assert found.winners == {"1": "B"}
    assert "A and B are left." in found.ties[0].sentence


@pytest.mark.parametrize("mechanism", sorted(mechanisms()))
def test_a_tie_that_is_not_settled_stops_with_a_question(mechanism: str) -> None:
    with pytest.raises(Unsettled, match="This program does not choose") as stopped:
        decide(case({"A": "80 70", "B": "80 60"}, mechanism=mechanism, ties=("lower price",)))
    assert any(
        "A and B have the same score, 80" in step or "largest total, 150" in step for step in stopped.value.steps
    )


def test_a_tie_between_those_who_could_not_have_the_lot_is_none() -> None:
    found = decide(case({"A": "90 90 80", "B": "- - 80", "C": "- - 70"}))
    assert found.winners["3"] == "B"
    assert found.ties == ()


@pytest.mark.parametrize(
    ("mechanism", "places"),
    [("lot by lot", "Fox was drawn 1st, Hare 3rd"), ("best overall", "Fox was drawn 1st, Hare 3rd")],
)
def test_a_lot_settled_by_the_draw_shows_the_places_and_points_at_the_tie(mechanism: str, places: str) -> None:
    one = case({"Fox": "80 90", "Hare": "80 70"}, mechanism=mechanism, ties=(DRAW,), draw=("Fox", "Owl", "Hare"))
    log = " ".join(logged(one).split())
    ties = log[log.index(" TIES ") : log.index(" THE AWARD ")]
    assert places in ties
    assert (
        "Lot 1 (Place 1) is awarded to Fox, with a score of 80, at a price of £50 (settled by the draw: see Ties)."
        in log
    )
    assert "Lot 2 (Place 2) is awarded to Fox, with a score of 90, at a price of £50." in log
    assert "The draw: Fox 1st, Owl 2nd, Hare 3rd." in ties


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Hare 2nd. The file does not say when (drawn_on) or before whom (drawn_before) it was made."),
        (
            {"drawn_on": date(2026, 8, 20)},
            "It was made on 20 August 2026. The file does not say before whom (drawn_before) it was made.",
        ),
        (
            {"drawn_before": "the monitoring officer"},
            "It was made before the monitoring officer. The file does not say when (drawn_on) it was made.",
        ),
        (
            {"drawn_on": date(2026, 8, 20), "drawn_before": "the monitoring officer"},
            "It was made on 20 August 2026 before the monitoring officer.",
        ),
    ],
)
def test_the_log_says_when_and_before_whom_the_draw_was_made_or_that_it_is_not_said(
    told: dict[str, object], words: str
) -> None:
    log = " ".join(logged(case({"Fox": "80", "Hare": "80"}, ties=(DRAW,), draw=("Fox", "Hare"), **told)).split())
    assert log.count(words) == 2
    assert ("does not say" in log) is (len(told) < 2)


def test_a_tie_that_its_bidder_gave_up_again_is_not_what_settled_the_lot() -> None:
    one = case(
        {"Fox": "80 90", "Hare": "80 70"},
        mechanism="bidders' preference",
        most_lots=1,
        ties=(DRAW,),
        draw=("Fox", "Hare"),
    )
    found = decide(replace(one, bidders=(Bidder("Fox", ("2",)),)))
    assert found.winners == {"1": "Hare", "2": "Fox"}
    assert found.ties[0].won == (("1", "Fox", DRAW),)
    assert [pointer(found.ties, lot, who) for lot, who in found.winners.items()] == ["", ""]


# Lots that nobody else could have


def test_a_lot_that_nobody_else_could_have_is_left_or_lifted_or_asked_about() -> None:
    scores = {"A": "90 90 90", "B": "- - -"}
    left, lifted = (decide(case(scores, nobody_else=how)) for how in (LEAVE, LIFT))
    assert left.winners == {"1": "A", "2": "A"}
    assert left.lift_steps == (
        "Lot 3 is left without a bidder within the limits, and A bid for it. By the published rule it is left.",
    )
    assert (lifted.winners["3"], dict(lifted.lifted)) == ("A", {"3": "A"})
    assert all(check.holds for check in lifted.checks)
    with pytest.raises(Unsettled, match="is such a lot left, or is the limit lifted for it"):
        decide(case(scores, nobody_else=None))


def test_a_lot_above_every_limit_is_lifted_for_its_best_bid_but_not_for_one_that_takes_no_single_lot() -> None:
    one = case({"A": "80", "B": "90"}, most_lots=None, most_value_pence=50_00, nobody_else=LIFT, packages=True)
    assert decide(one).winners == {"1": "B"}
    assert decide(replace(one, bidders=(Bidder("B", (), 2),))).winners == {"1": "A"}


# What it would have been otherwise


def test_other_rules_are_told_in_totals_and_lots_alone() -> None:
    found = decide(case({"A": "90 90 90", "B": "85 60 80"}))
    without, best, preference = found.others
    assert (without.changed, without.total, without.awarded, without.price_pence) == (("3",), 270, 3, 150_00)
    assert (best.changed, best.total) == (("1", "3"), 265)
    assert preference.not_told == "no bidder stated an order of preference"
    log = text("x", sections(found.case, (), found, software="0"))
    otherwise = log[log.index("WHAT IT WOULD HAVE BEEN") : log.index("CHECKS")]
    assert "lots 1 and 3 would differ: 3 lots awarded, a total of 265, prices of £150." in " ".join(otherwise.split())


def test_what_another_rule_would_award_beyond_the_limit_is_said() -> None:
    one = case({"A": "90 90", "B": "- 80"}, most_lots=1, nobody_else=LIFT, mechanism="best overall", ties=(DRAW,))
    one = replace(one, rule=replace(one.rule, draw=("A", "B")), bids=(*one.bids, Bid("A", "3", Fraction(70))))
    one = replace(one, lots=(*one.lots, Lot("3", "Place 3")))
    log = " ".join(logged(replace(one, bidders=(Bidder("A", ("2",)),))).split())
    assert "Lot 3 (Place 3) is awarded to A beyond its limit, which is lifted for this lot, with a score of 70." in log
    assert "2 of them beyond the limit, which is lifted" in log


# Before anything else


@pytest.mark.parametrize(
    ("values", "most", "words"),
    [
        (
            (100_00, 100_00),
            50_00,
            "under the limit of £50 (most_value) nobody can be awarded all 2 lots, each of which is",
        ),
        ((100_00, 60_00), 60_00, "nobody can be awarded lot 1, which is estimated at more than that."),
        ((100_00, 60_00), 100_00, ""),
    ],
)
def test_a_limit_below_the_value_of_a_lot_is_warned_of_before_anything_else(
    values: tuple[int, int], most: int, words: str
) -> None:
    one = case({"A": "90 90"}, most_lots=None, most_value_pence=most)
    one = replace(one, lots=tuple(replace(lot, value_pence=v) for lot, v in zip(one.lots, values, strict=True)))
    first = sections(one, (), decide(one), software="1")[0]
    assert (first.title == "Before anything else") is bool(words)
    assert words in first.sentences[0]
    lifting = replace(one, rule=replace(one.rule, nobody_else=LIFT))
    assert ["lifts the limit" in told for told in warnings(lifting)] == [True] * bool(words)


def test_a_bidder_that_takes_more_lots_than_one_may_have_is_warned_of() -> None:
    one = case({"A": "90 90 90", "B": "80 80 80"}, packages=True)
    one = replace(one, bidders=(Bidder("A", (), 3), Bidder("B", (), 2)))
    assert list(warnings(one)) == [
        "Warning: A can take no fewer than 3 lots, and most_lots is 2, so it can be awarded nothing."
    ]


# Better bids that did not win


def result(one: Case, lot: str) -> str:
    """What the log says of a lot under the award."""
    parts = {part.title: part.sentences for part in sections(one, (), decide(one), software="1")}
    return next(sentence for sentence in parts["The award"] if sentence.startswith(f"Lot {lot} "))


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (
            {"most_bids": 1, "too_many_bids": BIDDERS_ORDER},
            "its bidder bid for 2 lots, more than 1, and the first lots in the bidder’s own stated order count",
        ),
        (
            {"most_bids": 1, "too_many_bids": ALL_OUT},
            "its bidder bid for 2 lots, more than 1, and none of its bids counts",
        ),
        ({"set_aside": "came late"}, "came late"),
    ],
    ids=["own order", "too many", "set aside"],
)
@pytest.mark.parametrize("mechanism", sorted(mechanisms()))
def test_where_a_better_bid_was_taken_out_the_lot_says_so(mechanism: str, rule: dict[str, object], why: str) -> None:
    aside = str(rule.get("set_aside", ""))
    told = {name: value for name, value in rule.items() if name != "set_aside"}
    one = case({"Fox": "90 85", "Hare": "- 70"}, mechanism=mechanism, **told)
    one = replace(one, bidders=(Bidder("Fox", ("1", "2")),))
    one = replace(
        one, bids=tuple(replace(b, set_aside=aside) if (b.bidder, b.lot) == ("Fox", "2") else b for b in one.bids)
    )
    found = decide(one)
    assert found.winners["2"] == "Hare"
    assert result(one, "2").endswith(f"A higher score for it did not win: Fox 85 (taken out: {why}).")
    opened = next(step for step in found.award.steps if step.startswith("Lot 2 "))
    assert f"Taken out: Fox 85 ({why})" in opened


def test_a_better_bid_below_the_lowest_score_is_told_only_where_a_lesser_bid_won() -> None:
    one = case({"A": "40 90", "B": "80 40"}, lowest_score=Fraction(50))
    assert "did not win" not in result(one, "1") + result(one, "2")
    assert (
        "Taken out: A 40 (its score, 40, is below the lowest that the notice allows, 50)" in decide(one).award.steps[0]
    )


@pytest.mark.parametrize(
    ("mechanism", "why"),
    [
        ("lot by lot", "it holds lots 1 and 2, which is its limit of 2"),
        (
            "bidders' preference",
            "it holds lots 1 and 2, which is its limit of 2, and it put them first in its own order",
        ),
        ("best overall", "it holds lots 1 and 2, which is its limit of 2"),
    ],
)
def test_where_a_better_bid_was_over_a_limit_the_lot_says_so(mechanism: str, why: str) -> None:
    one = case({"A": "90 90 90", "B": "10 10 80"}, mechanism=mechanism)
    assert result(one, "3").endswith(f"A higher score for it did not win: A 90 (passed over: {why}).")
    assert "did not win" not in result(one, "1") + result(one, "2")


def test_a_better_bid_that_gives_way_for_the_whole_or_takes_no_single_lot_is_told() -> None:
    one = case({"A": "90 80", "B": "85 -", "C": "50 -"}, mechanism="best overall", most_lots=1)
    assert "A 90 (passed over: it holds lot 2, which is its limit of 1)" in result(one, "1")
    moved = case({"A": "90 80 -", "B": "85 - 80", "C": "50 - -"}, mechanism="best overall", most_lots=1)
    assert decide(moved).winners == {"1": "C", "2": "A", "3": "B"}
    choosy = replace(case({"A": "90 -", "B": "80 80"}, packages=True), bidders=(Bidder("A", (), 2),))
    assert "A 90 (passed over: it can take no fewer than 2 lots and was not to have that many)" in result(choosy, "1")
    whole = case({"A": "90 -", "B": "- 10", "C": "85 90"}, mechanism="best overall", packages=True)
    whole = replace(whole, bidders=(Bidder("C", (), 2),))
    assert decide(whole).winners == {"1": "C", "2": "C"}
    assert (
        "A 90 (passed over: it holds no lot, and the best award within the limits gives this lot to another: see Step by step)"
        in result(whole, "1")
    )


# Checks can fail


@pytest.mark.parametrize(
    ("mechanism", "wrong"),
    [
        ("lot by lot", {"1": "B", "2": "A", "3": "A"}),
        ("lot by lot", {"1": "A", "2": "A", "3": "A"}),
        ("best overall", {"1": "A", "2": "A", "3": "B"}),
        ("best overall", {"1": "B", "2": "A"}),
        ("bidders' preference", {"1": "B", "2": "A", "3": "A"}),
        ("bidders' preference", {"1": "A", "2": "A"}),
        ("lot by lot", {"1": "C", "2": "A", "3": "A"}),
    ],
)
def test_a_check_finds_an_award_that_is_not_the_rule_s(mechanism: str, wrong: dict[str, str]) -> None:
    one = case({"A": "90 90 90", "B": "85 60 80", "C": "- - 10"}, mechanism=mechanism)
    assert not all(check.holds for check in checks(one, wrong))


def test_a_check_finds_that_a_tie_was_not_settled_by_its_lines() -> None:
    one = case({"A": "90 90", "B": "80 80"}, mechanism="best overall", most_lots=1, ties=(DRAW,), draw=("B", "A"))
    right, wrong = (list(checks(one, {"1": who, "2": other})) for who, other in (("B", "A"), ("A", "B")))
    assert "2 of them reach it, and the lines for ties leave this one alone." in right[2].sentence
    assert [check.holds for check in right] == [True, True, True, True]
    assert [check.holds for check in wrong] == [True, True, False, True]


# The log and the notice


def logged(one: Case) -> str:
    files = (Input("bids.csv", "ab" * 32, "the bids"),)
    try:
        return text(one.title, sections(one, files, decide(one), software="1"))
    except Unsettled as question:
        return text(one.title, sections(one, files, question, software="1"))


def test_the_log_says_what_it_is_and_gives_fingerprints_rule_and_law() -> None:
    log = " ".join(logged(case({"A": "90 90 90", "B": "85 60 80"}, most_bids=3, too_many_bids=LOTS_ORDER)).split())
    for told in (
        "Working paper. Not council policy.",
        "It judges named bidders.",
        "ab" * 32,
        "The tender notice was published on 1 September 2026.",
        "PA-020b, Procurement Act 2023, section 20(7)",
        "PA-023d, Procurement Act 2023, section 23(4)",
        "3 of 3 lots are awarded",
        "No tie had to be settled.",
    ):
        assert told in log
    assert "DOES NOT HOLD" not in log


def test_the_log_of_a_run_that_stopped_ends_with_the_question() -> None:
    log = logged(case({"A": "80", "B": "80"}))
    assert "STOPPED WITH A QUESTION" in log
    assert "THE AWARD" not in log
    assert "A and B have the same score, 80." in log


def test_sentences_are_numbered_through() -> None:
    numbers = [int(line[:3]) for line in logged(case({"A": "90"})).splitlines() if line[:3].strip().isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_that_is_written_says_what_we_do_not_say() -> None:
    for name in mechanisms():
        one = case({"A": "90 90 90", "B": "85 60 80"}, mechanism=name, ties=tuple(LINES), draw=("A", "B"))
        one = replace(
            one, rule=replace(one.rule, most_bids=2, too_many_bids=LOTS_ORDER, nobody_else=LIFT, packages=True)
        )
        assert said(logged(one)) == []
        assert said(notice(one)) == []
        assert said(" ".join(" ".join(each) for _, each in considerations(one))) == []


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_a_mechanism_has_one_name_in_the_file_the_notice_and_the_log(name: str) -> None:
    title = mechanisms()[name].title
    assert title.casefold().replace("’", "'").startswith(f"{name}:")
    one = case({"A": "90 90 90", "B": "85 60 80"}, mechanism=name)
    assert f"The mechanism is “{title}”." in " ".join(notice(one).split())
    assert f"the published mechanism settles who is awarded what: “{title}”." in " ".join(logged(one).split())


ACT = (
    *(
        law_rule(id_, on=PUBLISHED).consequence for id_ in ("PA-020b", "PA-023d")
    ),  # first: they speak of the tender notice too
    WORDS,
    VALUE_DOUBT,
    "mechanism for supplier selection",
    "tender notice",
    "tender documents",
    "Section 23(4)(b) speaks of a supplier that would",
)


def in_the_words_of_the_act(text: str) -> list[str]:
    """Where a text says supplier or tender in a passage of its own."""
    text = " ".join(text.split())
    for passage in ACT:
        text = text.replace(passage, "")
    return re.findall(r".{0,40}(?:[Ss]upplier|[Tt]ender).{0,20}", text)


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_who_bids_is_a_bidder_and_what_it_offers_a_bid(name: str) -> None:
    for how in (LEAVE, LIFT):
        for over in (BIDDERS_ORDER, LOTS_ORDER, ALL_OUT):
            one = case({"A": "90 90 90", "B": "85 60 80"}, mechanism=name, ties=tuple(LINES), draw=("A", "B"))
            one = replace(one, bidders=(Bidder("A", ("1", "2")),))
            rule = replace(one.rule, most_bids=2, too_many_bids=over, nobody_else=how, packages=True)
            one = replace(one, rule=replace(rule, lowest_score=Fraction(50)))
            assert in_the_words_of_the_act(logged(one)) == []
            assert in_the_words_of_the_act(notice(one)) == []
            assert in_the_words_of_the_act(" ".join(" ".join(each) for _, each in considerations(one))) == []


def test_the_notice_leaves_blanks_for_what_is_not_decided_and_names_no_bidder() -> None:
    open_ = case({"Hazelbeck": "90"}, nobody_else=None, most_bids=1)
    assert sum(BLANK in paragraph for paragraph in paragraphs(open_)) == 3
    assert "Hazelbeck" not in notice(open_)


def test_a_limit_on_value_asks_the_legal_adviser() -> None:
    log = " ".join(logged(case({"A": "90 90", "B": "80 80"}, most_lots=None, most_value_pence=100_00)).split())
    assert "To ask your legal adviser: section 23(4) speaks of the number of lots" in log
    assert decide(case({"A": "90 90", "B": "80 80"}, most_lots=None, most_value_pence=100_00)).winners["2"] == "B"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(175, 2), "87.5"),
        (Fraction(250, 3), "250/3"),
        (Fraction(1234), "1,234"),
        (Fraction(1, 40), "0.025"),
        (None, "none"),
    ],
)
def test_numbers_in_full(number: Fraction | None, words: str) -> None:
    assert plain(number) == words


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
    ]
