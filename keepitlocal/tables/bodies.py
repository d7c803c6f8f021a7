"""Each organisation that was matched, as the registers given to us know it: one row an org-id (derived)."""

from keepitlocal.tables import pence, text

version = 1
columns = {
    "org_id": text("org-id as matched"),
    "body": text("one id for all the ids of the same body"),
    "name": text("the register's name"),
    "kind": text("kind of organisation"),
    "register": text("the register that gives the address"),
    "district": text("district code of its address"),
    "ward": text("ward code of its address, where a postcode directory with wards was given"),
    "income_pence": pence("latest income"),
}
