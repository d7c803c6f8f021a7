"""Contracts that were let, each with what is known of its supplier, its dates and how it was let (derived)."""

from keepitlocal.tables import count, day, flag, pence, text

version = 1
columns = {
    "input": text("the file in inputs/, with the member of an archive after a slash"),
    "row": count("the row of that file as a spreadsheet shows it, headings included"),
    "source": text("contracts (a register) or ocds (notices)"),
    "publisher": text("the buyer, where the file says"),
    "reference": text("the council's reference or the open contracting id"),
    "lot": text("lot of that agreement, where it has lots"),
    "title": text("title as published"),
    "department": text("directorate or department, as published"),
    "category": text("category as published"),
    "payee": text("the supplier as published", personal=True),
    "org_id": text("org-id as matched"),
    "body": text("one id for all the ids of the same body"),
    "kind": text("kind of organisation"),
    "person": flag("redacted, or probably an individual"),
    "date": day("first day"),
    "end": day("last day without further extension"),
    "last_end": day("last day with every extension taken"),
    "review": day("review date"),
    "route": text("how it was let: a word of ours for what is published; not_said where nothing is"),
    "process": text("how it was let, as published"),
    "lots": count("lots of the tender"),
    "first": flag("the first row of a value that is repeated for every supplier of the same contract"),
    "amount_pence": pence("whole value, without VAT where both are published"),
    "net_pence": pence("whole value without VAT, or published with no word on VAT"),
    "gross_pence": pence("whole value with VAT, where published"),
    "annual_pence": pence("value a year as published, else worked out from whole value and dates"),
    "lines": count("1: a row is one published contract with one supplier"),
}
