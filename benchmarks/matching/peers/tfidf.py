"""Peer: trigrams weighed by tf-idf and the nearest by cosine (string_grouper's method). It uses the name only.

python tfidf.py register.parquet queries.parquet out.csv
"""

import csv
import sys
import time

import numpy as np
import pyarrow.parquet as pq
from exact import key
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

SLICE = 100_000  # rows of the register multiplied at once, to bound memory


def main(register_path: str, queries_path: str, output: str) -> None:
    started = time.monotonic()
    register = pq.read_table(register_path, columns=["org_id", "name"])
    ids, names = register["org_id"].to_pylist(), [key(name) for name in register["name"].to_pylist()]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), lowercase=False, dtype=np.float32)
    vectors = vectorizer.fit_transform(names)
    print(f"index {time.monotonic() - started:.1f}", flush=True)
    queries = pq.read_table(queries_path, columns=["row", "name"]).to_pylist()
    asked = vectorizer.transform([key(query["name"]) for query in queries])
    top, best = np.zeros(len(queries), np.float32), np.full(len(queries), -1)
    for start in range(0, len(names), SLICE):
        near = sp_matmul_topn(asked, vectors[start : start + SLICE].T.tocsr(), top_n=1, threshold=0.3, n_threads=2)
        filled = np.flatnonzero(np.diff(near.indptr))
        scores, columns = near.data[near.indptr[filled]], near.indices[near.indptr[filled]]
        better = scores > top[filled]
        top[filled[better]], best[filled[better]] = scores[better], columns[better] + start
    with open(output, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "org_id", "score"))
        for query, at, score in zip(queries, best.tolist(), top.tolist(), strict=True):
            if at >= 0:
                writer.writerow((query["row"], ids[at], round(score, 4)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
