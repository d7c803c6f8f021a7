"""Grants that the council published, each with what is known of its recipient (derived)."""

from keepitlocal.tables import count, day, flag, pence, text

version = 1
columns = {
    "input": text("the file in inputs/, with the member of an archive after a slash"),
    "row": count("the row of that file as a spreadsheet shows it, headings included"),
    "date": day("day of the award or payment"),
    "year": text("financial year as 2024-25, or 'no date'"),
    "payee": text("the recipient as published", personal=True),
    "org_id": text("org-id as matched"),
    "body": text("one id for all the ids of the same body"),
    "kind": text("kind of organisation"),
    "size": text("size, where a register tells"),
    "reach": text("reach, where a register tells"),
    "person": flag("redacted, or probably an individual"),
    "department": text("as published"),
    "category": text("programme or fund, as published"),
    "amount_pence": pence("amount awarded or paid"),
    "lines": count("1: a row is one published grant"),
}
