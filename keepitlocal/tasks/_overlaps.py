"""Files of the same publisher and period that hold the same rows: found by comparing rows, and counted once."""

import re
from itertools import combinations
from pathlib import Path
from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._screen import Screen

# What makes two published lines the same line, by table. Names of departments change between publications and are left out.
_KEYS = {
    "payments": ("date", "payee", "amount_pence", "transaction", "invoice"),
    "grants": ("date", "recipient", "amount_pence"),
    "contracts": ("start", "supplier", "value_pence", "reference", "lot", "stage", "title"),
}
_ENOUGH = 0.2  # Below this share of the smaller file's shared period, equal rows are taken for chance.
_REPUBLISHED = 0.8
# Words by which councils call the later of two publications of the same period.
_REVISED = re.compile(r"correct|revis|amend|updat|final|replac|v[2-9]\b", re.IGNORECASE)

Pair = tuple[dict[str, Any], dict[str, Any]]  # an input and one of its readings


def mark_overlaps(folder: Folder, inputs: list[dict[str, Any]], /, *, screen: Screen) -> list[dict[str, Any]]:
    """Add to each input whose rows stand in a later file too a part that names those rows and that file."""
    readings = [
        (entry, reading)
        for entry in inputs
        for reading in entry["readings"]
        if reading.get("table") in _KEYS and reading["kept"] and reading["first_date"]
    ]
    marked = {
        id(entry): {key: value for key, value in entry.items() if key not in ("overlap_parts", "overlaps")}
        for entry in inputs
    }
    for first, second in combinations(sorted(readings, key=_publication), 2):
        if _alike(first[1], second[1]) and _periods_meet(first[1], second[1]):
            (entry, reading), (_, later) = _by_decision(folder, first, second)
            _compare(folder, marked[id(entry)], reading, later, screen, entry.get("overlaps", []))
    return [marked[id(entry)] for entry in inputs]


def _publication(pair: Pair) -> tuple[str, bool, str, str]:
    """What tells the later publication: its last date, a word for revised in its name, then its name without the ending."""
    name = pair[1]["file"]
    return pair[1]["last_date"], bool(_REVISED.search(name)), re.sub(r"(\.[A-Za-z]{2,5}){1,2}$", "", name), name


def _by_decision(folder: Folder, first: Pair, second: Pair) -> tuple[Pair, Pair]:
    """Earlier and later of two; what place.toml says of them wins."""
    names = {"file": first[1]["file"], "than": second[1]["file"]}
    turned = any({key: entry.get(key) for key in names} == names for entry in folder.settings.get("later", []))
    return (second, first) if turned else (first, second)


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same kind of file; grants are the same however they are laid out."""
    return bool(one["table"] == other["table"] and (one["source"] == other["source"] or one["table"] == "grants"))


def _periods_meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["first_date"] <= other["last_date"] and other["first_date"] <= one["last_date"])


def _compare(
    folder: Folder,
    entry: dict[str, Any],
    reading: dict[str, Any],
    later: dict[str, Any],
    screen: Screen,
    before: list[dict[str, Any]],
) -> None:
    import duckdb

    from keepitlocal.store.parts import fingerprint, part_path, write_part

    if _told_otherwise(folder, reading["file"], later["file"]):
        return
    with duckdb.connect() as connection:
        _make_shared(connection, folder, reading, later)
        found = connection.execute(
            """SELECT count(*) FILTER (shared), sum(pence) FILTER (shared), count(*) FILTER (NOT shared), sum(pence) FILTER (NOT shared),
            least(count(*), (SELECT count(*) FROM later)) FROM marked"""
        ).fetchall()[0]
        rows, pence, others, other_pence, smaller = (int(value or 0) for value in found)
        if rows < 3 or rows < _ENOUGH * smaller:
            return
        # Where nearly all of it came again, the later file is a new publication of the same: what it changed or dropped is replaced.
        replaced = others > 0 and rows >= _REPUBLISHED * (rows + others)
        made_from = (reading["part"], later["part"], _KEYS[reading["table"]], _ENOUGH, _REPUBLISHED)
        target = part_path(folder.store, table="superseded", name=fingerprint(*made_from))
        write_part(
            target, lambda path: connection.execute(_superseded_sql(reading["file"], later["file"], replaced, path))
        )
    entry.setdefault("overlap_parts", []).append(target.relative_to(folder.store).as_posix())
    told = {"file": reading["file"], "also_in": later["file"], "rows": rows, "pence": pence}
    told |= {"replaced_rows": others, "replaced_pence": other_pence} if replaced else {}
    entry.setdefault("overlaps", []).append(told)
    if told in before:
        return
    changed = f" {others:,} more ({pounds(other_pence)}) were changed or withdrawn there." if replaced else ""
    screen.say(
        f"{reading['file']}: {rows:,} rows ({pounds(pence)}) are also in {later['file']}.{changed} "
        "The later file counts; these are set aside.\n"
        f'    If it should be the other way round, say so in place.toml: [[later]] file = "{reading["file"]}", than = "{later["file"]}"\n'
        f'    If both are right: [[keep_both]] files = ["{reading["file"]}", "{later["file"]}"]'
    )


def _superseded_sql(earlier: str, later: str, replaced: bool, path: Path) -> str:
    name = _quoted(later)
    return f"""COPY (SELECT '{_quoted(earlier)}' AS input, row,
        CASE WHEN shared THEN 'also in {name}' ELSE 'changed or withdrawn in {name}' END AS set_aside
        FROM marked WHERE shared OR {str(replaced).lower()} ORDER BY row)
        TO '{_quoted(str(path))}' (FORMAT parquet, COMPRESSION zstd)"""


def _make_shared(connection: Any, folder: Folder, reading: dict[str, Any], later: dict[str, Any]) -> None:
    """The table ``marked``: rows of the earlier file in the shared period, each with whether it stands in the later one too."""
    first, last = max(reading["first_date"], later["first_date"]), min(reading["last_date"], later["last_date"])
    key = _KEYS[reading["table"]]
    listed, when, money = ", ".join(key), key[0], key[2]
    for name, one in (("earlier", reading), ("later", later)):
        connection.execute(
            f"""CREATE TEMP TABLE {name} AS SELECT row, {listed}, row_number() OVER (PARTITION BY {listed} ORDER BY row) AS copy
            FROM read_parquet('{_quoted(str(folder.store / one["part"]))}')
            WHERE set_aside IS NULL AND coalesce({when} BETWEEN DATE '{first}' AND DATE '{last}', {key[0] == "start"})"""
        )
    equal = " AND ".join(f"e.{column} IS NOT DISTINCT FROM l.{column}" for column in (*key, "copy"))
    connection.execute(
        f"""CREATE TEMP TABLE marked AS SELECT e.row, e.{money} AS pence, l.row IS NOT NULL AS shared
        FROM earlier e LEFT JOIN later l ON {equal}"""
    )


def _told_otherwise(folder: Folder, one: str, other: str) -> bool:
    return any({one, other} <= set(entry.get("files", [])) for entry in folder.settings.get("keep_both", []))


def _quoted(text: str) -> str:
    return text.replace("'", "''")
