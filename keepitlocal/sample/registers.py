"""The registers: a plain CSV of all invented organisations, and a few in the Charity Commission's own layout."""

from collections.abc import Iterable
from dataclasses import astuple, replace
from random import Random

from keepitlocal.sample.formats import csv_bytes, zip_bytes
from keepitlocal.sample.geography import WEXBOROUGH
from keepitlocal.sample.organisations import AWAY, Organisation, Registrar
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.planted import TRUSTEE, TRUSTEE_CHARITY, TRUSTEE_POSTCODE, TRUSTEE_STREET
from keepitlocal.sample.words import load

_TODAY = "2026-05-01 00:00:00.0000000"


def enrol(payees: list[Payee], registrar: Registrar, rng: Random, /) -> list[Organisation]:
    """Every organisation on the sample's registers: those paid, their twins, parents, heirs, and others."""
    paid = [payee.organisation for payee in payees if payee.organisation is not None]
    bodies = {body.org_id: body for body in _groups(paid, registrar)}
    charities = [body for body in bodies.values() if body.kind == "charity"]
    changed = _twins(charities[4:16], registrar) + _successors(charities[20:23], registrar)
    bodies |= {body.org_id: body for body in changed + _bystanders(payees, registrar, rng)}
    return list(bodies.values())


def _groups(paid: list[Organisation], registrar: Registrar) -> list[Organisation]:
    """The outsourcer's companies belong to a group whose head is overseas; some care homes to a group elsewhere."""
    head = Organisation("XX-WEX-0001", "Globrixa Group SE", kind="company", size="large", area_of_operation="overseas")
    holding = registrar.enter("Amberlow Care Holdings plc", kind="company", district=AWAY)
    public = next(body for body in paid if body.name == "Globrixa Public Services Limited")
    homes = [body.org_id for body in paid if body.kind == "company" and "Nursing Home" in body.name][:5]
    parents = {
        body.org_id: public.org_id if "(Wexborough)" in body.name else head.org_id
        for body in paid
        if "Globrixa" in body.name
    }
    parents |= dict.fromkeys(homes, holding.org_id)
    sized = [replace(body, parent=parents.get(body.org_id, "")) for body in paid]
    return [*sized, head, replace(holding, size="large")]


def _twins(charities: list[Organisation], registrar: Registrar) -> list[Organisation]:
    """Charities that are companies too: one body under two numbers, each row telling the other's."""
    rows = list[Organisation]()
    for body in charities:
        both = replace(body, company_number=registrar.number("company"))
        company = replace(
            both, org_id=f"GB-COH-{both.company_number}", name=body.name.upper(), kind="guarantee_company"
        )
        rows += [both, replace(company, income="", area_of_operation="")]
    return rows


def _successors(charities: list[Organisation], registrar: Registrar) -> list[Organisation]:
    """Charities that became charitable incorporated organisations in 2024: same name and address, a new number."""
    rows = list[Organisation]()
    for body in charities:
        number = registrar.number("charity")
        heir = replace(
            body, org_id=f"GB-CHC-{number}", name=f"{body.name} CIO", charity_number=number, start="2024-07-01"
        )
        rows += [replace(body, status="removed", until="2024-06-30"), heir]
    return rows


def _bystanders(payees: list[Payee], registrar: Registrar, rng: Random) -> list[Organisation]:
    """Namesakes elsewhere, organisations that have closed, and national bodies nobody here pays."""
    paid = [payee.organisation for payee in payees if payee.organisation is not None]
    namesakes = [registrar.enter(body.name, kind=body.kind, district=AWAY) for body in rng.sample(paid, 14)]
    named = [
        payee for payee in payees if payee.reach == "unregistered" and payee.group in ("supplies", "transport", "works")
    ]
    closed = [
        replace(registrar.enter(f"{payee.name.split()[0]} {word} Limited", kind="company", district=WEXBOROUGH),
                status="dissolved", until=f"20{rng.randint(12, 22)}-0{rng.randint(1, 9)}-15")
        for payee, word in zip(named, ["Ventures", "Bakery", "Tiles", "Motors", "Fitness", "Glazing"] * 4, strict=False)
    ]  # fmt: skip
    return namesakes + closed


def write_registers(bodies: list[Organisation], /) -> dict[str, bytes]:
    """The register files by path."""
    charities = [body for body in bodies if body.kind == "charity"]
    apart = [body for body in charities if body.name == TRUSTEE_CHARITY] + charities[:25]
    return {
        "registers/organisations.csv": csv_bytes([load("headings")["register"], *(astuple(body) for body in bodies)]),
        "registers/publicextract.charity.zip": _extract("charity", map(_charity, apart)),
        "registers/publicextract.charity_area_of_operation.zip": _extract(
            "charity_area_of_operation", map(_area, apart)
        ),
    }


def _extract(name: str, rows: Iterable[list[str]]) -> bytes:
    text = "".join("\t".join(row) + "\r\n" for row in [load("headings")[name], *rows])
    return zip_bytes({f"publicextract.{name}.txt": text.encode()})


def _charity(body: Organisation) -> list[str]:
    home = body.name == TRUSTEE_CHARITY
    known = {
        "date_of_extract": _TODAY, "organisation_number": body.charity_number,
        "registered_charity_number": body.charity_number,
        "linked_charity_number": "0", "charity_name": body.name.upper(), "charity_type": "Trust",
        "charity_registration_status": "Registered", "date_of_registration": f"{body.start} 00:00:00.0000000",
        "charity_reporting_status": "Submission Received", "latest_income": f"{body.income}.00",
        "latest_acc_fin_period_start_date": "2024-04-01 00:00:00.0000000",
        "latest_acc_fin_period_end_date": "2025-03-31 00:00:00.0000000",
        "charity_contact_address1": f"c/o {TRUSTEE}" if home else "The Centre",
        "charity_contact_address2": TRUSTEE_STREET if home else "",
        "charity_contact_address3": "WEXBOROUGH" if home else "",
        "charity_contact_postcode": TRUSTEE_POSTCODE if home else body.postcode, "charity_insolvent": "False",
        "charity_in_administration": "False", "charity_is_cio": "False",
        "charity_activities": "Support for people in the area",
    }  # fmt: skip
    return [known.get(heading, "") for heading in load("headings")["charity"]]


def _area(body: Organisation) -> list[str]:
    where = body.area_of_operation.split("|")[0] or "Wexshire"
    kind = "Region" if where.startswith("Throughout") else "Local Authority"
    return [_TODAY, body.charity_number, body.charity_number, "0", kind, where, "", "", "False"]
