"""The rules for local that were computed, and what people read for each (derived)."""

from keepitlocal.tables import text

version = 1
columns = {
    "definition": text("name of the rule for local"),
    "title": text("what people read"),
}
