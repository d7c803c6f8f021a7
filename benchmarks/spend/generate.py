"""A place whose spend file has as many rows as asked for: invented, untidy in the usual ways, the same bytes for the same seed.

Nine text columns, some 147 bytes a row, three years by date. Payees follow a long tail, and each keeps to its own directorates
and categories, as a council's do. One row in a thousand is untidy: blank, headings again, an amount in brackets or with a pound
sign, one that cannot be read, or a total. Areas and postcodes are those of the sample place, and none of them can exist.
"""

import argparse
import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

HEADINGS = (
    "Directorate", "Service", "Supplier Name", "Payment Date", "Transaction Number", "Net Amount", "Purpose", "Category",
    "Capital or Revenue",
)  # fmt: skip
CHUNK = 500_000
_ABOUT = ["Adults", "Children", "Housing", "Highways", "Leisure", "Planning", "Finance", "Education"]
_PARTS = ("Care", "Services", "Strategy and Planning", "Support", "Operations and Delivery")
_WORK = ["Home", "Day", "Travel", "Repairs", "Legal", "Printing", "Cleaning", "Catering", "Software", "Training"]
_THINGS = [
    "fees", "equipment and materials", "hire", "contracts", "grants and contributions", "agency staff", "maintenance",
    "supplies", "advice", "licences",
]  # fmt: skip
_FIRST = [
    "Al", "Bar", "Cor", "Dun", "Elm", "Far", "Gre", "Hol", "Ing", "Jes", "Kel", "Lor", "Mar", "Nor", "Oak", "Pen",
    "Quar", "Ros", "Sel", "Tor", "Ull", "Ver", "Wen", "Yar", "Zel",
]  # fmt: skip
_LAST = [
    "bridge", "brook", "combe", "dale", "field", "ford", "ham", "hurst", "ley", "mere", "more", "sham", "stead",
    "ton", "wick", "worth",
]  # fmt: skip
_TRADES = [
    "Home Care", "Nursing", "Building Services", "Roofing", "Plumbing and Heating", "Coaches", "Taxis", "Catering",
    "Consulting", "Software", "Recruitment", "Printing", "Landscapes", "Cleaning", "Security", "Surveyors",
    "Training", "Highways", "Electrical", "Interiors", "Community Trust", "Youth Project", "Family Support", "Arts",
]  # fmt: skip
_FORMS = (
    " Ltd",
    " Limited",
    " LTD",
    " Plc",
    " LLP",
    " CIC",
    "",
    " Community Interest Company",
    " (UK) Limited",
    " CIO",
)
_FIXED = (
    "HMRC", "Teachers Pensions", "Mereland Pension Fund", "Mereland Combined Authority", "REDACTED PERSONAL DATA", "Redacted",
    "Mereland Police and Crime Commissioner", "NHS Mereland ICB", "Environment Agency", "Student Loans Company",
)  # fmt: skip
_UNTIDY = 0.001


@dataclass(frozen=True)
class Payees:
    """Names, ready for a CSV, with how often each is paid and what for."""

    names: list[str]
    chances: Any
    directorate: Any
    category: Any


def recruit(count: int, rng: Any) -> Payees:
    """``count`` distinct payees, few of them paid often."""
    stems = [first + last for first, last in product(_FIRST, _LAST)]
    picked: dict[str, None] = dict.fromkeys(_FIXED)
    while len(picked) < count:
        size = count
        first, second = rng.integers(0, len(stems), size), rng.integers(0, len(stems) * 2, size)
        trade, form = rng.integers(0, len(_TRADES), size), rng.integers(0, len(_FORMS), size)
        for a, b, c, d in zip(first.tolist(), second.tolist(), trade.tolist(), form.tolist(), strict=True):
            second_name = f" {stems[b]}" if b < len(stems) else ""
            name = f"{stems[a]}{second_name} {_TRADES[c]}{_FORMS[d]}"
            picked[
                f"{stems[a]} Primary School"
                if c == 0 and d == 0
                else name.replace(" Limited", ", Limited")
                if d == 1 and c < 3
                else name
            ] = None
            if len(picked) == count:
                break
    chances = 1.0 / np.power(np.arange(count) + 30.0, 1.0)
    return Payees(
        list(picked), np.cumsum(chances / chances.sum()), rng.integers(0, 40, count), rng.integers(0, 200, count)
    )


