"""Grants: one award or payment of grant to one recipient."""

from keepitlocal.tables import TRACE, day, pence, text

version = 1
columns = {
    **TRACE,
    "source": text("grants or 360giving"),
    "publisher": text("the funder"),
    "funder_id": text("org-id of the funder, where given"),
    "grant": text("identifier of the grant, where given"),
    "date": day("day of the award or payment"),
    "start": day("first day of the grant's period"),
    "end": day("last day of the grant's period"),
    "recipient": text("recipient as published", personal=True),
    "recipient_id": text("org-id of the recipient, where the file gives one on a register"),
    "company_number": text("company number as published"),
    "charity_number": text("charity number as published"),
    "postcode": text("recipient's postcode as published", personal=True),
    "amount_pence": pence("amount awarded or paid"),
    "title": text("title as published"),
    "purpose": text("purpose as published; never leaves the store", personal=True),
    "programme": text("programme or fund, as published"),
    "department": text("department, as published"),
    "area": text("code or name of the area that benefits, as published"),
    "amount_text": text("the amount as published, where it could not be read"),
}
