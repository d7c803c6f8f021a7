"""The Reconciliation Service API 0.2 of the W3C's Entity Reconciliation Community Group, as paths and their answers.

Knows nothing of sockets: a path and its parameters go in, a reply comes out.
https://reconciliation-api.github.io/specs/0.2/
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from keepitlocal import __version__
from keepitlocal.domain.organisation import KINDS
from keepitlocal.tasks._reconcile_questions import (
    EVIDENCE,
    FACTS,
    MOST_QUERIES,
    SUGGESTED_TYPES,
    TYPES,
    Refused,
    clean,
    read_batch,
    read_single,
    read_wanted,
)
from keepitlocal.tasks._reconcile_register import Entity, Found, Register

IDENTIFIERS, SCHEMA = "http://org-id.guide/", "https://schema.org/Organization"
_CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,99}(?:\.[A-Za-z_$][A-Za-z0-9_$]{0,99}){0,4}")
_SUGGESTIONS = 10


@dataclass(frozen=True)
class Reply:
    """What goes back: a status, a body, and what the body is."""

    status: int
    body: bytes
    kind: str


@dataclass(frozen=True)
class Service:
    """The service at an address, such as http://127.0.0.1:8040."""

    register: Register
    name: str
    address: str

    def reply(self, path: str, asked: Mapping[str, str], /) -> Reply:
        """The answer to a path with its parameters, from wherever in the request they came."""
        page = path in ("/preview", "/view")
        try:
            if page:
                return self._page(asked)
            answers = self._answers.get(path)
            if answers is None:
                raise Refused(404, f"There is nothing at {clean(path)[:80]}. The service is at {self.address}/ .")
            return _said(200, answers(asked), callback=asked.get("callback"))
        except Refused as error:
            return refusal(error.status, error.words, page=page)

    @property
    def _answers(self) -> dict[str, Callable[[Mapping[str, str]], Any]]:
        return {
            "/": self._main,
            "/suggest/entity": self._suggest,
            "/suggest/property": lambda asked: _listed(asked, {key: words for key, (words, _) in EVIDENCE.items()}),
            "/suggest/type": lambda asked: _listed(asked, TYPES),
            "/properties": self._properties,
        }

    def _main(self, asked: Mapping[str, str]) -> Any:
        if "queries" in asked:
            batch = read_batch(asked["queries"])
            found = self.register.candidates(list(batch.values()))
            told = ([_candidate(one) for one in some] for some in found)
            return {key: {"result": some} for key, some in zip(batch, told, strict=True)}
        if "query" in asked:
            question = read_single(asked["query"])
            if asked.get("limit", "").isascii() and asked.get("limit", "").isdigit():
                question = replace(question, limit=min(question.limit, max(1, int(asked["limit"][:4]))))
            return {"result": [_candidate(one) for one in self.register.candidates([question])[0]]}
        return self._extend(asked["extend"]) if "extend" in asked else self.manifest()

    def manifest(self) -> dict[str, Any]:
        """What the service can do, as a client reads it first."""
        here = {"service_url": self.address}
        return {
            "versions": ["0.2"],
            "name": self.name,
            "identifierSpace": IDENTIFIERS,
            "schemaSpace": SCHEMA,
            "defaultTypes": [_type(kind) for kind in SUGGESTED_TYPES],
            "view": {"url": f"{self.address}/view?id={{{{id}}}}"},
            "preview": {"url": f"{self.address}/preview?id={{{{id}}}}", "width": 430, "height": 180},
            "suggest": {one: here | {"service_path": f"/suggest/{one}"} for one in ("entity", "property", "type")},
            "extend": {"propose_properties": here | {"service_path": "/properties"}, "property_settings": []},
            "batchSize": MOST_QUERIES,
            "serviceVersion": __version__,
        }

    def _extend(self, text: str) -> dict[str, Any]:
        wanted = read_wanted(text)
        there = self.register.find(wanted.ids)
        rows = {org_id: {fact: _fact(there.get(org_id), fact) for fact in wanted.facts} for org_id in wanted.ids}
        return {"meta": [{"id": fact, "name": FACTS[fact]} for fact in wanted.facts], "rows": rows}

    def _suggest(self, asked: Mapping[str, str]) -> dict[str, Any]:
        skip = asked.get("cursor", "")
        number = int(skip[:6]) if skip.isascii() and skip.isdigit() else 0
        found = self.register.suggest(clean(asked.get("prefix", "")), skip=min(number, 1000), most=_SUGGESTIONS)
        return {
            "result": [
                {"id": one.org_id, "name": one.names[0], "description": _described(one), "notable": _types(one.kind)}
                for one in found
            ]
        }

    def _properties(self, asked: Mapping[str, str]) -> dict[str, Any]:
        kind = clean(asked.get("type", ""))[:40]
        return {"type": kind, "properties": [{"id": fact, "name": words} for fact, words in FACTS.items()]}

    def _page(self, asked: Mapping[str, str]) -> Reply:
        org_id = clean(asked.get("id", ""))
        if not org_id:
            raise Refused(400, "Say which organisation: ?id= and its org-id.")
        one = self.register.find([org_id]).get(org_id)
        if one is None:
            raise Refused(404, f"The registers given have no organisation {org_id[:80]}.")
        lines = [_kind(one), one.org_id]
        if one.hidden:
            lines.append("Its address is not shown: it may be a place that must not be found.")
        elif one.postcode:
            lines.append(f"{one.postcode}, as the register gives it")
        if one.names[1:]:
            lines.append(f"Also: {', '.join(one.names[1:6])}")
        return _html(200, one.names[0], lines)


