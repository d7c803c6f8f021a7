"""The spend files: every payment written once, spoilt as the real ones are, with a note of what was planted where."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from keepitlocal.sample.formats import Cell, csv_bytes, gz_bytes, xlsx_bytes, zip_bytes
from keepitlocal.sample.layouts import Layout
from keepitlocal.sample.money import Payment
from keepitlocal.sample.words import load

_LETTERHEAD: list[list[Cell]] = [
    ["Wexborough Council"], ["Payments to suppliers over £500 (net of VAT)"], ["Extracted by Financial Services"], [],
]  # fmt: skip
_QUERY: list[list[Cell]] = [
    ["sql select t.apar_id, t.amount, t.ext_inv_ref, t.account, t.voucher_date, d.apar_name from wextransact t"],
    ["sql inner join wexheader d on t.client = d.client and t.apar_id = d.apar_id"], ["sql where t.client = 'WX'"],
    ["sql and t.period between '202311' and '202311'"], ["sql and t.amount >= 500"],
    ["sql order by d.apar_name"], ["query"],
]  # fmt: skip


@dataclass(frozen=True)
class Written:
    """One spend file as written: its bytes, its rows after the header, and what each row is."""

    path: str
    content: bytes
    kept: tuple[Payment, ...] = ()
    published: tuple[str, ...] = ()
    set_aside: dict[str, int] | None = None
    total_pence: int = 0
    bad_dates: tuple[Payment, ...] = ()
    overflow: int = 0
    corrects: str = ""
    copies: str = ""


def write_spend(payments: list[Payment], rng: Random, /) -> list[Written]:
    """All spend files, in the order published."""
    written, months = dict[str, Written](), dict[str, list[Payment]]()
    for payment in payments:
        months.setdefault(f"{payment.day:%Y-%m}", []).append(payment)
    for plan in load("files")["file"]:
        if "copies" in plan:
            original = written[plan["copies"]]
            written[plan["path"]] = replace(original, path=plan["path"], copies=plan["copies"])
            continue
        chosen = [payment for month in plan["months"] for payment in months[month]]
        if "corrects" in plan:
            chosen = _corrected(chosen, rng)
        written[plan["path"]] = _write(plan, chosen, rng)
    return list(written.values())


def _corrected(payments: list[Payment], rng: Random) -> list[Payment]:
    """A month published again: three lines gone, twelve amounts mended, five lines that had been missed."""
    usual = [at for at, payment in enumerate(payments) if payment.base == "choose" and payment.pence > 0]
    picked = rng.sample(usual, 20)
    for at in picked[:12]:
        payments[at] = replace(payments[at], pence=payments[at].pence + rng.randint(100, 90_000))
    missed = [replace(payments[at], reference=f"{int(payments[at].reference) + 7_000_000}") for at in picked[12:17]]
    gone = set(picked[17:])
    return [payment for at, payment in enumerate(payments) if at not in gone] + missed


def _write(plan: dict[str, Any], payments: list[Payment], rng: Random) -> Written:
    layout, mess = Layout(plan["layout"], effective=plan.get("effective", "")), plan.get("mess", {})
    rows = [layout.row(payment) for payment in payments]
    payee = layout.fields.index("payee")
    published = tuple(str(row[payee]) for row in rows)
    spoilt = rng.sample(
        range(len(rows)), mess.get("unreadable", 0) + mess.get("bad_dates", 0) + mess.get("overflow", 0)
    )
    unreadable = {spoilt.pop() for _ in range(mess.get("unreadable", 0))}
    bad_dates = {spoilt.pop() for _ in range(mess.get("bad_dates", 0))}
    for at in unreadable:
        rows[at][layout.fields.index("amount")] = rng.choice(["#VALUE!", "see note", "TBC"])
    for at in bad_dates:
        rows[at][layout.fields.index("date")] = "#REF!"
    for at in spoilt:
        rows[at] += ["", "queried with supplier"]
    kept = tuple(payment for at, payment in enumerate(payments) if at not in unreadable)
    total = sum(payment.pence for payment in kept)
    set_aside = _intersperse(rows, layout, mess, total, rng)
    head = {"letterhead": _LETTERHEAD, "query": _QUERY}.get(mess.get("preamble", ""), [])
    return Written(
        plan["path"], _bytes(plan["path"], [*head, layout.headings, *rows], layout), kept,
        tuple(name for at, name in enumerate(published) if at not in unreadable),
        {**set_aside, "unreadable": len(unreadable)}, total if "total" in mess else 0,
        tuple(payments[at] for at in sorted(bad_dates)), len(spoilt), corrects=plan.get("corrects", ""),
    )  # fmt: skip


def _intersperse(
    rows: list[list[Cell]], layout: Layout, mess: dict[str, Any], total: int, rng: Random
) -> dict[str, int]:
    """Puts in rows that are no payments: repeated headings, comma-only rows and a grand total; counts them."""
    for _ in range(mess.get("repeated", 0)):
        rows.insert(rng.randint(len(rows) // 4, 3 * len(rows) // 4), list(layout.headings))
    blanks = mess.get("blank", 0)
    for _ in range(blanks // 3):
        rows.insert(rng.randint(1, len(rows) - 1), layout.place())
    rows += [layout.place() for _ in range(blanks - blanks // 3)]
    if "total" in mess:
        label = {"payee": "Grand Total"} if mess["total"] == "labelled" else {}
        rows.append(layout.place(amount=layout.amount(total), **label))
    return {"blank": blanks, "repeated header": mess.get("repeated", 0), "total": int("total" in mess)}


def _bytes(path: str, rows: list[list[Cell]], layout: Layout) -> bytes:
    if path.endswith(".xlsx"):
        return xlsx_bytes(rows, sheet="Payments")
    content = csv_bytes(rows, encoding=layout.encoding, delimiter="\t" if path.endswith(".tsv") else ",")
    if path.endswith(".gz"):
        return gz_bytes(content)
    return zip_bytes({path.rpartition("/")[2]: content}) if ".zip/" in path else content
