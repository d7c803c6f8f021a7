"""The sample place: the same bytes each time, nothing real in it, and true to what it says of itself."""

import csv
import io
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from keepitlocal import sample
from keepitlocal.sample.layouts import Layout
from keepitlocal.sample.spend import Written
from keepitlocal.sample.words import load
from keepitlocal.sample.world import make

SEED = 2026
WORLD = make(SEED)
TRUTH = sample.truth(SEED)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first = dict(WORLD.files)
    make.cache_clear()
    assert make(SEED).files == first
    assert make(SEED + 1).files != first


def test_writes_a_place_folder_of_at_most_six_megabytes(tmp_path: Path) -> None:
    sample.write(tmp_path / "wexborough")
    written = {
        str(path.relative_to(tmp_path / "wexborough").as_posix()): path.read_bytes()
        for path in tmp_path.rglob("*") if path.is_file()
    }  # fmt: skip
    assert written == WORLD.files
    assert "place.toml" in written
    assert sum(map(len, written.values())) < 6_000_000


def pence(shown: str) -> int | None:
    """Pence of an amount in any style of the sample, read without the writer's help."""
    plain = shown.replace("£", "").replace(",", "").strip()
    minus = plain.startswith(("(", "-")) or plain.endswith("-")
    plain = plain.strip("()-")
    return int(Decimal(plain) * 100) * (-1 if minus else 1) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def rows_of(path: str, texts: dict[str, str]) -> list[list[str]]:
    if path.endswith(".xlsx"):
        tree = ElementTree.fromstring(texts[f"inputs/{path}/xl/worksheets/sheet1.xml"])
        return [["".join(cell.itertext()) for cell in row] for row in tree.iterfind(".//{*}row")]
    text = texts[f"inputs/{path}"]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.endswith(".tsv") else ","))


def layout_of(path: str) -> Layout:
    plans = {plan["path"]: plan for plan in load("files")["file"]}
    plan = plans[path]
    return Layout(plans[plan["copies"]]["layout"] if "copies" in plan else plan["layout"])


def count(path: str, texts: dict[str, str]) -> dict[str, Any]:
    """A slow reading of one spend file with the csv module."""
    layout, rows = layout_of(path), rows_of(path, texts)
    amount, payee = layout.fields.index("amount"), layout.fields.index("payee")
    body = rows[rows.index(layout.headings) + 1 :]
    kinds, kept = Counter[str](), list[int]()
    for row in body:
        value = pence(row[amount])
        if not any(row):
            kinds["blank"] += 1
        elif row == layout.headings:
            kinds["repeated header"] += 1
        elif row[payee] in ("", "Grand Total"):
            kinds["total"] += 1
        elif value is None:
            kinds["unreadable"] += 1
        else:
            kept.append(value)
    return {"rows": len(body), "kept": len(kept), "pence": sum(kept), "set_aside": kinds}


@pytest.mark.parametrize("path", list(TRUTH["files"]))
def test_each_spend_file_holds_what_the_truth_says(path: str, texts: dict[str, str]) -> None:
    facts, found = TRUTH["files"][path], count(path, texts)
    assert {key: found[key] for key in ("rows", "kept", "pence")} == {
        key: facts[key] for key in ("rows", "kept", "pence")
    }
    assert {kind: found["set_aside"][kind] for kind in facts["set_aside"]} == facts["set_aside"]


def test_every_kind_of_mess_is_planted() -> None:
    facts = TRUTH["files"].values()
    for kind in ("blank", "repeated header", "total", "unreadable"):
        assert sum(fact["set_aside"][kind] for fact in facts) > 0, kind
    for kind in ("bad_dates", "overflow", "negative", "redacted", "repeats"):
        assert sum(fact[kind] for fact in facts) > 0, kind


def test_a_copy_is_a_copy_and_a_corrected_month_mostly_repeats_the_first() -> None:
    (first, copy), *others = TRUTH["duplicates"]
    assert not others
    assert WORLD.files[f"inputs/{first}"] == WORLD.files[f"inputs/{copy}"]
    (earlier, later, both), *others = TRUTH["overlaps"]
    assert not others
    assert 0.9 * TRUTH["files"][earlier]["kept"] < both < TRUTH["files"][earlier]["kept"]
    assert TRUTH["files"][earlier]["pence"] != TRUTH["files"][later]["pence"]


def test_counted_leaves_out_the_copy_and_the_corrected_month() -> None:
    left_out = {copy for _, copy in TRUTH["duplicates"]} | {earlier for earlier, _, _ in TRUTH["overlaps"]}
    kept = [facts for path, facts in TRUTH["files"].items() if path not in left_out]
    assert TRUTH["counted"] == {
        key: sum(facts[of] for facts in kept) for key, of in (("rows", "kept"), ("pence", "pence"))
    }
    assert sum(sum(bases.values()) for bases in TRUTH["bases"].values()) == TRUTH["counted"]["pence"]
    assert 20_000 <= TRUTH["counted"]["rows"] <= 30_000


def counted_payments() -> list[Any]:
    left_out = {copy for _, copy in TRUTH["duplicates"]} | {earlier for earlier, _, _ in TRUTH["overlaps"]}
    spend: tuple[Written, ...] = WORLD.spend
    return [payment for written in spend if written.path not in left_out for payment in written.kept]


def test_the_borough_s_share_rises_and_then_stays() -> None:
    local, every = Counter[int](), Counter[int]()
    for payment in counted_payments():
        if payment.base == "choose":
            year = payment.day.year - (payment.day.month < 4)
            every[year] += payment.pence
            local[year] += payment.pence * (payment.payee.reach == "borough")
    first, second, third = (local[year] / every[year] for year in (2023, 2024, 2025))
    assert 0.02 < second - first < 0.08
    assert abs(third - second) < 0.02


def test_one_directorate_is_missing_in_one_month_and_thin_in_another() -> None:
    months = Counter(f"{p.day:%Y-%m}" for p in counted_payments() if p.directorate == "Children and Families")
    assert months["2026-01"] == 0
    assert 0 < months["2023-09"] < months["2023-08"] / 3


def test_a_published_name_stands_for_one_payee() -> None:
    owners: dict[str, set[str]] = {}
    for written in WORLD.spend:
        for name, payment in zip(written.published, written.kept, strict=True):
            owners.setdefault(name, set()).add(payment.payee.name)
    assert {name: found for name, found in owners.items() if len(found) > 1 and "edacted" not in name.lower()} == {}
