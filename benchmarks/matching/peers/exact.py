"""Peer: the same name once case, marks, & and the legal form are evened out; the postcode chooses among several.

    python exact.py register.parquet queries.parquet out.csv
"""

import csv
import re
import sys
import time
from collections import defaultdict

import pyarrow.parquet as pq

FORMS = re.compile(r"\b(?:LTD|LIMITED|PLC|LLP|CIC|CIO|COMMUNITY INTEREST COMPANY|PUBLIC LIMITED COMPANY|LIMITED LIABILITY PARTNERSHIP)\b")


def key(name: str) -> str:
    """Capitals, no marks, & as AND, no legal form, no THE in front."""
    text = re.sub(r"['’.]", "", name.upper()).replace("&", " AND ")
    text = FORMS.sub(" ", " ".join(re.sub(r"[^A-Z0-9]", " ", text).split()))
    return " ".join(text.removeprefix("THE ").split())


def main(register_path: str, queries_path: str, output: str) -> None:
    started = time.monotonic()
    register = pq.read_table(register_path, columns=["org_id", "name", "postcode"])
    ids, codes = register["org_id"].to_pylist(), register["postcode"].to_pylist()
    rows = defaultdict(list)
    for row, name in enumerate(register["name"].to_pylist()):
        rows[key(name)].append(row)
    print(f"index {time.monotonic() - started:.1f}", flush=True)
    with open(output, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "org_id", "score"))
        for query in pq.read_table(queries_path, columns=["row", "name", "postcode"]).to_pylist():
            found = rows.get(key(query["name"]), [])
            right = [row for row in found if query["postcode"] and codes[row] == query["postcode"]]
            if found:
                best = (right or found)[0]
                # Surest with the postcode, then alone with the name, then one of several.
                writer.writerow((query["row"], ids[best], 1.0 if right else 0.9 if len(found) == 1 else 0.8 / len(found)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
