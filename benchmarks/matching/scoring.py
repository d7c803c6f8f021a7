"""How right the answers were: thresholds fit on even rows, everything scored on odd ones.

A link is right if it names the labelled organisation or one that is as good (``also``). Precision is over the links made, recall
over the questions that have an answer, F1 their harmonic mean. ``row`` numbers are shuffled, so odd and even are alike.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Question:
    """What the right answers are: none where the organisation is not in the register."""

    row: int
    right: frozenset[str]


@dataclass(frozen=True)
class Link:
    """One method's best answer; ``decision`` only where the method decides by itself."""

    row: int
    org_id: str
    score: float
    decision: str = ""


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    f1: float
    threshold: float = 0.0


@dataclass(frozen=True)
class Bands:
    """The links made without a person: how many were right, how much of the work they saved, and how many should not exist."""

    precision: float
    linked: float  # of the questions that have an answer, the share linked, rightly or not
    wrong: int
    wrong_absent: int  # links for names that are in no register
    absent: int


def read_questions(table: Any) -> list[Question]:
    """Questions from a table with the columns row, org_id and also."""
    rows = table.select(["row", "org_id", "also"]).to_pylist()
    return [Question(row["row"], frozenset(filter(None, [row["org_id"], *(row["also"] or "").split("|")]))) for row in rows]


def read_links(path: Path) -> list[Link]:
    """Answers as written by a peer (row, org_id, score) or by us (row, org_id, confidence, decision, reason)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Link(int(row["row"]), row["org_id"], float(row.get("score") or row.get("confidence") or 0), row.get("decision", ""))
            for row in csv.DictReader(file)
            if row["org_id"]
        ]


def half(items: Iterable[Any], odd: bool) -> list[Any]:
    """The questions or links with odd (scored) or even (fitted) row numbers."""
    return [item for item in items if item.row % 2 == odd]


def score(questions: Sequence[Question], links: Sequence[Link], threshold: float) -> Score:
    """Precision, recall and F1 of the links that score at least the threshold."""
    right = {question.row: question.right for question in questions}
    made = [link for link in links if link.score >= threshold and link.row in right]
    good = sum(link.org_id in right[link.row] for link in made)
    answerable = sum(bool(question.right) for question in questions)
    precision, recall = good / len(made) if made else 0.0, good / answerable if answerable else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if good else 0.0, threshold)


def fit_threshold(questions: Sequence[Question], links: Sequence[Link]) -> float:
    """The score at which F1 is highest (of several as good, the highest score)."""
    right = {question.row: question.right for question in questions}
    answerable = sum(bool(question.right) for question in questions)
    ordered = sorted((link for link in links if link.row in right), key=lambda link: -link.score)
    best, threshold, good = -1.0, 0.0, 0
    for made, link in enumerate(ordered, 1):
        good += link.org_id in right[link.row]
        if made < len(ordered) and ordered[made].score == link.score:
            continue
        f1 = 2 * good / (made + answerable) if answerable else 0.0
        if f1 > best:
            best, threshold = f1, link.score
    return threshold


def fitted(questions: Sequence[Question], links: Sequence[Link]) -> Score:
    """The score on odd rows at the threshold that was best on even ones."""
    threshold = fit_threshold(half(questions, False), half(links, False))
    return score(half(questions, True), half(links, True), threshold)


def bands(questions: Sequence[Question], links: Sequence[Link]) -> Bands:
    """The links decided without a person, as they come."""
    right = {question.row: question.right for question in questions}
    made = [link for link in links if link.decision == "link" and link.row in right]
    good = sum(link.org_id in right[link.row] for link in made)
    answerable = sum(map(bool, right.values()))
    nowhere = sum(not right[link.row] for link in made)
    linked = (len(made) - nowhere) / answerable if answerable else 0.0
    return Bands(good / len(made) if made else 0.0, linked, len(made) - good, nowhere, len(right) - answerable)


def reliability(questions: Sequence[Question], links: Sequence[Link], bins: int = 10) -> list[tuple[float, float, int, float, float]]:
    """For each bin of confidence: from, to, how many, mean confidence, share right."""
    right = {question.row: question.right for question in questions}
    edges = [at / bins for at in range(1, bins)]
    held: list[list[Link]] = [[] for _ in range(bins)]
    for link in links:
        if link.row in right:
            held[bisect_right(edges, link.score)].append(link)
    return [
        (at / bins, (at + 1) / bins, len(found), sum(link.score for link in found) / len(found),
         sum(link.org_id in right[link.row] for link in found) / len(found))
        for at, found in enumerate(held) if found
    ]  # fmt: skip
