"""What the council owns and what is on offer: a land and assets list, and a directory of services."""

from random import Random
from uuid import UUID

from keepitlocal.sample.formats import csv_bytes, json_bytes
from keepitlocal.sample.geography import WEXBOROUGH, Geography, Postcode
from keepitlocal.sample.layouts import BODY, URI
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.planted import CHILDRENS_HOME, POSTCODES, REFUGE, Home
from keepitlocal.sample.reference import wexborough_wards
from keepitlocal.sample.words import load

_ASSETS = (
    "Library",
    "Community Centre",
    "Depot",
    "Car Park",
    "Leisure Centre",
    "Allotments",
    "Park Pavilion",
    "Day Centre",
    "Hub",
)


def write_land(geography: Geography, rng: Random, /) -> dict[str, bytes]:
    """The land and building assets by path."""
    free = [found for found in geography.by_district[WEXBOROUGH] if found.text not in POSTCODES]
    wards = {ward.code: ward.name for ward in wexborough_wards(geography)}
    streets = load("places")["streets"]["names"]
    rows = list[list[str]]()
    for at in range(84):
        kind, spot = _ASSETS[at % len(_ASSETS)], rng.choice(free)
        rows.append(
            _asset(at, f"{wards[spot.ward]} {kind}", str(rng.randint(1, 180)), rng.choice(streets), spot, kind, rng)
        )
    everywhere = {found.text: found for found in geography.by_district[WEXBOROUGH]}
    for home in (REFUGE, CHILDRENS_HOME):
        number, street = home.street.split(" ", 1)
        rows.insert(30, _asset(len(rows), home.name, number, street, everywhere[home.postcode], home.description, rng))
    return {"land/wexborough_land_and_building_assets.csv": csv_bytes([load("headings")["land"], *rows])}


def _asset(at: int, name: str, number: str, street: str, spot: Postcode, detail: str, rng: Random) -> list[str]:
    size, area = f"{rng.uniform(60, 4000):.2f}", f"{rng.uniform(0.02, 6):.3f}"
    return [
        BODY, URI, "2025-09-30", f"99900000{at:04d}", f"WEX{at:04d}", name, number, street, "Wexborough", spot.text,
        "WGS84", f"{spot.longitude:.7f}", f"{spot.latitude:.7f}", rng.choice(("Freehold", "Freehold", "Leasehold")),
        rng.choice(("Owner Occupied", "Leasehold Out", "Vacant")), detail,
        "Land" if "Park" in detail else "Buildings", size, area, rng.choice("BCDE"),
    ]  # fmt: skip


def write_directory(payees: list[Payee], geography: Geography, rng: Random, /) -> dict[str, bytes]:
    """Services as a page of an Open Referral UK 3.0 answer, by path."""
    bodies = [
        payee
        for payee in payees
        if payee.group == "community_contracts" and payee.organisation and payee.reach == "borough"
    ]
    spots = {found.text: found for found in geography.by_district[WEXBOROUGH]}
    services = [
        _service(at, f"{payee.name} drop-in", payee.name, "11 Tarrow Street", spots[payee.organisation.postcode], rng)
        for at, payee in enumerate(bodies[:24])
        if payee.organisation and payee.organisation.postcode in spots
    ]
    services += [
        _home(at, home, spots[home.postcode], rng) for at, home in enumerate((REFUGE, CHILDRENS_HOME), start=100)
    ]
    page = {"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services), "first_page": True}
    return {"directory/services.json": json_bytes(page | {"last_page": True, "empty": False, "contents": services})}


def _home(at: int, home: Home, spot: Postcode, rng: Random) -> dict[str, object]:
    service = _service(at, home.name, home.name, home.street, spot, rng)
    return service | {"description": f"<p>{home.description}. Referrals through the council only.</p>"}


def _service(at: int, name: str, owner: str, street: str, spot: Postcode, rng: Random) -> dict[str, object]:
    def key(what: int) -> str:
        return str(UUID(int=0x5A5A << 112 | at << 32 | what, version=4))

    address = {
        "id": key(4), "location_id": key(3), "address_1": street, "city": "Wexborough", "state_province": "Wexshire",
        "postal_code": spot.text, "country": "GB", "address_type": "physical",
    }  # fmt: skip
    location = {
        "id": key(3), "location_type": "physical", "name": name, "latitude": spot.latitude, "longitude": spot.longitude,
        "addresses": [address],
    }  # fmt: skip
    return {
        "id": key(1), "name": name,
        "description": f"<p>{rng.choice(('Advice', 'Company', 'Activities', 'Support'))} for people who live here.</p>",
        "status": "active", "last_modified": "2026-03-02T09:00:00Z",
        "organization": {"id": key(2), "name": owner, "description": f"{owner}, working in Wexborough"},
        "service_at_locations": [{"id": key(5), "service_id": key(1), "location_id": key(3), "location": location}],
    }  # fmt: skip
