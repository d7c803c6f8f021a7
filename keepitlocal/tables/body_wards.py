"""Which ward each matched organisation's address is in, as far as one can tell: one row an org-id (derived)."""

from keepitlocal.tables import text

version = 1
columns = {
    "org_id": text("org-id as matched"),
    "ward": text("ward code, where it is a ward of the place"),
    "tied": text("ward, here, elsewhere, not known or never placed: what its address tells"),
}
