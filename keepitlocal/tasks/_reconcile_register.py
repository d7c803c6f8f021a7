"""The registers behind the reconciliation service: who could a name be, and what may be told of an organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.matching.corrections import Decision, is_org_id, spelt
from keepitlocal.matching.index import FAMILIES
from keepitlocal.matching.model import shipped
from keepitlocal.matching.numbers import by_number, meant_by
from keepitlocal.matching.reasons import PERSON
from keepitlocal.matching.resolve import Answer, evidence, resolve
from keepitlocal.matching.uncertain import LINK
from keepitlocal.tasks._reconcile_questions import LONGEST, MOST_CANDIDATES, Question

if TYPE_CHECKING:
    from keepitlocal.matching.index import Index

_LEAST = 0.05  # a candidate less likely than one in twenty is nobody to offer
_MOST_STARTS = 20_000


@dataclass(frozen=True)
class Entity:
    """An organisation as the registers give it; ``postcode`` is empty where there is none, or none that may be shown.

    ``also`` is a second kind: a charity that is a company.
    """

    org_id: str
    names: tuple[str, ...]
    kind: str
    postcode: str
    also: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Found:
    """A candidate: how likely (0 to 1), whether it is taken for certain, and why; ``by_name`` where names were compared."""

    org_id: str
    name: str
    kind: str
    confidence: float
    match: bool
    because: str
    by_name: bool = False


@dataclass(frozen=True)
class Register:
    """An index to ask, and what a council adds to it: words for what is never placed, its own postcodes, its decisions."""

    index: "Index"
    never_placed: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    sure: Mapping[str, Decision] = field(default_factory=dict)
    never: frozenset[tuple[str, str]] = frozenset()

    @property
    def size(self) -> int:
        """How many organisations there are."""
        return int(np.count_nonzero(self.index.first == np.arange(len(self.index.first))))

    def candidates(self, questions: Sequence[Question], /) -> list[list[Found]]:
        """For each question the organisations it could be, likeliest first. Each is answered as if it were alone."""
        if not questions:
            return []
        known = evidence(
            [one.evidence.get("postcode") for one in questions],
            families=[_family(one.types) for one in questions],
            home=self.home,
        )
        names = [one.name or None for one in questions]
        answers = resolve(names, known, self.index, model=shipped(), closely=MOST_CANDIDATES)
        meant = [meant_by(one.evidence.get("company_number"), one.evidence.get("charity_number")) for one in questions]
        typed = [one.name.upper() for one in questions if is_org_id(one.name.upper())]
        decided = [self.sure[spelt(one.name)].org_id for one in questions if spelt(one.name) in self.sure]
        wanted = {*typed, *decided, *(org_id for pairs in meant for org_id, _ in pairs)}
        for one, answer in zip(questions, answers, strict=True):
            wanted |= {found.org_id for found in answer.candidates if one.types}  # for their second kinds
        there = self.find(wanted)
        return [self._candidates(*asked, there) for asked in zip(questions, answers, meant, strict=True)]

    def _candidates(
        self, asked: Question, answer: Answer, meant: Sequence[tuple[str, str]], there: Mapping[str, Entity]
    ) -> list[Found]:
        if (decided := self._decided(asked, answer, there)) is not None:
            return [decided]
        if answer.because == PERSON and not answer.candidates:
            return []
        if typed := there.get(asked.name.upper()):
            return [Found(typed.org_id, typed.names[0], typed.kind, 1.0, True, "that is its org-id")]
        found = [*_numbered(asked, meant, there), *self._named(answer)]
        family = _family(asked.types)
        kept: list[Found] = []
        for one in found:
            of = _family((one.kind, there[one.org_id].also if one.org_id in there else ""))
            if (
                one.confidence >= _LEAST
                and (not family or not of or family & of)
                and not self._denied(asked, one.org_id)
            ):
                # Only the first can be meant for certain, and none is likelier than the one before it.
                first = not kept and one is found[0]
                most = kept[-1].confidence if kept else 1.0
                if one.org_id not in {other.org_id for other in kept}:
                    kept.append(replace(one, match=one.match and first, confidence=min(one.confidence, most)))
        return kept[: asked.limit]

    def _decided(self, asked: Question, answer: Answer, there: Mapping[str, Entity]) -> Found | None:
        """What a person decided; another council's word never makes an individual of ours known."""
        one = self.sure.get(spelt(asked.name))
        if one is None or is_redacted(asked.name) or (one.shared and answer.because == PERSON):
            return None
        entity = there.get(one.org_id, Entity(one.org_id, (asked.name,), "unknown", ""))
        return Found(one.org_id, entity.names[0], entity.kind, 1.0, True, one.because)

    def _named(self, answer: Answer) -> list[Found]:
        found = []
        for place, one in enumerate(answer.candidates):
            if not _of_a_person(one.name, one.kind):
                hidden = is_sensitive(one.name, also=self.never_placed)
                match = answer.decision == LINK and place == 0
                because = _without_postcode(one.because) if hidden else one.because
                found.append(Found(one.org_id, one.name, one.kind, one.confidence or 0.0, match, because, by_name=True))
        return found

    def _denied(self, asked: Question, org_id: str) -> bool:
        return (spelt(asked.name), org_id) in self._never

    @cached_property
    def _never(self) -> frozenset[tuple[str, str]]:
        """What people denied, of every id that the registers say is the same body."""
        if not self.never:
            return frozenset()
        table = self.index.organisations.select(["org_id", "body"])
        body = dict(
            zip(*(column.to_pylist() for column in _rows(table, {one for _, one in self.never}).columns), strict=True)
        )
        bodies = pa.array(sorted({one for one in body.values() if one}), pa.string())
        same: dict[str, set[str]] = {}
        for org_id, of in zip(
            *(c.to_pylist() for c in table.filter(pc.is_in(table["body"], bodies)).columns), strict=True
        ):
            same.setdefault(of, set()).add(org_id)
        return frozenset(
            (key, every) for key, one in self.never for every in same.get(body.get(one) or "", set()) | {one}
        )

    def find(self, ids: Iterable[str], /) -> dict[str, Entity]:
        """Those of the ids that the registers have. What may be a person's is not among them."""
        wanted = set(ids)
        if not wanted:
            return {}
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in _rows(
            self.index.organisations.select(["org_id", "name", "postcode", "kind", "also"]), wanted
        ).to_pylist():
            rows.setdefault(row["org_id"], []).append(row)
        entities = (self._entity(org_id, some) for org_id, some in rows.items())
        return {one.org_id: one for one in entities if not _of_a_person(one.names[0], one.kind)}

    def _entity(self, org_id: str, rows: Sequence[Mapping[str, Any]]) -> Entity:
        names = tuple(dict.fromkeys(str(row["name"]) for row in rows))
        hidden = any(is_sensitive(name, also=self.never_placed) for name in names)
        postcode = next((str(row["postcode"]) for row in rows if row["postcode"]), "")
        kind = next((str(row["kind"]) for row in rows if row["kind"]), "unknown")
        also = next((str(row["also"]) for row in rows if row["also"]), "")
        return Entity(org_id, names, kind, "" if hidden else postcode, also, hidden)

    def suggest(self, text: str, /, *, skip: int = 0, most: int = 10) -> list[Entity]:
        """Organisations as a person types: of that org-id, whose name begins so, then those of a like name."""
        if not text.strip():
            return []
        text = text.strip()[:LONGEST]
        told = [text.upper(), *self._starting(text)]
        if len(text) > 2:
            answer = resolve(
                [text], evidence([None], home=self.home), self.index, model=shipped(), closely=MOST_CANDIDATES
            )[0]
            told += [one.org_id for one in answer.candidates]
        asked = list(dict.fromkeys(told))[: skip + 3 * most]
        there = self.find(asked)
        return [there[org_id] for org_id in asked if org_id in there][skip : skip + most]

    def _starting(self, text: str) -> list[str]:
        """Org-ids whose name begins so, the shortest names first."""
        table = self.index.organisations.select(["name", "org_id"])
        some = table.filter(pc.starts_with(table["name"], pattern=text, ignore_case=True)).slice(0, _MOST_STARTS)
        pairs = zip(some["name"].to_pylist(), some["org_id"].to_pylist(), strict=True)
        return [org_id for _, org_id in sorted(pairs, key=lambda pair: (len(pair[0]), pair))]