def refusal(status: int, words: str, /, *, page: bool = False) -> Reply:
    """An error in words: as a page where a person looks at it, else as JSON."""
    return _html(status, "This cannot be shown", [words]) if page else _said(status, {"error": words})


def _said(status: int, answer: Any, *, callback: str | None = None) -> Reply:
    text = json.dumps(answer)  # every letter but ASCII is escaped, so that it is JavaScript too
    if callback is None:
        return Reply(status, text.encode(), "application/json; charset=utf-8")
    if not _CALLBACK.fullmatch(callback):
        raise Refused(400, "callback must be the name of a function: letters, figures, _ and $, with points between.")
    # The comment keeps a file of another kind from being made of the name that was asked for.
    return Reply(status, f"/**/{callback}({text});".encode(), "application/javascript; charset=utf-8")


def _html(status: int, title: str, lines: Iterable[str]) -> Reply:
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    style = "body{font:16px/1.4 sans-serif;margin:12px;color:#111;background:#fff}h1{font-size:18px;margin:0 0 8px}p{margin:0 0 6px}"
    page = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head><body><h1>{escape(title)}</h1>{told}</body></html>"
    )
    return Reply(status, page.encode("utf-8"), "text/html; charset=utf-8")


def _candidate(one: Found) -> dict[str, Any]:
    said = one.because.split("; ")
    features: list[dict[str, Any]] = [{"id": "confidence", "value": round(one.confidence, 4)}]
    if one.by_name:
        features.append({"id": "same_name", "value": any(part.startswith("same name") for part in said)})
    if any("postcode" in part for part in said):  # neither true nor false where one of the two is not known
        features.append({"id": "same_postcode", "value": "postcode agrees" in said})
    return {
        "id": one.org_id, "name": one.name, "description": one.because, "type": _types(one.kind),
        "score": round(100 * one.confidence, 1), "match": one.match, "features": features,
    }  # fmt: skip


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": TYPES[kind]}


def _types(kind: str) -> list[dict[str, str]]:
    return [_type(kind)] if kind in TYPES else []


def _kind(one: Entity) -> str:
    return KINDS.get(one.kind, one.kind)


def _described(one: Entity) -> str:
    return " · ".join(part for part in (_kind(one), one.org_id, one.postcode) if part)


def _fact(one: Entity | None, fact: str) -> list[dict[str, str]]:
    if one is None:
        return []
    value = {"postcode": one.postcode, "kind": one.kind, "org_id": one.org_id}[fact]
    return [{"str": value}] if value else []


def _listed(asked: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Any]:
    """Those of a short list that begin as typed, by id or in words."""
    typed = clean(asked.get("prefix", "")).casefold()
    found = [
        {"id": key, "name": text}
        for key, text in words.items()
        if key.startswith(typed) or text.casefold().startswith(typed)
    ]
    return {"result": found}
