"""Which line of what the money is wins where a payee and a label speak of different ones (derived)."""

from keepitlocal.tables import flag, text

version = 1
columns = {
    "payee_line": text("the line of the payee; empty where it has none"),
    "label_line": text("the line of the council's own labels; empty where they have none"),
    "line": text("the line that wins"),
    "removed": flag("taken out of what the council could choose how to spend"),
}
