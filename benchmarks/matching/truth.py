"""Real payees whose organisation is known, and a register of some 400,000 real names to find them in: read where present, never copied.

    python -m benchmarks.matching.truth register.parquet queries.parquet [--data FOLDER]

The folder is KEEPITLOCAL_DATA, else ../shared/data. The register is all of registers/names_by_type (invented ids, kinds by file, no
postcode) and the organisations the truth sets name, under their own ids; of the same name and both, one row with the truth's id.

Questions with an answer, each distinct payee once:

- Bolton and Oldham 2019 (matched by a machine: silver): payees with a company or charity number, a school's or an NHS body's code.
  Where there are a company and a charity number, both are right. Not asked: what was matched by the address of a care home (method
  8, or a CQC number: the name of the home says nothing of its owner), and matches whose two names share no word of three letters or
  more and no initials (aliases known to the publisher only).
- NHS suppliers: payees with the charity found, unless no word is shared (as above).

Questions without: NHS payees marked No Match, and the two councils' payees matched by nothing (method 0), each only if the register
made here has nobody of the same key, nobody whose key begins or continues it, and none one letter away: the publishers looked in
registers of their day, and not in all of those read here. About that kind a doubt remains: a body may be there under another name.
There are more of them than a council meets (the two have three unmatched in ten), so only half as many as there are questions with
an answer are kept, chosen by a checksum of the name.

Where a payee has just the key of some row, and the truth says it is another with another key, it is not asked: the body was
renamed, or the truth is wrong. Where several rows have the same key as the right one (the same body as charity and company, or
namesakes), all are right, for these payees come without a postcode. Likely individuals and redacted names are never asked.
"""

import argparse
import csv
import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.matching.absent import is_absent
from benchmarks.matching.answers import Answers, plain
from benchmarks.matching.unseen import SCHEMA
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted

KINDS = {
    "Community_Amateur_Sports_Club": "society",
    "Community_Interest_Company": "cic",
    "Company_Limited_by_Guarantee": "guarantee_company",
    "Further_Education": "school",
    "Government": "public_body",
    "Local_Authority": "public_body",
    "Parish_or_Town_Council": "public_body",
    "Private_Limited_Company": "company",
    "Registered_Society": "society",
    "Registered_charity": "charity",
    "Royal_Charter_Company": "guarantee_company",
    "School": "school",
    "University": "school",
}
_PREFIXES = {"CHC": ("GB-CHC-", "charity"), "URN": ("GB-EDU-", "school"), "NHS": ("GB-NHS-", "public_body")}
# A surname with initials after it, alone or in partnership: doctors mostly.
_INITIALED = re.compile(r"^(?:DR )?[A-Z'-]{3,}(?: [A-Z]{1,3}){1,4}(?: AND.*)?$|^(?:DRS?|PROF|MRS?|MISS|MS) ")
_OWNER = "8"  # the publisher's method: by the address of a care home


@dataclass
class Found:
    """A payee, and the organisations that it is (none: nobody)."""

    payee: str
    ids: list[str] = field(default_factory=list)
    called: str = ""
    kind: str = "company"


def data_folder() -> Path | None:
    """Where the real data is, or None."""
    folder = Path(os.environ.get("KEEPITLOCAL_DATA") or Path(__file__).parents[3] / "shared" / "data")
    return folder if (folder / "truth").is_dir() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--data", type=Path, default=data_folder())
    options = parser.parse_args()
    if options.data is None:
        raise SystemExit("No real data here: name its folder in KEEPITLOCAL_DATA.")
    register, queries = load(options.data)
    pq.write_table(register, options.register)
    pq.write_table(queries, options.queries)