def _rows(table: pa.Table, ids: Iterable[str]) -> pa.Table:
    return table.filter(pc.is_in(table["org_id"], pa.array(sorted(ids), pa.string())))


def _family(types: Iterable[str]) -> int:
    found = 0
    for one in types:
        found |= FAMILIES.get(one, 0)
    return found


def _of_a_person(name: str, kind: str) -> bool:
    return kind == "individual" or is_redacted(name) or likely_person(name)


def _numbered(asked: Question, meant: Sequence[tuple[str, str]], there: Mapping[str, Entity]) -> list[Found]:
    """The organisation of a number in the council's file; where its name is quite another's, not for certain."""
    listed = [pair for pair in meant if pair[0] in there]
    if not listed:
        return []
    if not asked.name:
        one = there[listed[0][0]]
        return [Found(one.org_id, one.names[0], one.kind, 0.99, True, listed[0][1])]
    told = by_number(asked.name, listed, {org_id: there[org_id].names for org_id, _ in listed})
    if told is None:
        return []
    one = there[told.org_id]
    return [Found(one.org_id, one.names[0], one.kind, 0.99 if told.sure else 0.5, told.sure, told.because)]


def _without_postcode(because: str) -> str:
    return "; ".join(said for said in because.split("; ") if "postcode" not in said)
