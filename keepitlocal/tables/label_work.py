"""What the council's own labels mean in services for people: one row a combination of labels (derived)."""

from keepitlocal.tables import flag, text

version = 1
columns = {
    "department": text("as published"),
    "service": text("as published"),
    "category": text("as published"),
    "payer": text("the department that pays: as published, or by the words of the mapping"),
    "work": text("the kind of work bought, by the words of the mapping; empty where it is not a service for people"),
    "published": flag("the department is as published"),
}