def write_place(folder: Path, *, rows: int, seed: int = 2026, payees: int | None = None) -> None:
    """Make the folder: place.toml, inputs/spend.csv, inputs/register.csv and the sample's areas and postcodes."""
    rng = np.random.default_rng(seed)
    people = recruit(payees or min(250_000, max(100_000, rows // 40)), rng)
    (folder / "inputs").mkdir(parents=True)
    _write_sample_reference(folder)
    _write_register(folder, people, rng)
    with (folder / "inputs" / "spend.csv").open("wb") as file:
        file.write(",".join(HEADINGS).encode() + b"\n")
        for start in range(0, rows, CHUNK):
            file.write(_rows(people, rng, start, min(CHUNK, rows - start), rows))


def _write_sample_reference(folder: Path) -> None:
    from keepitlocal.sample.world import make

    files = make(2026).files
    (folder / "place.toml").write_bytes(files["place.toml"])
    for name in ("areas.csv", "postcode_directory.csv"):
        (folder / "inputs" / name).write_bytes(files[f"inputs/place/{name}"])


def _write_register(folder: Path, people: Payees, rng: Any) -> None:
    """Two payees in five are on it, spelt a little differently; half as many again are nobody the council pays."""
    with (folder / "inputs" / "postcode_directory.csv").open(encoding="utf-8-sig", newline="") as file:
        postcodes = [row["pcds"] for row in csv.DictReader(file) if not row["doterm"]]
    count = len(people.names)
    chosen = np.flatnonzero(rng.random(count) < 0.4)
    where = rng.integers(0, len(postcodes), count)
    with (folder / "inputs" / "register.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("org_id", "name", "postcode", "kind"))
        for place in chosen.tolist():
            name = people.names[place]
            if name in _FIXED or "School" in name:
                continue
            charity = any(word in name for word in ("Trust", "Project", "Support"))
            company = not charity or "Limited" in name or "Ltd" in name
            org_id = f"GB-COH-99{place:06d}" if company else f"GB-CHC-9{place:06d}"
            writer.writerow(
                (
                    org_id,
                    name.upper().replace(" LTD", " LIMITED"),
                    postcodes[where[place]],
                    "company" if company else "charity",
                )
            )
        for place in range(count // 5):
            writer.writerow(
                (f"GB-COH-98{place:06d}", f"Nobody Paid {place} Limited", postcodes[place % len(postcodes)], "company")
            )


def _rows(people: Payees, rng: Any, start: int, count: int, total: int) -> Any:
    """The bytes of a stretch of rows."""
    payee = np.searchsorted(people.chances, rng.random(count)).clip(0, len(people.names) - 1)
    own = rng.random(count) < 0.9
    directorate = np.where(own, people.directorate[payee], rng.integers(0, 40, count))
    category = np.where(own, people.category[payee], (people.category[payee] + rng.integers(1, 4, count)) % 200)
    service = directorate * 4 + category % 4
    day = np.arange(start, start + count, dtype=np.int64) * 1095 // total
    pence = np.exp(rng.normal(11.0, 1.4, count)).astype(np.int64) + 50_000
    pence = np.where(rng.random(count) < 0.04, -pence, pence)
    columns = [
        _pick(_directorates(), directorate), _pick(_services(), service), _pick(_quoted(people.names), payee), _pick(_days(), day),
        pc.cast(pa.array(np.arange(start, start + count) + 5_100_000_000), pa.string()), _amounts(pence, rng),
        _pick(_purposes(), (category * 7 + payee) % len(_purposes())), _pick(_categories(), category),
        _pick(["Revenue\n", "Capital\n"], (rng.random(count) < 0.06).astype(np.int64)),
    ]  # fmt: skip
    lines = pc.binary_join_element_wise(*columns, ",")
    untidy = np.flatnonzero(rng.random(count) < _UNTIDY)
    if len(untidy):
        values = pa.array(
            [
                _untidy(int(kind), lines[int(place)].as_py(), int(pence[place]))
                for place, kind in zip(untidy, rng.integers(0, 10, len(untidy)), strict=True)
            ]
        )
        mask = np.zeros(count, dtype=bool)
        mask[untidy] = True
        lines = pc.replace_with_mask(lines, pa.array(mask), values)
    joined = pa.concat_arrays([lines])
    offsets = np.frombuffer(joined.buffers()[1], dtype=np.int32)[: count + 1]
    return memoryview(joined.buffers()[2])[offsets[0] : offsets[-1]]


def _untidy(kind: int, line: str, pence: int) -> str:
    """A tenth each: headings again, not readable, a labelled total; three tenths blank; the others an amount oddly written."""
    if kind == 0:
        return ",".join(HEADINGS) + "\n"
    if kind <= 3:
        return "," * (len(HEADINGS) - 1) + "\n"
    if kind == 4:
        return f",,Total,,,{abs(pence) / 100:.2f},,,\n"
    cells = next(csv.reader(io.StringIO(line)))
    cells[5] = "#REF!" if kind == 5 else f"({abs(pence) / 100:,.2f})" if kind <= 7 else f"£{abs(pence) / 100:,.2f}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _amounts(pence: Any, rng: Any) -> Any:
    """Pounds and pence; one in thirty with a comma, and so in quotation marks."""
    whole, part = np.abs(pence) // 100, np.abs(pence) % 100
    cents = pa.array([f".{number:02d}" for number in range(100)]).take(pa.array(part))
    signed = pc.if_else(pa.array(pence < 0), "-", "")
    plain = pc.binary_join_element_wise(signed, pc.cast(pa.array(whole), pa.string()), cents, "")
    commas = np.flatnonzero(rng.random(len(pence)) < 1 / 30)
    told = pa.array([f'"{value / 100:,.2f}"' for value in pence[commas].tolist()], pa.string())
    mask = np.zeros(len(pence), dtype=bool)
    mask[commas] = True
    return pc.replace_with_mask(plain, pa.array(mask), told)


def _pick(texts: list[str], places: Any) -> Any:
    return pa.array(texts).take(pa.array(places))


def _quoted(names: list[str]) -> list[str]:
    return [f'"{name}"' if "," in name else name for name in names]


def _directorates() -> list[str]:
    return [f"{about} {part}" for about in _ABOUT for part in _PARTS]


def _services() -> list[str]:
    return [
        f"{number // 4 + 101} {team}" for number, team in enumerate(("North", "South", "Central", "Commissioning") * 40)
    ]


def _categories() -> list[str]:
    return [f"{work} {thing}{more}" for work in _WORK for thing in _THINGS for more in ("", " - other")]


def _purposes() -> list[str]:
    return [
        f"{work} {thing} {month}"
        for work in _WORK
        for thing in _THINGS
        for month in ("April", "May", "June", "Q1", "Q2")
    ]


def _days() -> list[str]:
    return [(date(2023, 4, 1) + timedelta(days=number)).strftime("%d/%m/%Y") for number in range(1096)]


def main() -> None:
    """Write a place of the given size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    write_place(options.folder, rows=options.rows)


if __name__ == "__main__":
    main()
