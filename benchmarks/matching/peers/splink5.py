"""Peer: Splink 5 linking payees to the register: five blocking rules, u by sampling, m by expectation maximisation.

    python splink5.py register.parquet queries.parquet out.csv

It weighs the name, the postcode and the legal form; the first and the rarest word of a name only choose which pairs are looked at.
"""

import csv
import re
import sys
import time
import warnings

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import splink.comparison_library as cl
from exact import FORMS, key
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

CUT = -25.0  # bits below which a pair is not even kept, far under any use; the threshold for links is fitted afterwards
_LIMITED = re.compile(r"LIMITED|L ?T ?D\b")


def main(register_path: str, queries_path: str, output: str) -> None:
    warnings.filterwarnings("ignore")
    started = time.monotonic()
    con = duckdb.connect()
    con.execute("SET memory_limit='6GB'; SET preserve_insertion_order=false")
    _load(con, "register_keys", register_path, "org_id")
    _load(con, "query_keys", queries_path, "row")
    con.execute("""
        CREATE TABLE word_counts AS SELECT word, count(*) AS rows
        FROM (SELECT unnest(list_distinct(string_split(key, ' '))) AS word FROM register_keys) GROUP BY word""")
    for table in ("register", "query"):
        con.execute(f"""
            CREATE TABLE {table}_rows AS
            WITH rare AS (
                SELECT unique_id, arg_min(word, rows) AS rarest
                FROM (SELECT unique_id, unnest(list_distinct(string_split(key, ' '))) AS word FROM {table}_keys)
                JOIN word_counts USING (word) WHERE length(word) > 2 GROUP BY unique_id)
            SELECT k.unique_id, key, postcode, form, rarest, split_part(key, ' ', 1) AS first_word,
                nullif(split_part(key, ' ', 2)[:2], '') AS second_start, replace(key, ' ', '')[:8] AS start, key[:2] AS first_two
            FROM {table}_keys k LEFT JOIN rare USING (unique_id)""")
    con.execute("DROP TABLE register_keys; DROP TABLE query_keys; DROP TABLE word_counts")
    db = DuckDBAPI(con)
    tables = [
        db.register(f"{table}_rows", dataset_display_name=name)
        for table, name in (("query", "a_query"), ("register", "b_register"))
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            # One comparison of the name: its parts are too alike to be weighed apart, and only mislead the training.
            cl.JaroWinklerAtThresholds("key", [0.95, 0.9, 0.85, 0.75]),
            cl.PostcodeComparison("postcode"),
            cl.ExactMatch("form"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("key"),
            block_on("start"),
            block_on("rarest", "first_two"),
            block_on("postcode", "first_two"),
            block_on("first_word", "second_start"),
        ],
        retain_matching_columns=False,
    )  # fmt: skip
    # Splink samples both sides alike: of a few thousand payees and millions of names it would take a few dozen payees. So chance
    # agreement is measured against part of the register, which leaves room for thousands of payees.
    con.execute("CREATE TABLE some_rows AS SELECT * FROM register_rows ORDER BY hash(unique_id) LIMIT 100000")
    some = [tables[0], db.register("some_rows", dataset_display_name="b_some")]
    chance = Linker(some, settings, log_level="ERROR")
    chance.training.estimate_u_using_random_sampling(max_pairs=50_000_000, seed=1, min_count_per_level=None)
    linker = Linker(tables, chance.misc.save_model_to_json(), log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("key")], recall=0.5)
    # Not on the postcode: thousands share an office, and at full size they drown the pairs that match.
    for rule in (block_on("key"), block_on("rarest", "first_two")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=True, record_sample_proportion=1.0, max_pairs=2_000_000
        )
    print(f"index {time.monotonic() - started:.1f}", flush=True)
    pairs = linker.inference.predict(threshold_match_weight=CUT)
    best = con.execute(f"""
        SELECT unique_id_l, arg_max(unique_id_r, match_weight), max(match_weight)
        FROM {pairs.physical_name} GROUP BY unique_id_l""").fetchall()
    with open(output, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "org_id", "score"))
        writer.writerows((row, org_id, round(weight, 3)) for row, org_id, weight in best)


def _load(con: duckdb.DuckDBPyConnection, table: str, path: str, identity: str) -> None:
    """Keys of one side; the register in slices, to keep memory low."""
    con.execute(f"CREATE TABLE {table} (unique_id VARCHAR, key VARCHAR, postcode VARCHAR, form VARCHAR)")
    for part in pq.ParquetFile(path).iter_batches(500_000, columns=[identity, "name", "postcode"]):
        names = part["name"].to_pylist()
        made = pa.table({
            "unique_id": part[identity].cast(pa.string()), "key": [key(name) for name in names], "postcode": part["postcode"],
            "form": [_form(name) for name in names],
        })  # fmt: skip
        con.register("made", made)
        con.execute(f"INSERT INTO {table} SELECT unique_id, key, nullif(postcode, ''), form FROM made")
        con.unregister("made")


def _form(name: str) -> str | None:
    found = FORMS.search(re.sub(r"[.]", "", name.upper()))
    return None if not found else "LTD" if _LIMITED.fullmatch(found[0]) else found[0]


if __name__ == "__main__":
    main(*sys.argv[1:4])
