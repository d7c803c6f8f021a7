"""Grants: the council's own list as CSV, and a file in the 360Giving standard."""

from datetime import date, timedelta
from random import Random

from keepitlocal.sample.formats import csv_bytes, json_bytes
from keepitlocal.sample.geography import Area
from keepitlocal.sample.money import Payment
from keepitlocal.sample.organisations import Organisation
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.planted import REFUGE
from keepitlocal.sample.words import load

FUNDER = {"id": "GB-LAE-ZZW", "name": "Wexborough Council", "department": "Communities"}
_PURPOSES = (
    "Warm space over the winter", "Running costs of the hall", "Youth sessions in the school holidays",
    "New kitchen equipment", "Volunteer training", "Community festival", "Garden for all ages",
    "Befriending for older people",
)  # fmt: skip


def write_grants(
    payments: list[Payment], payees: list[Payee], wards: tuple[Area, ...], rng: Random, /
) -> dict[str, bytes]:
    """The grants files by path: the council's list for 2024-25 and a 360Giving file of awards."""
    paid = [payment for payment in payments if payment.group == "grants" and payment.pence > 0]
    listed = [payment for payment in paid if date(2024, 4, 1) <= payment.day <= date(2025, 3, 31)]
    recipients = [payee for payee in payees if payee.group in ("grants", "refuge")]
    return {
        "grants/Grants to the voluntary sector 2024-25.csv": csv_bytes(
            [load("headings")["grants"], *(_line(payment, rng) for payment in listed)]
        ),
        "grants/wexborough_360giving.json": json_bytes(
            {"grants": [_grant(at, payee, wards, rng) for at, payee in enumerate(recipients, start=1)]}
        ),
    }


def _line(payment: Payment, rng: Random) -> list[str]:
    payee, start = payment.payee, payment.day - timedelta(days=30)
    number = _registered(payee.organisation, rng)
    shown = start.strftime("%d/%m/%y") if rng.random() < 0.2 else f"{start.day}/{start.month}/{start.year}"
    amount = f"{payment.pence / 100:,.2f}" if rng.random() < 0.5 else f"{payment.pence / 100:.2f}"
    return [
        "Place and Growth", payment.centre, shown, "01/04/2024 - 31/03/2025", f"{payee.name:<40}", number,
        rng.choice(_PURPOSES), amount, rng.choice(("Revenue", "Revenue", "Capital")),
    ]  # fmt: skip


def _registered(body: Organisation | None, rng: Random) -> str:
    """What people type where a registration number is asked for."""
    if body is None:
        return rng.choice(("N/A", "", "None", "not registered"))
    number = body.charity_number or body.company_number or body.org_id.removeprefix("GB-MPR-")
    return rng.choice((number, number, f"Charity No. {number}", f"{number} "))


def _grant(number: int, payee: Payee, wards: tuple[Area, ...], rng: Random) -> dict[str, object]:
    ward, amount = rng.choice(wards), rng.randint(2, 120) * 250
    start = date(2023, 4, 1) + timedelta(days=rng.randint(0, 1000))
    place = (
        []
        if payee.name == REFUGE.name
        else [{"name": ward.name, "countryCode": "GB", "geoCode": ward.code, "geoCodeType": "WD"}]
    )
    grant: dict[str, object] = {
        "id": f"360G-wexborough-{number:04d}", "title": f"Community grant to {payee.name}",
        "description": rng.choice(_PURPOSES),
        "currency": "GBP", "amountAwarded": amount, "awardDate": start.isoformat(),
        "plannedDates": [{"startDate": start.isoformat(), "duration": rng.choice((6, 12, 24))}],
        "recipientOrganization": [_recipient(payee)], "fundingOrganization": [FUNDER],
        "grantProgramme": [{"code": "WF", "title": "Ward Fund"}], "dataSource": "https://www.wexborough.example/grants",
    }  # fmt: skip
    return grant | ({"beneficiaryLocation": place} if place else {})


def _recipient(payee: Payee) -> dict[str, str]:
    body = payee.organisation
    if body is None:
        return {"id": f"360G-wexborough-org-{payee.number}", "name": payee.name}
    numbers = {"charityNumber": body.charity_number, "companyNumber": body.company_number, "postalCode": body.postcode}
    street = {"streetAddress": REFUGE.street} if payee.name == REFUGE.name else {}
    return {"id": body.org_id, "name": payee.name} | {key: value for key, value in numbers.items() if value} | street
