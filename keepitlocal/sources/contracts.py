"""Contracts registers, as the Local Government Transparency Code asks councils to publish them."""

from keepitlocal.sources._fields import Grid, Mapping, comparable, field

source, title, table = "contracts", "Contracts register", "contracts"
publisher = "the council"
licence = "Open Government Licence v3.0"
fields = {
    "title": field(
        "contract title",
        "title",
        "title of agreement",
        "agreement title",
        "contract name",
        "contract",
        needed=True,
        letters=True,
    ),
    "supplier": field(
        "supplier name",
        "supplier company name",
        "supplier",
        "contractor provider",
        "contractor",
        "provider",
        "provider name",
        "awarded supplier",
        "name of supplier",
        "suppliers",
        "company name",
        needed=True,
        letters=True,
    ),
    "reference": field(
        "contract reference", "contract ref", "reference", "reference number", "contract number", "contract id", "ref"
    ),
    "description": field("contract description", "description", "description of goods and or services", "details"),
    "department": field(
        "organisational unit",
        "directorate",
        "directorate name",
        "directorate service responsible",
        "department",
        "service area",
        "service",
        "local authority department",
    ),
    "start": field(
        "start date",
        "contract start date",
        "original start commencement date",
        "commencement date",
        "start",
        "contract start",
        type="date",
    ),
    "end": field(
        "current expiry date",
        "current end date",
        "end date",
        "contract end date",
        "expiry date",
        "end",
        "contract end",
        "contract expiry date",
        type="date",
    ),
    "last_end": field(
        "latest end date",
        "end date including extensions",
        "maximum end date",
        "last extension date",
        "extension end date",
        type="date",
    ),
    "review": field("review date", "renewal review date", "contract review date", "renewal date", type="date"),
    "value": field(
        "total contract value including extensions",
        "contract value",
        "total contract value",
        "total value",
        "value of contract",
        "contract sum",
        "estimated contract value",
        "est total awarded contract value s exc vat including allowed extensions and inflation",
        "awarded value",
        "value",
        "total value of contract",
        "contract value gbp",
        "estimated value",
        type="pence",
        column="value_pence",
    ),
    "annual": field(
        "annual value",
        "estimated annual value",
        "annual contract value",
        "estimated annual spend",
        "value per annum",
        type="pence",
        column="annual_pence",
    ),
    "extension_months": field("option to extend months", "extension months", "extension period months", type="count"),
    "extensions": field(
        "how many extensions", "extension options", "extension", "extensions", "options to extend", "extension period"
    ),
    "duration": field(
        "contract duration months",
        "duration months",
        "contract length months",
        "term months",
        type="number",
        column="duration_months",
    ),
    "taken_1": field("extension 1 taken", type="flag"),
    "taken_2": field("extension 2 taken", type="flag"),
    "process": field(
        "process type",
        "process used",
        "procurement process",
        "invitation to quote published invitation to tender",
        "tender process",
        "process",
        "procurement route",
        "procurement procedure",
        "route to market",
    ),
    "company_number": field(
        "company number",
        "company reg no",
        "companies house registration number",
        "company registration number",
        "registered number",
        blanks=True,
    ),
    "charity_number": field(
        "charity commission number",
        "charity number",
        "registered charity number",
        "charity registration number",
        blanks=True,
    ),
    "postcode": field("supplier postcode", "postcode", "supplier post code", "post code", blanks=True),
    "sme": field("sme supplier", "sme", "sme or vsce inc reg no", "supplier sme", "is sme", "sme or vcse", "sme vcse"),
    "vcse": field("vcse supplier", "vcse", "supplier vcse", "vcse supplier type", "voluntary sector"),
    "category": field(
        "pro class description", "proclass description", "category", "proclass label", "cpv description", "cpv label"
    ),
    "cpv": field("cpv code s", "cpv codes", "cpv code", "cpv", blanks=True),
    "publisher": field("organisation label", "purchasing body", "organisation name", "authority", "publisher", "buyer"),
}
money = "value"
constants = {"source": "contracts", "stage": "contract"}
signs = (
    "contract reference",
    "contract title",
    "contract ref",
    "review date",
    "start date",
    "end date",
    "sme supplier",
    "contract value",
    "current end date",
    "tender process",
)
_LEDGER = {
    "payment date",
    "date paid",
    "date of payment",
    "paid date",
    "transaction number",
    "transaction no",
    "trans no",
    "invoice number",
    "invoice no",
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Refuses a list of payments that also names the contract each was made under."""
    ledger = _LEDGER & set(map(comparable, grid.headings))
    return -1.0 if ledger and not {"start", "end"} & mapping.places.keys() else 0.0


derive = {
    "cpv": "array_to_string(list_distinct(regexp_extract_all({cpv}, '[0-9]{{8}}')), ' ')",
    "extensions_taken": "CASE WHEN coalesce({taken_1}, {taken_2}) IS NOT NULL "
    "THEN coalesce({taken_1}::INTEGER, 0) + coalesce({taken_2}::INTEGER, 0) END",
}


example = {
    "file": """
        Contract Reference,Contract Title,Supplier Name,Start Date,End Date,Contract Value
        C1,Home care,Example Care Ltd,01/04/2024,31/03/2026,"£100,000.00"
        C2,Day service,Example Day Ltd,01/04/2024,TBC,TBC
    """,
    "kept": 2,
    "amount_pence": 10000000,
    "set_aside": {},
}
