"""Make a register of invented organisations as hard to tell apart as the real ones: same seed, same rows.

    python benchmarks/matching/register.py register.parquet --rows 5400000 --seed 1

Columns: org_id, name, postcode, kind. A name is a stem, what follows it, and a legal form (templates.toml). Three companies in
ten belong to a family, sharing a stem with others (Arwell Care Ltd, Arwell Care Services Ltd, Arwell Holdings Ltd). About three
rows in a hundred have the same name as another but for the legal form: dissolved twins among companies, shared names among
charities and schools. No organisation is real: numbers are from ranges not in use; names and postcodes may exist by chance.
"""

import argparse
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.matching.vocabulary import Pool, area_count, areas, pools, postcodes

HERE = Path(__file__).parent
ROWS = 5_400_000
# Share of the rows, share of them in a family, share that may have the name of another of the kind, and the number's form.
KINDS: dict[str, tuple[float, float, float, str, str]] = {
    "company": (0.9167, 0.30, 0.022, "GB-COH-9", ""),
    "partnership": (0.0093, 0.15, 0.01, "GB-COH-OC9", ""),
    "guarantee_company": (0.012, 0.08, 0.01, "GB-COH-8", ""),
    "cic": (0.0065, 0.05, 0.004, "GB-COH-7", ""),
    "society": (0.0027, 0.05, 0.01, "GB-MPR-9", "R"),
    "charity": (0.0426, 0.05, 0.05, "GB-CHC-9", ""),
    "school": (0.0075, 0.02, 0.16, "GB-EDU-9", ""),
    "public_body": (0.0027, 0.02, 0.01, "GB-GOR-9", ""),
}
_UPPER = {"company": 1.0, "partnership": 1.0, "guarantee_company": 1.0, "cic": 1.0, "society": 1.0, "charity": 0.85}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_register(options.output, options.rows, options.seed)


def write_register(path: Path, rows: int = ROWS, seed: int = 1) -> None:
    """Write a register of ``rows`` organisations as Parquet."""
    pq.write_table(make_register(rows, seed), path, compression="zstd")


def make_register(rows: int, seed: int, words: dict[str, Pool] | None = None) -> Any:
    """A table of ``rows`` organisations; ``words`` if given are used in place of the seed's own."""
    words = words or pools(seed, brands=max(rows // 3, 5_000))
    counts = {kind: round(rows * told[0]) for kind, told in KINDS.items()}
    counts["company"] += rows - sum(counts.values())
    tables = [
        _of_kind(kind, count, words, np.random.default_rng([seed, 2, at]))
        for at, (kind, count) in enumerate(counts.items())
    ]
    return pa.concat_tables(tables)


def _of_kind(kind: str, count: int, words: dict[str, Pool], rng: Any) -> Any:
    _, in_family, twins, prefix, suffix = KINDS[kind]
    body = home = None
    while body is None or len(body) < count:
        more, where = _bodies(
            kind, max(count // 5, 200) if body is not None else int(count * 1.1) + 50, in_family, words, rng
        )
        body = more if body is None else pa.concat_arrays([body, more])
        home = where if home is None else np.concatenate([home, where])
        keep = _few_twins(body, round(count * twins / 2), rng)
        body, home = body.take(pa.array(keep)), home[keep]
    body, home = body.slice(0, count), home[:count]
    forms, _ = render(templates()[kind]["form"], count, words, rng)
    name = pc.binary_join_element_wise(body, forms, "")
    big = pa.array(rng.random(count) < _UPPER.get(kind, 0.0))
    name = pc.if_else(big, pc.utf8_upper(name), name)
    area = np.where(
        (home < 0) | (rng.random(count) < 0.15), (rng.random(count) ** 1.5 * area_count()).astype(np.int64), home
    )
    numbers = pa.array(rng.permutation(count)).cast(pa.string())
    org_id = pc.binary_join_element_wise(prefix, pc.utf8_lpad(numbers, 7 if kind == "company" else 6, "0"), suffix, "")
    columns = {
        "org_id": org_id,
        "name": name,
        "postcode": postcodes(area, rng),
        "kind": pa.array([kind]).take(pa.array(np.zeros(count, int))),
    }
    return pa.table(columns)


def _bodies(kind: str, count: int, in_family: float, words: dict[str, Pool], rng: Any) -> tuple[Any, Any]:
    """Names without their legal form, and the postcode area of the place in each (-1: none)."""
    told = templates()[kind]
    stem, home = render(told["stem"], count, words, rng)
    rest, where = render(told["rest"], count, words, rng)
    member = rng.random(count) < in_family
    # Few families are large: whose stem a member takes falls off as Zipf's law has it.
    heads = rng.permutation(count)
    parent = heads[Pool(stem, 0.7, 50).draw(count, rng)]
    shared = np.where(member, parent, np.arange(count))
    stem, home = stem.take(pa.array(shared)), home[shared]
    family, elsewhere = render(told["family"], count, words, rng)
    added = rng.random(count) < 0.3  # to what the parent is called in full, else to its stem
    before = pc.if_else(pa.array(member & added), rest.take(pa.array(parent)), "")
    rest = pc.if_else(pa.array(member), pc.binary_join_element_wise(before, family, ""), rest)
    where = np.where(member, elsewhere, where)
    return pc.binary_join_element_wise(stem, rest, ""), np.where(where < 0, home, where)


def _few_twins(body: Any, allowed: int, rng: Any) -> Any:
    """Rows to keep, in order: every name once, and ``allowed`` of the rows that repeat one."""
    codes = pc.utf8_upper(body).dictionary_encode().indices.to_numpy()
    first = np.zeros(len(codes), dtype=bool)
    first[np.unique(codes, return_index=True)[1]] = True
    repeats = np.flatnonzero(~first)
    first[rng.permutation(repeats)[:allowed]] = True
    return np.flatnonzero(first)


def render(weighted: tuple[tuple[float, str], ...], count: int, words: dict[str, Pool], rng: Any) -> tuple[Any, Any]:
    """``count`` texts made from templates drawn by weight, and the postcode area of the last place in each (-1: none)."""
    weights = np.array([weight for weight, _ in weighted])
    which = rng.choice(len(weighted), count, p=weights / weights.sum())
    order = np.argsort(which, kind="stable")
    made, home = [], np.full(count, -1)
    start = 0
    for at, (_, template) in enumerate(weighted):
        size = int((which == at).sum())
        parts: list[Any] = []
        for number, piece in enumerate(template.replace("}", "{").split("{")):
            if number % 2 == 0:
                parts.append(pa.array([piece]).take(pa.array(np.zeros(size, int))))
                continue
            drawn = words[piece].draw(size, rng)
            parts.append(words[piece].words.take(pa.array(drawn)))
            if piece == "place":
                home[order[start : start + size]] = areas(len(words[piece].words))[drawn]
        made.append(pc.binary_join_element_wise(*parts, ""))
        start += size
    back = np.empty(count, int)
    back[order] = np.arange(count)
    return pa.concat_arrays(made).take(pa.array(back)), home


@cache
def templates() -> dict[str, dict[str, tuple[tuple[float, str], ...]]]:
    """The templates by kind and part, each with its weight."""
    told = tomllib.loads((HERE / "templates.toml").read_text(encoding="utf-8"))
    return {
        kind: {part: tuple(weighted(line) for line in lines) for part, lines in parts.items()}
        for kind, parts in told.items()
    }


def weighted(line: str) -> tuple[float, str]:
    """A template's weight and the template."""
    weight, _, template = line.partition(" ")
    return float(weight), template


if __name__ == "__main__":
    main()
