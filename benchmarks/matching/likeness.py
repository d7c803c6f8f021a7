"""How like real names ours are: the same figures of names published by type and of a register made here, as Markdown.

    python -m benchmarks.matching.likeness register.parquet [folder of NAME.txt.gz]

Vocabulary grows with the sample, so both sides are cut to samples of the same size, drawn with the same seed.
"""

import argparse
import gzip
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

_FORM = re.compile(r"\b(?:LTD|LIMITED|PLC|LLP|CIC|C I C|CIO|COMMUNITY INTEREST COMPANY|PUBLIC LIMITED COMPANY)\b")
_TYPES = {
    "company": "Private_Limited_Company", "guarantee_company": "Company_Limited_by_Guarantee", "cic": "Community_Interest_Company",
    "society": "Registered_Society", "charity": "Registered_charity", "school": "School", "public_body": "Parish_or_Town_Council",
}  # fmt: skip
HEADS = (
    "names", "words a name", "vocabulary / names", "words met once / vocabulary", "first words / names", "first two words shared",
    "key shared", "letters a name", "with &", "with (", "with a digit", "commonest words",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("names", type=Path, nargs="?")
    options = parser.parse_args()
    register = pq.read_table(options.register, columns=["name", "kind"])
    print(f"| | {' | '.join(HEADS)} |", "|---" * (len(HEADS) + 1) + "|", sep="\n")
    for kind, stem in _TYPES.items():
        ours = register.filter(pc.equal(register["kind"], kind))["name"].to_pylist()
        real = _published(options.names / f"{stem}.txt.gz") if options.names else []
        size = min(100_000, len(ours), len(real) or len(ours))
        for side, names in ((f"{kind}, made", ours), (f"{kind}, real", real)):
            if names:
                sample = random.Random(1).sample(names, size)
                print(f"| {side} | {' | '.join(figures(sample))} |", flush=True)


def figures(names: Sequence[str]) -> list[str]:
    """The figures named in HEADS."""
    count = len(names)
    words = [re.findall(r"[A-Z0-9']+", name.upper()) for name in names]
    found = Counter(word for row in words for word in set(row))
    keys = [_key(name) for name in names]
    first = {key.split()[0] for key in keys if key}
    two = Counter(" ".join(key.split()[:2]) for key in keys if " " in key)
    shared = sum(times for times in Counter(keys).values() if times > 1)
    shares = (
        sum(map(len, words)) / count, len(found) / count, sum(times == 1 for times in found.values()) / len(found), len(first) / count,
        sum(times for times in two.values() if times > 1) / count, shared / count, sum(map(len, names)) / count,
        *(sum(mark in name for name in names) / count for mark in "&("), sum(any(map(str.isdigit, name)) for name in names) / count,
    )  # fmt: skip
    top = ", ".join(f"{word} {times / count:.3f}" for word, times in found.most_common(8))
    return [f"{count:,}", *(f"{share:.3f}" for share in shares), top]


def _key(name: str) -> str:
    plain = re.sub(r"[^A-Z0-9 ]", "", name.upper().replace("&", " AND ").replace("-", " "))
    return " ".join(word for word in _FORM.sub(" ", plain).split() if word != "THE")


def _published(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip().strip('"') for line in lines if line.strip()]


if __name__ == "__main__":
    main()
