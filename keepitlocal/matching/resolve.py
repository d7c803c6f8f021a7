"""Which registered organisation is each payee, how sure is that, and why: link, review or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.matching.features import FEATURES, Evidence
from keepitlocal.matching.index import Index, postcode_prints
from keepitlocal.matching.letters import Numbers
from keepitlocal.matching.model import Model
from keepitlocal.matching.readings import LONGEST
from keepitlocal.matching.reasons import NOBODY, PERSON, because
from keepitlocal.matching.score import Scored, confidences, in_chunks, score, tied
from keepitlocal.matching.uncertain import LINK, NONE, REVIEW, Candidate

# A payee that ends in one of these is a body, whatever its other words: no need to look whether it may be a person's name.
_BODY = re.compile(r"\b(?:LTD|LIMITED|PLC|LLP|CIC|CIO|SCHOOL|COUNCIL|TRUST|GROUP|SERVICES|CARE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What was made of one payee; ``candidates`` likeliest first, empty where nothing is near or none may be looked for."""

    decision: str
    candidates: tuple[Candidate, ...]
    because: str

    @property
    def org_id(self) -> str | None:
        """The likeliest organisation, where there is one worth naming."""
        return self.candidates[0].org_id if self.candidates and self.decision != NONE else None

    @property
    def confidence(self) -> float:
        """How likely it is that the likeliest organisation is the payee."""
        return (self.candidates[0].confidence or 0.0) if self.candidates else 0.0


def evidence(
    postcodes: Sequence[str | None], /, *, families: Sequence[int] | None = None, home: Sequence[str] = ()
) -> Evidence:
    """What is known besides names: postcodes, kinds (bits of index.FAMILIES), and the first halves of the council's own postcodes."""
    whole, half = postcode_prints(pa.array(postcodes, pa.string()))
    kinds = np.zeros(len(postcodes), np.uint8) if families is None else np.array(families, np.uint8)
    own = np.sort(postcode_prints(pa.array([f"{first} 1AA" for first in home], pa.string()))[1])
    return Evidence(whole, half, kinds, own)


def resolve(
    names: Sequence[str | None], known: Evidence, index: Index, /, *, model: Model, closely: int = 4
) -> list[Answer]:
    """An answer for each name, in order. Redacted names and those that are probably a person's are never looked for.

    The answer to one name depends on the others in no way, nor on organisations that share no word with it; nor on the order of
    the register where that was indexed in the order of its ids, as tasks do.
    """
    hidden = [_hidden(name) for name in names]
    asked = [None if why else name for name, why in zip(names, hidden, strict=True)]
    answers = [Answer(NONE, (), why or NOBODY) for why in hidden]
    if not len(index.first):  # a register with no names
        return answers

    def work(piece: Sequence[str | None], part: Evidence) -> Scored:
        return score(piece, part, index, line=model.line, pair=model.pair)

    for start, scored in in_chunks(asked, known, work):
        for row, answer in _answers(scored, index, model, asked[start:], closely):
            answers[start + row] = answer
    return answers


def _hidden(name: str | None) -> str | None:
    if not name or _BODY.search(name):
        return None
    return PERSON if is_redacted(name) or likely_person(name[:LONGEST]) else None


def _answers(
    scored: Scored, index: Index, model: Model, names: Sequence[str | None], closely: int
) -> list[tuple[int, Answer]]:
    if not len(scored.rows):
        return []
    at, sure = confidences(scored, model)
    ends = np.append(at[1:], len(scored.rows))
    table = index.organisations.select(["org_id", "name", "postcode", "kind"]).take(pa.array(scored.entries))
    columns = [column.to_pylist() for column in table.columns]
    found = []
    shared, only = tied(scored, at).tolist(), (_of_the_name(scored, at) <= 1).tolist()
    for number, (start, end, confidence) in enumerate(zip(at.tolist(), ends.tolist(), sure.tolist(), strict=True)):
        row, last = int(scored.rows[start]), min(end, start + closely)
        listed = tuple(
            Candidate(
                columns[0][place], columns[1][place], columns[2][place] or "", columns[3][place] or "",
                confidence if place == start else min(float(scored.likelihood[place]), confidence, 1 - confidence),
                because(scored, place, names[row] or "", columns[1][place], tied=shared[number], only=only[number]),
            )
            for place in range(start, last)
        )  # fmt: skip
        decision = LINK if confidence >= model.link else REVIEW if confidence >= model.review else NONE
        found.append(
            (
                row,
                Answer(
                    decision, listed, listed[0].because if decision != NONE else f"{NOBODY}; nearest: {listed[0].name}"
                ),
            )
        )
    return found


def _of_the_name(scored: Scored, at: Numbers) -> Numbers:
    """How many candidates of each payee have its very name, or the same words."""
    same = scored.features[:, [FEATURES.index("same_name"), FEATURES.index("same_words")]].any(1)
    found: Numbers = np.add.reduceat(same.astype(np.int64), at)
    return found
