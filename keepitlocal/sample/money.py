"""Three years of payments: every group's yearly money, dealt out to its payees, months and invoices."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from keepitlocal.sample.payees import Payee
from keepitlocal.sample.planted import CLIENT
from keepitlocal.sample.words import load

YEARS = (2023, 2024, 2025)
# What payees in the borough weigh in each year: the local share rises and then stays, so that charts have a shape.
_LOCAL = {2023: 0.82, 2024: 1.0, 2025: 1.02}
_LEAST = 50_001  # pence: the code asks for payments over £500


@dataclass(frozen=True)
class Payment:
    """One line of spend before it is written: all fields as the council's own system would hold them."""

    day: date
    payee: Payee
    group: str
    base: str
    pence: int
    directorate: str
    centre: str
    category: str
    code: str
    purpose: str
    reference: str
    invoice: str


def pay(payees: list[Payee], rng: Random, /) -> list[Payment]:
    """All payments in order of date."""
    payments = list[Payment]()
    words = load("groups")
    for group in words["group"] + words["planted"]:
        members = [payee for payee in payees if payee.group == group["id"]]
        if "also" in group:
            members += [payee for payee in payees if payee.group == group["also"]][::3]
        for year, millions in zip(YEARS, group["millions"], strict=True):
            payments += _year(group, members, year, round(millions * 100_000_000), rng)
    payments.sort(key=lambda payment: (payment.day, payment.group))
    return _refer(_name_client([payment for payment in payments if not _missing(payment, rng)]), rng)


def _year(group: dict[str, Any], members: list[Payee], year: int, pence: int, rng: Random) -> list[Payment]:
    active = [payee for payee in members if year in payee.years]
    weights = [payee.weight * (_LOCAL[year] if payee.reach == "borough" else 1.0) for payee in active]
    payments = list[Payment]()
    for payee, weight in zip(active, weights, strict=True):
        share = weight / sum(weights)
        rows = max(1, round(group["rows"] * (0.5 * share + 0.5 / len(active))))
        payments += _payee_year(group, payee, year, round(pence * share), rows, rng)
    return payments


def _payee_year(group: dict[str, Any], payee: Payee, year: int, pence: int, rows: int, rng: Random) -> list[Payment]:
    parts = [rng.lognormvariate(0, 0.6) for _ in range(rows)]
    offset = rng.random()
    payments = list[Payment]()
    for at, part in enumerate(parts):
        amount = max(_LEAST + rng.randint(0, 20_000), round(pence * part / sum(parts)))
        month = int(12 * (at + offset) / rows) % 12
        payment = _payment(group, payee, _weekday(year, month, rng), amount, rng)
        payments.append(payment)
        if group["base"] in ("choose", "works") and rng.random() < 0.025:
            credit = replace(
                payment, pence=-round(amount * rng.uniform(0.05, 0.4)), purpose=f"CREDIT {payment.purpose}"
            )
            payments.append(credit)
        # Real lines that repeat another exactly: the same fee for several people in one payment run.
        if group["id"] in ("home_care", "direct_payments", "foster") and rng.random() < 0.06:
            payments.append(payment)
    return payments


def _payment(group: dict[str, Any], payee: Payee, day: date, pence: int, rng: Random) -> Payment:
    return Payment(
        day, payee, group["id"], group["base"], pence, group["directorate"], rng.choice(group["centres"]),
        rng.choice(group["categories"]), group["code"], rng.choice(group["purposes"]), "", "",
    )  # fmt: skip


def _weekday(year: int, month: int, rng: Random) -> date:
    """A Monday to Friday of a month counted from April."""
    calendar = date(year + (month + 3) // 12, (month + 3) % 12 + 1, rng.randint(1, 28))
    return calendar.replace(day=max(1, calendar.day - max(0, calendar.weekday() - 4)))


def _missing(payment: Payment, rng: Random) -> bool:
    """One directorate left out of one month and thin in another, as happens when an extract fails."""
    children = payment.directorate == "Children and Families"
    month = (payment.day.year, payment.day.month)
    return children and (month == (2026, 1) or (month == (2023, 9) and rng.random() < 0.8))


def _name_client(payments: list[Payment]) -> list[Payment]:
    """A client's name left in the purpose of three home care payments."""
    named = [at for at, payment in enumerate(payments) if payment.group == "home_care"]
    for at in (named[40], named[len(named) // 2], named[-40]):
        payments[at] = replace(payments[at], purpose=f"Respite for {CLIENT}, week 14")
    return payments


def _refer(payments: list[Payment], rng: Random) -> list[Payment]:
    """Transaction and invoice numbers; exact repeats of a line keep theirs."""
    referred, last = list[Payment](), None
    number = 5_100_400_000
    for payment in payments:
        if last is None or payment != last:
            number += rng.randint(1, 9)
            invoice = str(rng.randint(10_000, 99_999))
        last = payment
        referred.append(replace(payment, reference=str(number), invoice=invoice))
    return referred
