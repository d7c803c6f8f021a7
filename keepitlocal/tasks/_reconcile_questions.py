"""What a client asks of the reconciliation service, read from JSON that may hold anything at all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from keepitlocal.domain.organisation import KINDS

MOST_QUERIES, MOST_CANDIDATES, MOST_IDS = 50, 6, 1000
LONGEST = 300  # letters of a name that are compared; nobody's is longer
TYPES = {kind: words for kind, words in KINDS.items() if kind not in ("individual", "unknown")}
SUGGESTED_TYPES = ("charity", "company", "cic", "society", "public_body", "school")
# What a query may say besides the name.
EVIDENCE = {
    "postcode": ("postcode", "of the supplier: tells bodies of one name apart"),
    "company_number": ("company number", "as the council's file has it"),
    "charity_number": ("charity number", "as the council's file has it"),
}
# What can be fetched of an organisation once it is matched.
FACTS = {"postcode": "postcode", "kind": "kind", "org_id": "org-id"}


class Refused(Exception):
    """A request that cannot be answered: the HTTP status, and words that say what was found and what to do."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


@dataclass(frozen=True)
class Question:
    """Who is this? ``types`` are keys of TYPES, none for any; ``evidence`` has keys of EVIDENCE."""

    name: str = ""
    types: tuple[str, ...] = ()
    limit: int = MOST_CANDIDATES
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """Which facts (keys of FACTS) are wanted of which organisations."""

    ids: tuple[str, ...]
    facts: tuple[str, ...]


def read_batch(text: str, /) -> dict[str, Question]:
    """The queries of a batch by their keys. Raises Refused."""
    batch = _json(text, "queries")
    if not isinstance(batch, dict):
        raise Refused(400, 'queries must be an object of queries, such as {"q0": {"query": "Hazelbeck Trust"}}.')
    if len(batch) > MOST_QUERIES:
        raise Refused(
            413, f"{len(batch)} queries came at once. Send {MOST_QUERIES} at the most, and the rest after them."
        )
    return {clean(key): _question(one, clean(key)[:40]) for key, one in batch.items()}


def read_single(text: str, /) -> Question:
    """One query: a name, or an object as in a batch. Raises Refused."""
    if not text.lstrip().startswith("{"):
        return Question(clean(text)[:LONGEST])
    return _question(_json(text, "query"), "query")


def read_wanted(text: str, /) -> Wanted:
    """A request for facts of matched organisations. Raises Refused."""
    asked = _json(text, "extend")
    ids, facts = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (None, None)
    if not (isinstance(ids, list) and isinstance(facts, list) and all(isinstance(one, str) for one in ids)):
        raise Refused(400, 'extend must be an object with lists of ids and properties: {"ids": [], "properties": []}.')
    if len(ids) > MOST_IDS:
        raise Refused(413, f"{len(ids)} ids came at once. Send {MOST_IDS} at the most, and the rest after them.")
    named = [one.get("id") if isinstance(one, dict) else None for one in facts]
    if unknown := [one for one in named if not (isinstance(one, str) and one in FACTS)]:
        raise Refused(400, f"There is no property {_shown(unknown[0])} to fetch. There are {', '.join(FACTS)}.")
    return Wanted(tuple(dict.fromkeys(map(clean, ids))), tuple(dict.fromkeys(str(one) for one in named)))


def clean(text: str, /) -> str:
    """A text that can be encoded, whatever was sent: halves of surrogate pairs become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def _json(text: str, what: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refused(400, f"{what} is no JSON: {error.msg} at character {error.pos + 1}.") from error
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"{what} is JSON that cannot be read: numbers too long, or brackets too deep.") from error


def _no_number(_: str) -> Any:
    raise ValueError


def _question(asked: Any, key: str) -> Question:
    if not isinstance(asked, dict):
        raise Refused(400, f'Query {key} must be an object, such as {{"query": "Hazelbeck Trust"}}.')
    name, properties = asked.get("query"), asked.get("properties")
    if not (name is None or isinstance(name, str)):
        raise Refused(400, f"The query of {key} must be a text: the name to look for.")
    if not (properties is None or isinstance(properties, list)):
        raise Refused(400, f'The properties of {key} must be a list, such as [{{"pid": "postcode", "v": "ZZ1 1AA"}}].')
    if name is None and not properties:
        raise Refused(400, f"{key} asks for nothing: it has neither query, the name to look for, nor properties.")
    return Question(
        clean(name or "")[:LONGEST],
        _types(asked.get("type"), key),
        _limit(asked.get("limit"), key),
        _evidence(properties or ()),
    )


def _types(asked: Any, key: str) -> tuple[str, ...]:
    """OpenRefine sends an empty type where its field was left empty."""
    listed = asked if isinstance(asked, list) else [asked]
    named = [one.get("id") if isinstance(one, dict) else one for one in listed if one not in (None, "")]
    if unknown := [one for one in named if not (isinstance(one, str) and one in TYPES)]:
        raise Refused(
            400, f"The type of {key} is {_shown(unknown[0])}, which is not known. There are {', '.join(TYPES)}."
        )
    return tuple(dict.fromkeys(str(one) for one in named))


def _limit(asked: Any, key: str) -> int:
    if asked is None:
        return MOST_CANDIDATES
    if isinstance(asked, bool) or not isinstance(asked, int | float) or asked < 1 or asked != int(asked):
        raise Refused(
            400, f"The limit of {key} must be a whole number from 1: how many candidates to give at the most."
        )
    return min(int(asked), MOST_CANDIDATES)


def _evidence(properties: Iterable[Any]) -> dict[str, str]:
    """A column under a name that says nothing to us is passed over, as the specification allows."""
    found: dict[str, str] = {}
    for one in properties:
        pid = one.get("pid") if isinstance(one, dict) else None
        known = "_".join(pid.casefold().split()) if isinstance(pid, str) else ""
        if known in EVIDENCE and (value := _value(one.get("v"))):
            found.setdefault(known, value)
    return found


def _value(asked: Any) -> str:
    """A cell as text: spreadsheets hand over numbers as numbers, and whole ones with a nought after the point."""
    if isinstance(asked, list):
        return next((value for one in asked if not isinstance(one, list) and (value := _value(one))), "")
    if isinstance(asked, dict):
        return _value(asked.get("id")) if isinstance(asked.get("id"), str) else ""
    if isinstance(asked, str):
        return clean(asked)[:LONGEST]
    if isinstance(asked, bool) or not isinstance(asked, int | float):
        return ""
    return str(int(asked)) if asked == int(asked) else ""


def _shown(asked: Any) -> str:
    """An unknown word as it came, cut short: it is the client's own, never a payee."""
    return f"“{clean(asked)[:40]}”" if isinstance(asked, str) else "no text"
