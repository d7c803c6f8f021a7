"""Peer: rapidfuzz's token_sort_ratio between names that begin with the same five letters; the postcode settles near ties.

    python fuzzy.py register.parquet queries.parquet out.csv
"""

import csv
import sys
import time
from collections import defaultdict

import numpy as np
import pyarrow.parquet as pq
from exact import key
from rapidfuzz import fuzz, process

LETTERS = 5
CLOSE = 3.0  # points within which a matching postcode decides


def block(text: str) -> str:
    return text.replace(" ", "")[:LETTERS]


def main(register_path: str, queries_path: str, output: str) -> None:
    started = time.monotonic()
    register = pq.read_table(register_path, columns=["org_id", "name", "postcode"])
    ids, codes = register["org_id"].to_pylist(), register["postcode"].to_pylist()
    queries = pq.read_table(queries_path, columns=["row", "name", "postcode"]).to_pylist()
    asked = defaultdict(list)
    for query in queries:
        asked[block(key(query["name"]))].append(query)
    # Only blocks that are asked about are kept: the register is read once for one batch.
    blocks: dict[str, list[int]] = {name: [] for name in asked}
    keys: dict[int, str] = {}
    for row, name in enumerate(register["name"].to_pylist()):
        made = key(name)
        members = blocks.get(block(made))
        if members is not None:
            members.append(row)
            keys[row] = made
    print(f"index {time.monotonic() - started:.1f}", flush=True)
    with open(output, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "org_id", "score"))
        for name, group in asked.items():
            members = blocks[name]
            if not members:
                continue
            texts = [keys[row] for row in members]
            for start in range(0, len(group), 100):
                part = group[start : start + 100]
                scores = process.cdist([key(query["name"]) for query in part], texts, scorer=fuzz.token_sort_ratio, dtype=np.float32)
                for query, row_scores in zip(part, scores, strict=True):
                    best, score = choose(query["postcode"], row_scores, members, codes)
                    writer.writerow((query["row"], ids[best], round(score / 100, 4)))


def choose(postcode: str, scores: np.ndarray, members: list[int], codes: list[str]) -> tuple[int, float]:
    """The best row and its score: with a postcode, the best of the near ties that has it."""
    top = float(scores.max())
    if postcode:
        for at in np.flatnonzero(scores >= top - CLOSE):
            if codes[members[at]] == postcode:
                return members[at], min(top + CLOSE, 100.0)
    return members[int(scores.argmax())], top


if __name__ == "__main__":
    main(*sys.argv[1:4])
