"""What the council's own labels say the money is: one row a combination of labels (derived)."""

from keepitlocal.tables import text

version = 1
columns = {
    "department": text("as published"),
    "service": text("as published"),
    "category": text("as published"),
    "capital": text("as published"),
    "line": text("a line of the waterfall, or empty"),
}