def load(folder: Path) -> tuple[Any, Any]:
    """The register and the questions."""
    told = [
        found
        for found in [*_councils(folder / "truth/matched_spend"), *_nhs(folder / "truth/nhs_suppliers")]
        if _is_asked(found)
    ]
    register = _register(folder / "registers/names_by_type", told)
    names, ids = register["name"].to_pylist(), register["org_id"].to_pylist()
    answers = Answers(names)
    questions: dict[str, list[str]] = {}
    for found in told:
        if found.ids:
            same = {ids[row] for row in answers.same(plain(found.called))} - set(found.ids)
            right, named = [*found.ids, *sorted(same)], {ids[row] for row in answers.same(plain(found.payee))}
            if not named or named & set(right):
                questions.setdefault(found.payee, right)
    absent = [
        found.payee
        for found in told
        if not found.ids and found.payee not in questions and is_absent(plain(found.payee), answers)
    ]
    absent = sorted(set(absent), key=lambda payee: crc32(payee.encode()))[: len(questions) // 2]
    questions |= {payee: [] for payee in absent}
    # In the order of checksums, so that odd and even rows are alike.
    rows = [
        {"row": at, "name": payee, "postcode": "", "org_id": right[0] if right else "", "also": "|".join(right[1:])}
        for at, (payee, right) in enumerate(sorted(questions.items(), key=lambda told: crc32(told[0].encode()[::-1])))
    ]
    return register, pa.Table.from_pylist(rows, schema=SCHEMA)


def _is_asked(found: Found) -> bool:
    parts = found.payee.split("#")
    if not all(parts) or any(map(is_redacted, parts)) or any(map(likely_person, parts)):
        return False
    if not found.ids and (_INITIALED.search(found.payee.upper()) or len(plain(found.payee).split()) > 9):
        return False
    return not found.ids or _share_something(found.payee, found.called)


def _share_something(payee: str, called: str) -> bool:
    """Whether the two names have a word in common, or the one the other's initials, the name run together or a letter off."""
    one, other = plain(payee).split(), plain(called).split()
    if {word for word in one if len(word) > 2} & set(other):
        return True
    initials = {"".join(word[0] for word in words) for words in (one, other)}
    squashed = "".join(one), "".join(other)
    return bool(initials & {*one, *other}) or squashed[0][:5] == squashed[1][:5]


def _councils(folder: Path) -> Iterator[Found]:
    seen: set[str] = set()
    for path in sorted(folder.glob("*.csv.gz")):
        for row in _rows(path):
            payee = row["beneficiary_name"].strip()
            if payee in seen:
                continue
            seen.add(payee)
            company, (sort, _, number) = row["company_number"].strip(), row["charity_number"].strip().partition("-")
            if row["match_method"].strip() == _OWNER or sort == "CQC":
                continue
            ids = [f"GB-COH-{company}"] if company else []
            prefix, kind = _PREFIXES.get(sort, ("", "company"))
            ids += [prefix + number] if prefix else []
            if ids:
                yield Found(payee, ids, row["company_name"].strip(), kind if not company else "company")
            elif row["match_method"].strip() == "0":
                yield Found(payee)


def _nhs(folder: Path) -> Iterator[Found]:
    for row in _rows(folder / "supplier_charity_final.csv.gz"):
        number, _, _ = row["CharityRegNo"].partition(".")
        if number.isdigit() and row["CharityName"].strip():
            yield Found(
                row["query_string_n"].strip(), [f"GB-CHC-{number}"], " ".join(row["CharityName"].split()), "charity"
            )
    for row in _rows(folder / "supplier_nomatch_final.csv.gz"):
        if row["verif_match"] == "No Match":
            yield Found(row["query_string_n"].strip())


def _register(folder: Path, told: list[Found]) -> Any:
    """Every organisation the truth names, then every published name that is not one of theirs."""
    rows: dict[str, tuple[str, str]] = {}
    known: set[str] = set()
    for found in told:
        for org_id in found.ids[:1]:
            rows.setdefault(org_id, (found.called, found.kind))
            known.add(found.called.upper())
    for stem, kind in KINDS.items():
        with gzip.open(folder / f"{stem}.txt.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                name = line.strip().strip('"').replace('""', '"')
                if name and name.upper() not in known:
                    rows[f"XX-{stem}-{number}"] = (name, kind)
    names, kinds = zip(*rows.values(), strict=True)
    return pa.table({"org_id": list(rows), "name": names, "postcode": [""] * len(rows), "kind": kinds})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
