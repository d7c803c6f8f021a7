"""The small place with what the matching made of its payees written by hand, as the derived table ``matches``."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from keepitlocal.store.parts import fingerprint, part_path, write_part
from keepitlocal.store.versions import Version, current, publish
from keepitlocal.tables import matches as table
from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from tests.small_place import MAY, make_place, spend

HAZELBECK = {"org_id": "GB-CHC-9000001", "name": "Hazelbeck Trust", "postcode": "ZZ1 1AA", "kind": "charity"}
FARFIELD = {"org_id": "GB-COH-99000001", "name": "Farfield Builders Ltd", "postcode": "ZZ9 1AA", "kind": "company"}
FAR = ("2025-06-03", "Farfield Building", "9000.00")
HAZEL = ("2025-06-04", "HAZELBECK TR", "4000.00")
FORMULA = ("2025-06-05", "=HAZELBECK SUPPLIES", "3000.00")
PERSON = ("2025-06-06", "Mrs Ploova Wizzent", "950.00")
JUNE = [FAR, HAZEL, FORMULA, PERSON]


def likely(one: Mapping[str, str], confidence: float, because: str = "a name like it") -> dict[str, Any]:
    return {**one, "confidence": confidence, "because": because}


# payee -> decision, and the organisations it could be
THOUGHT: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "Farfield Building": ("review", [likely(FARFIELD, 0.72), likely(HAZELBECK, 0.04)]),
    "HAZELBECK TR": ("review", [likely(HAZELBECK, 0.91, "the same words, the last one cut short")]),
    "=HAZELBECK SUPPLIES": ("review", [likely(HAZELBECK, 0.31)]),
    "Mrs Ploova Wizzent": ("review", [likely(FARFIELD, 0.5)]),
    "REDACTED PERSONAL DATA": ("review", [likely(FARFIELD, 0.5)]),
    "Hazelbeck Trust": ("link", [likely(HAZELBECK, 0.99)]),
    "FARFIELD BUILDERS LIMITED": ("link", []),
    "Nobody Knows Supplies": ("none", []),
}


def uncertain_place(
    path: Path,
    thought: Mapping[str, tuple[str, list[dict[str, Any]]]] = THOUGHT,
    *,
    more: Iterable[tuple[str, str, str]] = (),
) -> Path:
    """The place, gathered and matched, with ``thought`` published as its table matches; ``more`` are payments."""
    make_place(path, **{"may.csv": spend(MAY, first=100), "june.csv": spend([*JUNE, *more], first=200)})
    folder, screen = open_folder(path), Screen(out=io.StringIO(), err=io.StringIO())
    publish_matches(folder, match(folder, gather(folder, screen=screen), screen=screen), thought)
    return path


def publish_matches(
    folder: Folder, version: Version, thought: Mapping[str, tuple[str, list[dict[str, Any]]]]
) -> Version:
    """The version with a part ``matches``, published as the matching publishes what it derives."""
    rows = [_row(payee, *told) for payee, told in thought.items()]
    target = part_path(folder.store, table="matches", name=fingerprint(rows))
    types = {"text": pa.string(), "number": pa.float64()}
    schema = pa.schema([(name, types[column.type]) for name, column in table.columns.items()])
    write_part(target, lambda path: pq.write_table(pa.Table.from_pylist(rows, schema=schema), path))
    parts = version.parts | {"matches": (target.relative_to(folder.store).as_posix(),)}
    derived = sorted({*version.made_from["derived"], "matches"})
    return publish(folder.store, replace(version, parts=parts, made_from=version.made_from | {"derived": derived}))


def _row(payee: str, decision: str, candidates: Iterable[dict[str, Any]]) -> dict[str, Any]:
    every = list(candidates)
    linked = {"FARFIELD BUILDERS LIMITED": FARFIELD["org_id"]}.get(payee)
    first: dict[str, Any] = every[0] if every else {"org_id": linked, "confidence": None}
    told = {name: first.get(name) for name in ("org_id", "confidence")}
    return {
        "payee": payee,
        "decision": decision,
        **told,
        "matched_by": "name",
        "because": "",
        "candidates": json.dumps(every),
    }


def version_of(folder: Folder) -> Version:
    version = current(folder.store)
    assert version is not None
    return version
