"""Files of the same publisher and period that hold the same rows: found by comparing rows, and counted once."""

from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._screen import Screen

# What makes two published lines the same line. Names of departments change between publications and are left out.
_KEY = "date, payee, amount_pence, transaction, invoice"
_ENOUGH = 0.2  # Below this share of the smaller file's shared period, equal rows are taken for chance.


def mark_overlaps(folder: Folder, inputs: list[dict[str, Any]], /, *, screen: Screen) -> list[dict[str, Any]]:
    """Add to each input whose rows stand in a later file too a part that names those rows and that file."""
    readings = [
        (entry, reading)
        for entry in inputs
        for reading in entry["readings"]
        if reading.get("table") == "payments" and reading["kept"] and reading["first_date"]
    ]
    marked = {id(entry): {key: value for key, value in entry.items() if key not in ("overlap_parts", "overlaps")} for entry in inputs}
    order = sorted(readings, key=lambda pair: (pair[1]["last_date"], pair[0].get("published", ""), pair[1]["file"]))
    for place, (entry, reading) in enumerate(order):
        for _, later in order[place + 1 :]:
            if reading["source"] == later["source"] and _periods_meet(reading, later):
                _compare(folder, marked[id(entry)], reading, later, screen)
    return [marked[id(entry)] for entry in inputs]


def _periods_meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["first_date"] <= other["last_date"] and other["first_date"] <= one["last_date"])


def _compare(folder: Folder, entry: dict[str, Any], reading: dict[str, Any], later: dict[str, Any], screen: Screen) -> None:
    import duckdb

    from keepitlocal.store.parts import fingerprint, part_path, write_part

    if _told_otherwise(folder, reading["file"], later["file"]):
        return
    with duckdb.connect() as connection:
        for name, one in (("earlier", reading), ("later", later)):
            connection.execute(
                f"""CREATE TEMP VIEW {name} AS SELECT row, amount_pence, {_KEY.replace('amount_pence, ', '')},
                row_number() OVER (PARTITION BY {_KEY} ORDER BY row) AS copy
                FROM read_parquet('{folder.store / one['part']}') WHERE set_aside IS NULL
                AND date BETWEEN DATE '{max(reading['first_date'], later['first_date'])}' AND DATE '{min(reading['last_date'], later['last_date'])}'"""
            )
        keys = " AND ".join(f"e.{key} IS NOT DISTINCT FROM l.{key}" for key in [*_KEY.split(", "), "copy"])
        connection.execute(f"CREATE TEMP TABLE shared AS SELECT e.row, e.amount_pence FROM earlier e JOIN later l ON {keys}")
        rows, pence, smaller = connection.execute(
            "SELECT (SELECT count(*) FROM shared), (SELECT sum(amount_pence) FROM shared), "
            "least((SELECT count(*) FROM earlier), (SELECT count(*) FROM later))"
        ).fetchall()[0]
        if not rows or rows < _ENOUGH * smaller or rows < 3:
            return
        target = part_path(folder.store, table="overlaps", name=fingerprint(reading["part"], later["part"], _KEY))
        sql = f"""COPY (SELECT '{_quoted(reading['file'])}' AS input, row, 'also in {_quoted(later['file'])}' AS set_aside FROM shared ORDER BY row)
            TO '{{}}' (FORMAT parquet, COMPRESSION zstd)"""
        write_part(target, lambda path: connection.execute(sql.format(path)) and None)
    entry.setdefault("overlap_parts", []).append(target.relative_to(folder.store).as_posix())
    entry.setdefault("overlaps", []).append({"file": reading["file"], "also_in": later["file"], "rows": rows, "pence": int(pence)})
    screen.say(
        f"{reading['file']}: {rows:,} rows ({pounds(int(pence))}) are also in {later['file']}. The later file counts; these are set aside.\n"
        f"    If both are right, say so in place.toml: [[keep_both]] files = [\"{reading['file']}\", \"{later['file']}\"]"
    )


def _told_otherwise(folder: Folder, one: str, other: str) -> bool:
    return any({one, other} <= set(entry.get("files", [])) for entry in folder.settings.get("keep_both", []))


def _quoted(text: str) -> str:
    return text.replace("'", "''")
