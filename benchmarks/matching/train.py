"""Learn the numbers of keepitlocal/matching/model.json from made registers and the damage in seen.py. Needs the extra ``train``.

    python -m benchmarks.matching.train --work /somewhere

The register is another than the benchmark's (another seed), the payees of each step are others than those of the step before.
"""

import argparse
import json
import math
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from benchmarks.matching.register import write_register
from benchmarks.matching.seen import damage
from keepitlocal.matching import score
from keepitlocal.matching.features import FEATURES, Evidence
from keepitlocal.matching.index import Index, build, postcode_prints
from keepitlocal.matching.letters import prints
from keepitlocal.matching.model import Line, Steps, Trees, _trees
from keepitlocal.matching.readings import CODELESS, WHOLE
from keepitlocal.matching.tokens import Vocabulary, joined, split

MODEL = Path(score.__file__).with_name("model.json")
# Of payees, how many are on none of the registers: one in four where all companies and charities are at hand, most where a council
# has a list of some hundreds. By the size of the register in powers of ten.
ABSENT = {7: 0.28, 6: 0.5, 5: 0.8, 4: 0.85, 3: 0.85, 2: 0.85}


@dataclass(frozen=True)
class Queries:
    """Payees made from a register: names, evidence, and the entry each is (-1: none; its twins in name are no answers then)."""

    names: list[str]
    evidence: Evidence
    truth: np.ndarray
    hidden: np.ndarray  # fingerprint of the name that must not be found, 0 where there is none


def main() -> None:
    """Make payees, learn step by step, and write the model with what it was learned from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_400_000, help="size of the largest register")
    parser.add_argument("--work", type=Path, help="where indexes are kept (else a temporary folder)")
    parser.add_argument("--payees", type=int, default=120_000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = options.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        register = work / f"register2-{options.rows}.parquet"
        if not register.exists():
            write_register(register, options.rows, 2)
        full = _index(register, work / "full")
        small = _index(register, work / "small", only=_small)
        tiny = _index(register, work / "tiny", only=_tiny)
        least = _index(register, work / "least", only=_least)
        parts = [
            (full, options.payees, 1),
            (small, options.payees // 3, 2),
            (tiny, options.payees // 8, 3),
            (least, options.payees // 8, 4),
        ]
        model = learn([(index, count, options.seed + add) for index, count, add in parts])
    MODEL.write_text(_lines(model), encoding="utf-8")
    print(f"{MODEL}: {MODEL.stat().st_size:,} bytes")


def _lines(model: dict[str, Any]) -> str:
    """JSON with a tree a line, so that a change can be read."""
    parts = [f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}" for name, value in model.items()]
    return "{" + ",\n".join(parts).replace('{"feature"', '\n{"feature"') + "}\n"


def _small(table: pa.Table) -> pa.Table:
    """Charities and the like whole, and one company in sixteen."""
    number = pc.utf8_slice_codeunits(table["org_id"], -2)
    return table.filter(
        pc.or_(pc.invert(pc.is_in(table["kind"], pa.array(["company", "partnership"]))), pc.equal(number, "07"))
    )


def _tiny(table: pa.Table) -> pa.Table:
    """One in a hundred."""
    return table.filter(pc.equal(pc.utf8_slice_codeunits(table["org_id"], -2), "11"))


def _least(table: pa.Table) -> pa.Table:
    """One in ten thousand: a list of some hundred, such as a council's own."""
    return table.filter(pc.equal(pc.utf8_slice_codeunits(table["org_id"], -4), "0110"))


def _index(register: Path, folder: Path, *, only: Any = None) -> Index:
    if folder.exists():
        return Index(folder)
    batches = (pa.Table.from_batches([batch]) for batch in pq.ParquetFile(register).iter_batches(400_000))
    return build((only(table) if only else table for table in batches), folder)


