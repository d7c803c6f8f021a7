"""The contracts register as councils publish it: mixed dates, values to be confirmed, one mad figure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

from keepitlocal.sample.formats import csv_bytes
from keepitlocal.sample.money import Payment
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.words import load

CPV: dict[str, list[str]] = load("contracts")["cpv"]
"""Code and words by group."""
_PROCESSES: dict[str, list[str]] = load("contracts")["processes"]


@dataclass(frozen=True)
class Contract:
    """One contract of the register, before it is written."""

    reference: str
    title: str
    payee: Payee
    start: date
    end: date
    extension: str
    annual: int  # pounds
    years: int
    process: str

    @property
    def total(self) -> int:
        """Pounds over all its years."""
        return self.annual * self.years


def let(payees: list[Payee], payments: list[Payment], rng: Random, /) -> list[Contract]:
    """About 150 contracts, each worth about what its supplier is paid."""
    paid = Counter[str]()
    for payment in payments:
        paid[payment.payee.name] += payment.pence
    suppliers = [payee for payee in payees if payee.group in CPV]
    chosen = [payee for payee in suppliers if payee.group in ("outsourcer", "leisure", "waste", "community_contracts")]
    chosen += rng.sample([payee for payee in suppliers if payee not in chosen], 70)
    return [_contract(f"WX{1000 + 3 * at}", payee, paid[payee.name] // 300, rng) for at, payee in enumerate(chosen)]


def _contract(reference: str, payee: Payee, yearly: int, rng: Random) -> Contract:
    years = rng.choice((1, 2, 3, 3, 4, 5, 7))
    start = date(rng.randint(2025 - years, 2025), rng.choice((1, 4, 4, 4, 7, 9, 10)), 1)
    end = date.fromordinal(start.replace(year=start.year + years).toordinal() - 1)
    annual = max(5_000, round(yearly * rng.uniform(0.8, 1.1)) // 100 * 100)
    purpose = _purposes()[payee.group][int(payee.number) % 2].capitalize()
    extension = rng.choice(("No", "1 year", "2 x 12 months", "Yes - taken", "N/A"))
    title = f"{purpose} ({payee.group.replace('_', ' ')})"
    process = rng.choices(tuple(_PROCESSES), (5, 3, 2, 2, 2))[0]
    return Contract(reference, title, payee, start, end, extension, annual, years, process)


def _purposes() -> dict[str, list[str]]:
    return {group["id"]: group["purposes"] for group in load("groups")["group"]}


def write_contracts(contracts: list[Contract], rng: Random, /) -> dict[str, bytes]:
    """The register by path, in cp1252 as spreadsheets save it."""
    rows = [_row(contract, rng) for contract in contracts]
    headings = load("headings")["contracts"]
    total, start, end = headings.index("Total Contract Value (inc. extensions)"), 7, 8
    rows[7][total] = "£4,360,000,000.00"  # three noughts too many
    for at in (11, 29, 54):
        rows[at][total] = rows[at][total - 1] = "TBC"
    rows[17][end], rows[33][end], rows[41][start] = "Ongoing", "31/02/2027", "tbc - see file note"
    return {"contracts/wexborough-contracts-register-april-2026.csv": csv_bytes([headings, *rows], encoding="cp1252")}


def _row(contract: Contract, rng: Random) -> list[str]:
    body, payee = contract.payee.organisation, contract.payee
    known = body is not None and rng.random() < 0.85
    company = body.company_number if body and known else rng.choice(("", "", "N/A"))
    review = date.fromordinal(contract.end.toordinal() - 180)
    style = rng.choice(("%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y"))
    voluntary = body is not None and body.kind in ("charity", "cic", "society")
    small = body is not None and body.size in ("micro", "small", "medium")
    return [
        contract.reference, contract.title, _directorate(payee), rng.choice(payee.spellings), company,
        body.charity_number if body and known else "", body.postcode if body and known else "",
        contract.start.strftime(style), contract.end.strftime(style), review.strftime(style), contract.extension,
        f"£{contract.annual:,.2f}", f" £{contract.total:,.2f} ", rng.choice(_PROCESSES[contract.process]),
        "Yes" if small else rng.choice(("No", "N", "")), "VCSE" if voluntary else "No", CPV[payee.group][0],
        rng.choice(("Live", "Live", "In review")),
    ]  # fmt: skip


def _directorate(payee: Payee) -> str:
    return str(next(group["directorate"] for group in load("groups")["group"] if group["id"] == payee.group))
