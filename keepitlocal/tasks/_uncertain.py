"""What the store holds about payees to be decided: matches, money, and the organisations that a number stands for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.matching.corrections import Decision, contested, settle
from keepitlocal.matching.uncertain import LINK, Candidate, Match, Question, Spent, questions
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._parts import Parts


def matches(parts: Parts, /) -> list[Match]:
    """What the matching made of every payee: the one place where the table ``matches`` is read."""
    found = parts.rows(
        "SELECT payee, decision, org_id, confidence, matched_by, because, candidates FROM matches ORDER BY payee",
        "matches",
    )
    return [
        Match(payee, decision, org_id, confidence, matched_by or "", because or "", _candidates(candidates))
        for payee, decision, org_id, confidence, matched_by, because, candidates in found
    ]


def _candidates(text: str | None) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            org_id=str(one["org_id"]),
            name=str(one.get("name") or one["org_id"]),
            postcode=str(one.get("postcode") or ""),
            kind=str(one.get("kind") or ""),
            confidence=None if one.get("confidence") is None else float(one["confidence"]),
            because=str(one.get("because") or ""),
        )
        for one in json.loads(text or "[]")
        if one.get("org_id")
    )


def to_ask(folder: Folder, parts: Parts, decisions: Sequence[Decision], /, *, everything: bool) -> list[Question]:
    """Payees still to be decided, the most money first; never individuals or redacted ones. Raises Problem where the
    store cannot tell.
    """
    if not parts.names >= {"matches", "spending", "payees"}:
        raise Problem(
            f"How sure it is who each payee is has not been worked out in {folder.path} yet. "
            f"Run: keepitlocal report {typed(folder.path)}"
        )
    sure, never = settle(decisions)
    disputed = contested(decisions)
    found = matches(parts)
    wanted = {one.org_id for one in found if one.thought == LINK and not one.candidates and one.org_id}
    names = organisations(parts, wanted | {one.org_id for some in disputed.values() for one in some})
    added = {
        key: tuple(_said(names.get(org_id), org_id, some) for org_id in sorted({one.org_id for one in some}))
        for key, some in disputed.items()
    }
    asked = questions(
        [_with_link(one, names) for one in found],
        _spent(parts),
        sure=sure,
        never=never,
        added=added,
        everything=everything,
    )
    return [_unplaced(one, folder) for one in asked]


def _unplaced(asked: Question, folder: Folder) -> Question:
    """The question without the postcodes of refuges and the like, which are shown nowhere."""
    words = folder.settings.get("never_placed", {}).get("words", ())
    hidden = is_sensitive(asked.payee, also=words)
    told = [
        replace(one, postcode="") if hidden or is_sensitive(one.name, also=words) else one for one in asked.candidates
    ]
    return replace(asked, candidates=tuple(told))


def _with_link(one: Match, names: dict[str, Candidate]) -> Match:
    """A match with what it was linked to as its candidate, where the matching listed none."""
    if one.candidates or one.thought != LINK or not one.org_id:
        return one
    known = names.get(one.org_id, Candidate(one.org_id, one.org_id))
    return replace(one, candidates=(replace(known, confidence=one.confidence, because=one.because),))


def _said(known: Candidate | None, org_id: str, some: Iterable[Decision]) -> Candidate:
    """An organisation about which councils do not agree, with who says what."""
    told = [f"{one.by} says it {'is' if one.is_it else 'is not'}" for one in some if one.org_id == org_id]
    return replace(known or Candidate(org_id, org_id), because="; ".join(told))


def organisations(parts: Parts, org_ids: Iterable[str], /) -> dict[str, Candidate]:
    """Those of the org-ids that are on a register given, as candidates without a reason."""
    found = parts.rows(
        """SELECT org_id, arg_min(name, register), arg_min(postcode, register), arg_min(kind, register) FROM organisations
        WHERE set_aside IS NULL AND list_contains($wanted, org_id) GROUP BY org_id""",
        "organisations",
        wanted=sorted(org_ids),
    )
    return {
        org_id: Candidate(org_id, name or org_id, "" if is_sensitive(name) else postcode or "", kind or "")
        for org_id, name, postcode, kind in found
    }


def people(parts: Parts, /) -> frozenset[str]:
    """Payees that are redacted or probably individuals, which are never shown."""
    return frozenset(payee for (payee,) in parts.rows("SELECT payee FROM payees WHERE person", "payees"))


def known(parts: Parts, /) -> frozenset[str]:
    """Every payee in the store that may be shown."""
    return frozenset(payee for (payee,) in parts.rows("SELECT payee FROM payees WHERE NOT person", "payees"))


def _spent(parts: Parts) -> dict[str, Spent]:
    found: dict[str, Spent] = {}
    for payee, pence, lines, years, departments, categories in parts.rows(_SPENT, "spending", "payees"):
        found[payee] = Spent(int(pence), int(lines), tuple(years), _two(departments), _two(categories))
    return found


def _two(labels: Any) -> tuple[str, ...]:
    return tuple(labels or ())[:2]


_SPENT = """
WITH shown AS (
    SELECT s.payee, s.year, s.department, s.category, abs(s.amount_pence) AS pence, s.lines
    FROM spending s JOIN (SELECT payee FROM payees GROUP BY payee HAVING NOT bool_or(person)) p ON p.payee = s.payee
    WHERE s.choosable AND NOT s.person),
departments AS (
    SELECT payee, list(department ORDER BY pence DESC, department) AS labels FROM (
        SELECT payee, department, sum(pence) AS pence FROM shown WHERE department IS NOT NULL GROUP BY ALL) GROUP BY payee),
categories AS (
    SELECT payee, list(category ORDER BY pence DESC, category) AS labels FROM (
        SELECT payee, category, sum(pence) AS pence FROM shown WHERE category IS NOT NULL GROUP BY ALL) GROUP BY payee)
SELECT s.payee, sum(s.pence), sum(s.lines), list(DISTINCT s.year ORDER BY s.year), any_value(d.labels), any_value(c.labels)
FROM shown s LEFT JOIN departments d ON d.payee = s.payee LEFT JOIN categories c ON c.payee = s.payee GROUP BY s.payee
"""
