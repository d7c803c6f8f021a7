"""The contracts register as councils publish it: mixed dates, values to be confirmed, one mad figure."""

from dataclasses import dataclass
from datetime import date
from random import Random

from keepitlocal.sample.formats import csv_bytes
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.words import load

_HEADINGS = (
    "Contract Reference", "Contract Title", "Directorate", "Supplier Name", "Company Number", "Charity Number", "Supplier Postcode",
    "Start Date", "End Date", "Review Date", "Extension", "Annual Value (£)", "Total Contract Value (inc. extensions)",
    "Procurement Process", "SME?", "VCSE?", "CPV code(s)", "Contract Status ",
)  # fmt: skip
CPV = {
    "care_homes": ("85144100", "Residential nursing care services"), "home_care": ("85312000", "Social work services without accommodation"),
    "supported": ("85311000", "Social work services with accommodation"), "placements": ("85311300", "Welfare services for children"),
    "outsourcer": ("75100000", "Administration services"), "waste": ("90500000", "Refuse and waste related services"),
    "agency": ("79600000", "Recruitment services"), "it": ("72000000", "IT services"), "transport": ("60100000", "Road transport services"),
    "facilities": ("90910000", "Cleaning services"), "works": ("45000000", "Construction work"),
    "leisure": ("92600000", "Sporting services"), "community_contracts": ("85300000", "Social work and related services"),
    "community_services": ("85310000", "Social work services"), "professional": ("71000000", "Architectural and engineering services"),
}  # fmt: skip
_PROCESSES = {
    "open": ("Open tender", "Open Procedure", "ITT"), "mini": ("Mini-competition", "Framework call off", "YPO framework"),
    "direct": ("Direct award", "Exemption", "CSO Exception"), "quote": ("RFQ", "3 quotes"), "unsaid": ("", "Other"),
}  # fmt: skip


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


def let(payees: list[Payee], rng: Random, /) -> list[Contract]:
    """About 150 contracts with payees that the register of contracts would name."""
    suppliers = [payee for payee in payees if payee.group in CPV]
    chosen = [payee for payee in suppliers if payee.group in ("outsourcer", "leisure", "waste", "community_contracts")]
    chosen += rng.sample([payee for payee in suppliers if payee not in chosen], 70)
    return [_contract(f"WX{1000 + 3 * at}", payee, rng) for at, payee in enumerate(chosen)]


def _contract(reference: str, payee: Payee, rng: Random) -> Contract:
    years = rng.choice((1, 2, 3, 3, 4, 5, 7))
    start = date(rng.randint(2025 - years, 2025), rng.choice((1, 4, 4, 4, 7, 9, 10)), 1)
    end = date.fromordinal(start.replace(year=start.year + years).toordinal() - 1)
    annual = round(rng.lognormvariate(11.2, 1.1)) * (12 if payee.group in ("outsourcer", "waste") else 1)
    purpose = _purposes()[payee.group][int(payee.number) % 2].capitalize()
    extension = rng.choice(("No", "1 year", "2 x 12 months", "Yes - taken", "N/A"))
    return Contract(reference, f"{purpose} ({payee.group.replace('_', ' ')})", payee, start, end, extension, annual, years,
                    rng.choices(tuple(_PROCESSES), (5, 3, 2, 2, 2))[0])  # fmt: skip


def _purposes() -> dict[str, list[str]]:
    return {group["id"]: group["purposes"] for group in load("groups")["group"]}


def write_contracts(contracts: list[Contract], rng: Random, /) -> dict[str, bytes]:
    """The register by path, in cp1252 as spreadsheets save it."""
    rows = [_row(contract, rng) for contract in contracts]
    total, start, end = _HEADINGS.index("Total Contract Value (inc. extensions)"), 7, 8
    rows[7][total] = "£4,360,000,000.00"  # three noughts too many
    for at in (11, 29, 54):
        rows[at][total] = rows[at][total - 1] = "TBC"
    rows[17][end], rows[33][end], rows[41][start] = "Ongoing", "31/02/2027", "tbc - see file note"
    return {"contracts/wexborough-contracts-register-april-2026.csv": csv_bytes([_HEADINGS, *rows], encoding="cp1252")}


def _row(contract: Contract, rng: Random) -> list[str]:
    body, payee = contract.payee.organisation, contract.payee
    known = body is not None and rng.random() < 0.85
    company = body.company_number if body and known else rng.choice(("", "", "N/A"))
    review = date.fromordinal(contract.end.toordinal() - 180)
    total = contract.annual * contract.years
    style = rng.choice(("%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y"))
    voluntary = body is not None and body.kind in ("charity", "cic", "society")
    small = body is not None and body.size in ("micro", "small", "medium")
    return [
        contract.reference, contract.title, _directorate(payee), rng.choice(payee.spellings), company,
        body.charity_number if body and known else "", body.postcode if body and known else "",
        contract.start.strftime(style), contract.end.strftime(style), review.strftime(style), contract.extension,
        f"£{contract.annual:,.2f}", f" £{total:,.2f} ", rng.choice(_PROCESSES[contract.process]),
        "Yes" if small else rng.choice(("No", "N", "")), "VCSE" if voluntary else "No", CPV[payee.group][0],
        rng.choice(("Live", "Live", "In review")),
    ]  # fmt: skip


def _directorate(payee: Payee) -> str:
    return str(next(group["directorate"] for group in load("groups")["group"] if group["id"] == payee.group))
