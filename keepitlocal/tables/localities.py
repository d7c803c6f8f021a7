"""What each rule for local says of each organisation: one row an organisation and rule (derived)."""

from keepitlocal.tables import text

version = 1
columns = {
    "org_id": text("org-id as matched"),
    "definition": text("name of the rule for local"),
    "outcome": text("local, elsewhere or unknown"),
    "because": text("why, in words"),
}
