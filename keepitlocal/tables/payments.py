"""Published spend: one line of what the council paid, to whom, when and for what."""

from keepitlocal.tables import TRACE, count, day, pence, text

version = 1
columns = {
    **TRACE,
    "source": text("spend or cards"),
    "publisher": text("the body whose spending it is, where the file says"),
    "date": day("the day it was paid, or the first day of the month where only a month is published"),
    "payee": text("the name as published", personal=True),
    "amount_pence": pence("net of recoverable VAT where the file says which; negative for credits"),
    "vat_pence": pence("VAT that cannot be recovered, where published"),
    "department": text("directorate or department, as published"),
    "service": text("service, division or cost centre below the department, as published"),
    "purpose": text("summary of purpose, as published; never leaves the store", personal=True),
    "category": text("category of expenditure, as published"),
    "category_code": text("code of that category, as published"),
    "transaction": text("transaction number, as published"),
    "invoice": text("invoice number, as published", personal=True),
    "supplier_ref": text("the council's own number for the payee"),
    "vat_number": text("VAT registration number, as published"),
    "company_number": text("company registration number, as published"),
    "charity_number": text("charity registration number, as published"),
    "creditor_type": text("the council's own code for the kind of payee"),
    "contract_ref": text("contract reference, as published"),
    "postcode": text("postcode of the payee, as published", personal=True),
    "capital": text("capital or revenue, as published"),
    "amount_text": text("the amount as published, where it could not be read"),
    "lines": count("1: a row is one published line (sums of lines hold how many)"),
}
