"""Who each payee is, as far as the registers given to us can tell: one row a name as published (derived)."""

from keepitlocal.tables import flag, text

version = 2
columns = {
    "payee": text("the name as published", personal=True),
    "org_id": text("org-id as matched; KIL- and a key for a named body that is on no register given to us"),
    "body": text("one id for all the ids of the same body"),
    "matched_by": text("decision, identifier, published, name, or empty"),
    "because": text("why, in words"),
    "name": text("name to show: the register's where matched, else as published; empty for people", personal=True),
    "kind": text("kind of organisation: a key of domain.organisation.KINDS"),
    "kind_source": text("the register or column that says so"),
    "council_kind": text("what the council's own code says it is, as a key of domain.organisation.KINDS"),
    "kind_guess": text("what its name sounds like, where no register told: a guess, counted nowhere"),
    "size": text("micro, small, medium or large, where a register tells"),
    "reach": text("local, regional, national or overseas, where a register tells"),
    "control": text("independent, part of a group, member of a federation, or not known"),
    "person": flag("redacted, or probably an individual: never listed"),
    "listed": flag("found on a register or published as a grant recipient: may be listed by name"),
    "line": text("what the money is: a line of the waterfall, or empty where the council could choose"),
}
