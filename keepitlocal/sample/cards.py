"""Procurement cards: small purchases in the layout of the local government schema."""

from datetime import date, timedelta
from random import Random

from keepitlocal.sample.formats import csv_bytes
from keepitlocal.sample.layouts import BODY, URI
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.words import load

_KINDS = (
    ("Stationery, Office and School Supply Stores", "5943"), ("Catalogue Merchants", "5965"),
    ("Grocery Stores", "5411"), ("Railways", "4112"),
    ("Hotels and Motels", "7011"), ("Specialty Cleaning, Polishing, and Sanitation", "2842"),
)  # fmt: skip
_UNITS = ("Libraries", "Parks", "Town Hall", "Family Hubs", "Elmwick Nursery", "ICT Services")


def write_cards(payees: list[Payee], rng: Random, /) -> dict[str, bytes]:
    """Two years of card purchases by path. Card systems cut the merchant's name at 22 letters."""
    sellers = [payee for payee in payees if payee.group in ("supplies", "it", "training")][:90]
    return {
        f"cards/procurement_card_transactions_{year}-{year % 100 + 1}.csv": csv_bytes(
            [
                load("headings")["cards"],
                *(
                    _row(rng.choice(sellers), date(year, 4, 1) + timedelta(days=at * 365 // 450), rng)
                    for at in range(450)
                ),
            ]
        )
        for year in (2024, 2025)
    }


def _days(year: int) -> list[date]:
    return [date(year, 4, 1) + timedelta(days=at * 365 // 450) for at in range(450)]


def _row(payee: Payee, day: date, rng: Random) -> list[str]:
    kind, code = rng.choice(_KINDS)
    pence = round(rng.lognormvariate(8.6, 0.9)) * (-1 if rng.random() < 0.03 else 1)
    amount = f"{pence / 100:.2f}".rstrip("0").rstrip(".")
    merchant = payee.name[:22].strip()
    return [
        BODY, URI, day.replace(day=28).isoformat(), rng.choice(_UNITS), merchant, day.isoformat(), amount, "0",
        f"Purchase {merchant} for {kind.lower()}", kind, code, "GPC",
    ]  # fmt: skip