def make_queries(index: Index, count: int, rng: Random) -> Queries:
    """Payees of one council: of half of them the council's own area is known, and half of those are of it."""
    size = len(index.first)
    missing = ABSENT[round(math.log10(size))]
    register = index.organisations
    halves = np.unique(np.asarray(index.district))
    halves = halves[halves > 0]
    home = (
        np.sort(np.array(rng.sample(halves.tolist(), max(3, len(halves) // 60)), np.uint64))
        if rng.random() < 0.5
        else np.zeros(0, np.uint64)
    )
    near = np.flatnonzero(np.isin(np.asarray(index.district), home)) if len(home) else np.zeros(0, np.int64)
    chosen = [
        int(near[rng.randrange(len(near))]) if len(near) and rng.random() < 0.5 else rng.randrange(size)
        for _ in range(count)
    ]
    at = pa.array(chosen)
    told, codes = register["name"].take(at).to_pylist(), register["postcode"].take(at).to_pylist()
    other = register["name"].take(pa.array([rng.randrange(size) for _ in chosen])).to_pylist()
    elsewhere = register["postcode"].take(pa.array([rng.randrange(size) for _ in chosen])).to_pylist()
    family = np.asarray(index.family)[chosen]
    names, postcodes, truth, kinds = [], [], [], []
    for place, name in enumerate(told):
        absent = rng.random() < missing
        sort = rng.random() if absent else 1.0
        spliced = sort < 0.5
        if spliced:
            name = told[place] = _splice(name, other[place], rng) if sort < 0.15 else _sister(name, other[place], rng)
        names.append(damage(name, rng))
        luck = rng.random()
        right, wrong = (0.45, 0.5) if spliced else (0.3, 0.36)
        postcodes.append(codes[place] if luck < right else elsewhere[place] if luck < wrong else None)
        truth.append(-1 if absent else chosen[place])
        kinds.append(int(family[place]) if rng.random() < 0.22 else rng.choice((1, 2, 4)) if rng.random() < 0.02 else 0)
    hidden = np.where(np.array(truth) < 0, _whole(told), np.uint64(0))
    evidence = Evidence(*postcode_prints(pa.array(postcodes, pa.string())), np.array(kinds, np.uint8), home)
    return Queries(names, evidence, np.array(truth, np.int64), hidden)


def _whole(names: list[str]) -> np.ndarray:
    """Fingerprints of names as the index has them, without gaps."""
    own = Vocabulary()
    words = split(pa.array(names), vocabulary=own)
    return prints(pc.replace_substring(joined(words, pa.array(list(own.numbers), pa.large_string())), " ", ""))


def _splice(name: str, other: str, rng: Random) -> str:
    """A name that nobody has, of the beginning of one and the end of another."""
    first, last = name.split(), other.split()
    return " ".join(first[: rng.randint(1, max(1, len(first) - 1))] + last[-rng.randint(1, min(3, len(last))) :])


def _sister(name: str, other: str, rng: Random) -> str:
    """A name like a registered one but for a word: a sister company, often at the same address."""
    words, strange = name.split(), rng.choice(other.split())
    at = rng.randrange(max(1, len(words) - 1))
    return " ".join([*words[:at], strange, *words[at + (rng.random() < 0.7) :]])


def _batches(index: Index, count: int, seed: int) -> Iterator[Queries]:
    rng = Random(seed)
    for _ in range(0, count, score.CHUNK):
        yield make_queries(index, score.CHUNK, rng)


def _shown(asked: Queries, rows: np.ndarray, entries: np.ndarray, index: Index) -> np.ndarray:
    """Which candidates may be seen: not those of a payee's own name where it is to be on no register."""
    whole = prints(pc.replace_substring(index.names.take(pa.array(entries)), " ", ""))
    return whole != np.where(asked.hidden[rows] == 0, np.uint64(1), asked.hidden[rows])


def _right(asked: Queries, rows: np.ndarray, entries: np.ndarray, grid: np.ndarray, index: Index) -> np.ndarray:
    """Which candidates are the payee, or as good an answer.

    That nobody can choose between namesakes is not for this to learn, and a name that harm made into just another registered
    one is that one as far as anybody could tell.
    """
    truth = asked.truth[rows]
    there = np.maximum(truth, 0)
    same = np.asarray(index.first)[entries] == np.asarray(index.first)[there]
    named = pc.equal(index.names.take(pa.array(entries)), index.names.take(pa.array(there))).to_numpy(
        zero_copy_only=False
    )
    whole = np.isin(grid[:, FEATURES.index("part")], (WHOLE, CODELESS)) & (grid[:, FEATURES.index("same_name")] > 0)
    return ((truth >= 0) & (same | named)) | whole


def learn(parts: list[tuple[Index, int, int]]) -> dict[str, Any]:
    """The three learned steps and their calibration, each from payees that the ones before have not met."""
    started = time.time()
    grid, right = _pairs(parts, share=8, add=0)
    line_raw = _line(grid, right)
    line = Line(np.array(line_raw["weights"]), line_raw["constant"])
    grid, right = _pairs(parts, share=2, add=500, line=line)
    print(f"{len(grid):,} pairs, {right.sum():,} right, {time.time() - started:.0f} s", flush=True)
    pair_raw = _forest(grid, right, trees=100, leaves=20, depth=5)
    pair = _trees(pair_raw)
    best, answered, absent, most = _best(parts, line, pair)
    print(f"{len(best):,} payees, {time.time() - started:.0f} s", flush=True)
    half = len(best) * 2 // 3
    best_raw = _forest(best[:half], answered[:half], trees=260, leaves=32, depth=7, features=0.6)
    told = _trees(best_raw)(best[half:])
    steps = _calibrate(told, answered[half:])
    sure = np.minimum(Steps(np.array(steps["given"]), np.array(steps["true"]))(told), most[half:])
    link = _threshold(sure, answered[half:], absent[half:])
    auto, there = sure >= link, ~absent[half:]
    print(
        f"link from {link:.4f}: {(auto & there).sum() / there.sum():.3f} of those on the register, "
        f"right {answered[half:][auto].mean():.4f}, of those on none {(auto & ~there).sum() / (~there).sum():.4f}"
    )
    return {
        "format": 1, "pair_features": score.PAIR_FEATURES, "best_features": score.BEST_FEATURES,
        "line": line_raw, "pair": pair_raw, "best": best_raw, "calibration": steps, "link": link, "review": 0.25,
        "about": {
            "learned_from": "made registers (benchmarks/matching/register.py) and the damage of benchmarks/matching/seen.py",
            "payees": int(len(best)), "pairs": int(len(grid)), "register_sizes": [len(index.first) for index, _, _ in parts],
        },
    }  # fmt: skip


def _pairs(
    parts: list[tuple[Index, int, int]], *, share: int, add: int, line: Line | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Candidates of one payee in ``share`` and whether each is right: all, or those on the short list of ``line``."""
    grids, labels = [], []
    for index, count, seed in parts:
        for asked in _batches(index, count // share, seed + add):
            rows, entries, _, grid = score.measured(asked.names, asked.evidence, index)
            seen = _shown(asked, rows, entries, index)
            rows, entries, grid = rows[seen], entries[seen], grid[seen]
            right = _right(asked, rows, entries, grid, index)
            if line:
                keep, _, wide = score.shortlist(rows, entries, grid, index, line=line)
                grid, right = wide, right[keep]
            grids.append(grid)
            labels.append(right)
    return np.concatenate(grids), np.concatenate(labels)


def _best(parts: list[tuple[Index, int, int]], line: Line, pair: Trees) -> tuple[np.ndarray, ...]:
    """The likeliest candidate of payees not met before, if it was right, if the payee is on no register, the ceiling; shuffled."""
    grids, labels, none, most = [], [], [], []
    for index, count, seed in parts:
        for asked in _batches(index, count, seed + 1000):
            rows, entries, ways, grid = score.measured(asked.names, asked.evidence, index)
            seen = _shown(asked, rows, entries, index)
            scored = score.rank(rows[seen], entries[seen], ways[seen], grid[seen], index, line=line, pair=pair)
            at, features = score.best(scored)
            grids.append(features)
            right = _right(asked, scored.rows[at], scored.entries[at], scored.features[at], index)
            labels.append(right)
            none.append((asked.truth[scored.rows[at]] < 0) & ~right)
            most.append(score.ceilings(scored, at))
    order = np.random.default_rng(5).permutation(sum(map(len, labels)))
    return tuple(np.concatenate(each)[order] for each in (grids, labels, none, most))


def _line(grid: np.ndarray, right: np.ndarray) -> dict[str, Any]:
    some = np.random.default_rng(1).permutation(len(grid))[:400_000]
    mean, spread = grid[some].mean(0), grid[some].std(0) + 1e-6
    fit = LogisticRegression(C=1.0, max_iter=400).fit((grid[some] - mean) / spread, right[some])
    weights = fit.coef_[0] / spread
    return {"weights": _round(weights), "constant": round(float(fit.intercept_[0] - (weights * mean).sum()), 5)}


def _forest(
    grid: np.ndarray, right: np.ndarray, *, trees: int, leaves: int, depth: int, features: float = 1.0
) -> dict[str, Any]:
    """Trees as plain numbers: of each the feature and threshold of every node, its children, and the value of a leaf."""
    fit = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        max_depth=depth,
        learning_rate=0.1,
        max_features=features,
        min_samples_leaf=60,
        l2_regularization=1.0,
        random_state=7,
    ).fit(grid, right)
    told = []
    for (tree,) in fit._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(len(nodes))
        told.append(
            {
                "feature": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
                "threshold": _round(np.where(leaf, 0, nodes["num_threshold"])),
                "left": np.where(leaf, own, nodes["left"]).tolist(),
                "right": np.where(leaf, own, nodes["right"]).tolist(),
                "value": _round(np.where(leaf, nodes["value"], 0)),
            }
        )
    return {"depth": depth, "constant": round(float(fit._baseline_prediction.ravel()[0]), 5), "trees": told}


def _calibrate(told: np.ndarray, right: np.ndarray) -> dict[str, Any]:
    """Likelihoods and how often such ones were right: the middles of the steps that never fall, so that order is kept within a step."""
    order = np.argsort(told, kind="stable")
    told, right = told[order], right[order]
    fit = IsotonicRegression(y_min=0.0005, y_max=0.9995).fit_transform(told, right)
    starts = np.flatnonzero(np.append(True, fit[1:] != fit[:-1]))
    sizes = np.diff(np.append(starts, len(fit)))
    middles = np.add.reduceat(told, starts) / sizes
    keep = np.unique(np.append(np.flatnonzero(sizes >= 20), [0, len(starts) - 1]))
    given = np.concatenate([[0.0], middles[keep], [1.0]])
    true = np.concatenate([[0.0], fit[starts][keep], [0.9998]])
    return {"given": _round(given, 7), "true": _round(np.maximum.accumulate(true), 5)}


def _threshold(sure: np.ndarray, right: np.ndarray, absent: np.ndarray) -> float:
    """The lowest confidence from which on 99% are right, and of payees on no register at most one in two hundred is linked."""
    order = np.argsort(-sure, kind="stable")
    running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    linked = np.cumsum(absent[order]) / max(absent.sum(), 1)
    good = np.flatnonzero((running >= 0.99) & (linked <= 0.005))
    return round(float(sure[order][good[-1]]) if len(good) else 0.9995, 4)


def _round(values: np.ndarray, places: int = 5) -> list[float]:
    return [round(float(value), places) for value in values]


if __name__ == "__main__":
    main()
