"""Payments with what is known of each, payments alike summed: what indicators measure (derived)."""

from keepitlocal.tables import count, flag, pence, text

version = 1
columns = {
    "source": text("spend or cards"),
    "year": text("financial year as 2024-25, or 'no date'"),
    "month": text("as 2024-04, or 'no date'"),
    "payee": text("the name as published", personal=True),
    "org_id": text("org-id as matched"),
    "body": text("one id for all the ids of the same body"),
    "kind": text("kind of organisation"),
    "size": text("size, where a register tells"),
    "reach": text("reach, where a register tells"),
    "control": text("independent, part of a group, member of a federation, or not known"),
    "person": flag("redacted, or probably an individual"),
    "listed": flag("may be listed by name"),
    "line": text("what the money is; empty where the council could choose"),
    "choosable": flag("the council could choose how to spend it"),
    "department": text("as published"),
    "service": text("as published"),
    "category": text("as published"),
    "amount_pence": pence("sum of the amounts"),
    "credit_pence": pence("the part of it that is credits"),
    "lines": count("published lines summed"),
}
