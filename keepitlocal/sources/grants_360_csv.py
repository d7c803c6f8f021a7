"""Grants in the 360Giving Data Standard, flattened to CSV or a sheet: made into grants again, then read as those."""

from collections.abc import Sequence
from typing import Any

from keepitlocal.sources import three_sixty_giving
from keepitlocal.sources._fields import Field, Grid, Mapping, field, share
from keepitlocal.sources._grant_rows import ROW

source, title, table = "360giving", "Grants (360Giving, flattened)", "grants"
publisher, licence = three_sixty_giving.publisher, three_sixty_giving.licence
reader = three_sixty_giving


def _inside(objects: Sequence[str], *names: str) -> Field:
    """A field of an object inside the grant: ``Recipient Org:0:Name``, ``recipientOrganization/0/name`` and so on."""
    return field(*(f"{each} {place}{name}" for name in names for each in objects for place in ("", "0 ")))


_TO, _FROM, _PERSON = (
    ("Recipient Org", "Recipient Organization"),
    ("Funding Org", "Funding Organization"),
    ("Recipient Ind", "Recipient Individual"),
)
_WHERE, _FOR, _PLANNED = ("Beneficiary Location",), ("Grant Programme",), ("Planned Dates",)
fields = {
    "grant": field("identifier", "id", "grant identifier", needed=True),
    "amount": field("amount awarded", type="pence", column="amount_pence", needed=True),
    "date": field("award date", type="date"),
    "currency": field("currency"),
    "title": field("title"),
    "purpose": field("description"),
    "recipient_id": _inside(_TO, "identifier", "id"),
    "recipient": _inside(_TO, "name"),
    "charity_number": _inside(_TO, "charity number"),
    "company_number": _inside(_TO, "company number"),
    "postcode": _inside(_TO, "postal code", "postcode"),
    "individual": _inside(_PERSON, "identifier", "id", "name"),
    "funder_id": _inside(_FROM, "identifier", "id"),
    "publisher": _inside(_FROM, "name"),
    "department": _inside(_FROM, "department"),
    "programme": _inside(_FOR, "title"),
    "start": _inside(_PLANNED, "start date"),
    "end": _inside(_PLANNED, "end date"),
    "area": _inside(_WHERE, "geographic code", "geo code"),
    "area_name": _inside(_WHERE, "name"),
}
_PATHS = {
    "grant": "id",
    "amount": "amountAwarded",
    "date": "awardDate",
    "currency": "currency",
    "title": "title",
    "purpose": "description",
    "recipient_id": "recipientOrganization.id",
    "recipient": "recipientOrganization.name",
    "charity_number": "recipientOrganization.charityNumber",
    "company_number": "recipientOrganization.companyNumber",
    "postcode": "recipientOrganization.postalCode",
    "individual": "recipientIndividual.id",
    "funder_id": "fundingOrganization.id",
    "publisher": "fundingOrganization.name",
    "department": "fundingOrganization.department",
    "programme": "grantProgramme.title",
    "start": "plannedDates.startDate",
    "end": "plannedDates.endDate",
    "area": "beneficiaryLocation.geoCode",
    "area_name": "beneficiaryLocation.name",
}
signs = (
    "amount awarded",
    "recipient org identifier",
    "recipient org 0 identifier",
    "funding org identifier",
    "funding org 0 identifier",
)


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the identifiers are 360Giving's, or the headings name its recipient and its funder."""
    prefixed = share(grid.values(mapping.places["grant"]), lambda value: value.upper().startswith("360G-")) > 0.5
    parties = {"recipient", "recipient_id", "individual"} & mapping.places.keys()
    return 2.0 if prefixed or (parties and "publisher" in mapping.places) else -1.0


def document(rows: Sequence[Sequence[str]], places: dict[str, int], /, *, first: int) -> dict[str, Any]:
    """The grants of the rows, blank ones too. ``places``: field -> column; ``first``: spreadsheet row of the first."""
    return {"grants": [_grant(row, places) | {ROW: first + number} for number, row in enumerate(rows)]}


def _grant(row: Sequence[str], places: dict[str, int]) -> dict[str, Any]:
    grant: dict[str, Any] = {}
    for name, place in places.items():
        value = row[place].strip() if place < len(row) else ""
        if value:
            outer, _, inner = _PATHS[name].partition(".")
            (grant.setdefault(outer, {}) if inner else grant)[inner or outer] = value
    return grant


example = {
    "file": """
        Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Name
        360G-example-1,Warm hub,GBP,"1,500.50",15/06/2024,GB-CHC-9000001,Example Community Hub,Example Fund
        360G-example-2,Tools,EUR,100,16/06/2024,360G-example-org,Example Shed,Example Fund
        ,,,,,,,
    """,
    "kept": 1,
    "amount_pence": 150050,
    "set_aside": {"blank row": 1, "not in pounds": 1},
}
