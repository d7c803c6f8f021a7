"""Make the questions: payees as a spend file would have them, each with the organisation it is, or none.

    python -m benchmarks.matching.unseen register.parquet queries.parquet --rows 10000 --seed 7

Columns: row, name, postcode, org_id (empty: not in the register), also (others as good, with bars between). A fifth are not in
the register. About 35 in a hundred carry a postcode, 5 of those 35 the wrong one. A label is kept only if nobody else is meant as
well: where harm left two organisations that fit equally (Arwell Care with its last word lost, Arwell Ltd registered too), the name
is harmed anew. Twins of the very same name are all right answers unless the postcode tells them apart.
"""

import argparse
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.matching.absent import absent_names, is_absent
from benchmarks.matching.answers import Answers, plain
from benchmarks.matching.damage import Damaged, damage, split_form
from benchmarks.matching.vocabulary import pools

ABSENT = 0.2
STRENGTH = 1.0  # set so that the exact key and fuzzy peers score as measured elsewhere on real names (README)
# Councils pay charities, schools and public bodies far more often than the register has them.
MIX = {
    "company": 0.60, "charity": 0.14, "school": 0.06, "guarantee_company": 0.06, "cic": 0.05, "public_body": 0.04, "partnership": 0.03, "society": 0.02,
}  # fmt: skip
SCHEMA = pa.schema([("row", pa.int64()), ("name", pa.string()), ("postcode", pa.string()), ("org_id", pa.string()), ("also", pa.string())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pq.write_table(make_queries(pq.read_table(options.register), options.seed, options.rows), options.output)


def make_queries(register: Any, seed: int, count: int, strength: float = STRENGTH) -> Any:
    """A table of ``count`` questions about ``register``."""
    maker = Maker(register, seed, strength)
    rng = Random(f"{seed} order")
    missing = round(count * ABSENT)
    made = maker.absent(missing) + maker.present(count - missing)
    rng.shuffle(made)
    rows = [{"row": at, "name": name, "postcode": code, "org_id": org_id, "also": also} for at, (name, code, org_id, also) in enumerate(made)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


class Maker:
    """A register, and what is needed to ask about it."""

    def __init__(self, register: Any, seed: int, strength: float) -> None:
        self.seed, self.strength = seed, strength
        self.names, self.codes, self.ids = (register[column].combine_chunks() for column in ("name", "postcode", "org_id"))
        self.kinds = register["kind"].to_numpy()
        self.answers = Answers(self.names.to_pylist())
        self.rng = Random(f"{seed} questions")
        self.words = pools(seed + 2_000, brands=20_000)
        draw = np.random.default_rng([seed, 4])
        self.places = [self.words["place"].words[int(at)].as_py() for at in self.words["place"].draw(2_000, draw)]
        some = pools(seed + 3_000, brands=3_000)
        shapes = [[some[pool].words.take(pa.array(some[pool].draw(1_500, draw))).to_pylist() for pool in pair]
                  for pair in (("brand", "generic"), ("ordinary", "activity"), ("brand", "activity"), ("surname", "activity"))]  # fmt: skip
        trades = [f"{a} {b}" for first, second in shapes for a, b in zip(first, second, strict=True)]
        # A trading name that somebody has registered would be an answer.
        self.trades = [name for name in trades if not self.answers.same(plain(name))]

    def present(self, count: int) -> list[tuple[str, str, str, str]]:
        """Questions with an answer."""
        made = []
        for kind, share in MIX.items():
            rows = np.flatnonzero(self.kinds == kind)
            wanted = len(made) + round(count * share)
            for row in np.random.default_rng([self.seed, 5, len(made)]).permutation(rows).tolist():
                if len(made) >= min(wanted, count):
                    break
                question = self._ask(row)
                if question:
                    made.append(question)
        while len(made) < count:  # rounding, or a register with too few of a kind
            question = self._ask(self.rng.randrange(len(self.names)))
            made += [question] if question else []
        return made

    def _ask(self, row: int) -> tuple[str, str, str, str] | None:
        """A question about one row, or None where no harm tried leaves it the only best answer."""
        own = self.codes[row].as_py()
        for _ in range(8):
            chance = self.rng.random()
            code = own if chance < 0.30 else self._other_code(own) if chance < 0.35 else ""
            harmed = damage(self.names[row].as_py(), self.rng, self.places, self.trades, self.strength)
            good = self._meant(row, harmed, code)
            if good is not None:
                others = sorted(self.ids[other].as_py() for other in good if other != row)
                return harmed.name, code, self.ids[row].as_py(), "|".join(others)
        return None

    def _meant(self, row: int, harmed: Damaged, code: str) -> set[int] | None:
        """The rows that are right, or None if some other row fits as well."""
        own = plain(self.names[row].as_py())
        twins = set(self.answers.same(own))
        named = {other for other in twins if harmed.form and split_form(self.names[other].as_py())[1] == harmed.form}
        twins = named if row in named else twins
        if code == self.codes[row].as_py():
            twins = {other for other in twins if self.codes[other].as_py() == code}
        left, seen = plain(harmed.left), plain(harmed.name)
        if len(left) < 4 or len(seen) < 4:
            return None
        rivals = set(self.answers.same(seen)) | set(self.answers.same(left))
        if left != own:
            rivals |= set(self.answers.going_on(left))
            if not harmed.cut:
                holding = self.answers.holding(left.split())
                if holding is None:
                    return None
                rivals |= set(holding)
        if harmed.slips:
            rivals |= set(self.answers.near(seen))
        rivals -= set(self.answers.same(own))
        told = code == self.codes[row].as_py()
        if any(not told or self.codes[rival].as_py() == code for rival in rivals):
            return None
        return twins

    def absent(self, count: int) -> list[tuple[str, str, str, str]]:
        """Questions without an answer."""
        made = []
        for name, near in absent_names(count, self.names, self.answers, self.words, self.seed):
            for _ in range(20):
                harmed = damage(name, self.rng, self.places, self.trades, self.strength)
                if is_absent(plain(harmed.left), self.answers) and not self.answers.same(plain(harmed.name)):
                    break
            else:
                harmed = Damaged(name, name, "", False, 0)
            code = ""
            if self.rng.random() < 0.35:
                sister = near >= 0 and self.rng.random() < 0.25  # at the address of the one it nearly is
                code = self.codes[near].as_py() if sister else self._other_code("")
            made.append((harmed.name, code, "", ""))
        return made

    def _other_code(self, own: str) -> str:
        while (code := self.codes[self.rng.randrange(len(self.codes))].as_py()) == own:
            pass
        return str(code)


if __name__ == "__main__":
    main()
