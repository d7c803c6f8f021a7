"""Spending over £500, as the Local Government Transparency Code asks councils to publish it."""

from keepitlocal.domain.money import read_pence
from keepitlocal.sources._fields import Grid, Mapping, field, share

source, title, table = "spend", "Spending over £500", "payments"
publisher = "the council"
licence = "Open Government Licence v3.0"
fields = {
    "date": field(
        "payment date", "date paid", "pay date", "date of payment", "paid date", "transaction date", "trans date", "date", "posting date",
        "invoice date", "date incurred", "clearing date", "updated", "payment month", "month", "period", "effective date",
        type="date",
    ),
    "payee": field(
        "beneficiary name", "supplier name", "supplier", "payee", "payee name", "vendor", "vendor name", "creditor", "creditor name",
        "supplier beneficiary name", "merchant name", "name of supplier", "supplier text", "supplier id t", "suuplier id t", "customer supplier name",
        "beneficiary", "suppler name",
        needed=True, letters=True, perhaps=("supplier id", "supplier number", "supplier no", "vendor"),
    ),
    "amount": field(
        "net amount", "amount net", "net", "amount excluding vat", "amount ex vat", "amount exc vat", "net value", "invoice line value net of vat",
        "amount net of vat", "amount paid", "amount", "amount gbp", "payment amount", "value", "line amount", "invoice amount", "spend", "total",
        "gross amount", "gross", "transaction amount",
        type="pence", column="amount_pence", needed=True,
    ),
    "vat": field(
        "irrecoverable vat amount", "irrecoverable vat", "vat not recovered", "vat which cannot be recovered", type="pence", column="vat_pence"
    ),
    "department": field(
        "organisational unit", "directorate", "directotate", "department", "strategic group", "strgrpcc t", "strgrp t", "nstrg t", "service area",
        "service label", "expense area", "organisation unit", "directorate name", "body department", "function", "portfolio",
    ),
    "service": field(
        "service", "service division label", "service divison label", "service code", "profit centre", "cost centre", "cost centre description",
        "cost centre name", "service sercop", "spend level 1", "spend level", "cipfsubj t", "division", "service division", "section",
    ),
    "purpose": field(
        "purpose", "purpose of spend", "summary of purpose", "narrative", "description", "purpose of expenditure", "expense description", "g l description",
        "g l descripition", "details", "summary of the purpose of the expenditure", "transaction description", "line description", "g l no",
    ),
    "category": field(
        "proclass label", "category", "category internal name", "expenditure category", "expense type", "account", "account description",
        "procurement classification", "detailed expenditure type", "detailed expenses type", "spend level 2", "spend level2", "cipfsubs t",
        "merchant category", "expenditure type", "subjective", "nature of expenditure", "account name",
    ),
    "category_code": field(
        "proclass code", "category code", "expenditure code", "expense code", "detailed expenditure code", "detailed expense code",
        "account code", "class code", "merchant category code", "cpv code",
    ),
    "transaction": field(
        "transaction number", "transaction no", "trans no", "transno", "trans ref no", "sap document number", "document number", "document no", "transaction",
        "transaction reference", "transaction ref", "reference", "payment reference", "ref", "unique reference number", "internal ref",
    ),
    "invoice": field("invoice number", "invoice no", "invoice reference", "invoice ref", "order"),
    "supplier_ref": field(
        "beneficiary other id", "supplier id", "supplier number", "supplier ref", "supplier no", "vendor number", "vendor id", "gc supplier red",
        "creditor number", "supplier code",
        blanks=True,
    ),
    "vat_number": field("vat registration number", "vat reg no", "vat reg number", "vat regno", "vat number", "vat registration", blanks=True),
    "company_number": field(
        "companies house registration number", "company registration", "company registration number", "company number", "company reg no", blanks=True
    ),
    "charity_number": field("charity commission number", "charity registration", "charity number", "registered charity number", blanks=True),
    "creditor_type": field("creditor type", "supplier type", "payee type", "vendor type", blanks=True),
    "contract_ref": field("contract ref", "contract reference", "contract number", "contract id", blanks=True),
    "postcode": field("supplier postcode", "postcode", "post code", "supplier post code", blanks=True),
    "capital": field("capital or revenue", "capital revenue", "captial revenue", "capital or revenue indicator", "revenue capital"),
    "publisher": field("organisation label", "name of body", "body name", "organisation name", "authority name", "authority", "organisation", "body"),
}
constants = {"source": "spend", "lines": 1}
_CARD_WORDS = ("card", "gpc", "ccc")


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Refuses a grid whose only money is a contract's or a grant's, or that tells nothing of when or what for."""
    told = {"date", "department", "purpose", "category", "transaction", "service"} & mapping.places.keys()
    if not told:
        return -1.0
    amounts = grid.values(mapping.places["amount"])
    return 1.0 if amounts and share(amounts, lambda text: read_pence(text) is not None) > 0.8 else 0.0


example = {
    "file": """
        Directorate,Supplier Name,Payment Date,Transaction Number,Net Amount,Purpose
        Adults,Example Care Ltd,01/04/2024,1001,"£1,250.00",Home care
        Adults,Example Care Ltd,02/04/2024,1002,(50.00),Credit
        ,,,,"1,200.00",
    """,
    "kept": 2,
    "amount_pence": 120000,
    "set_aside": {"grand total": 1},
}
