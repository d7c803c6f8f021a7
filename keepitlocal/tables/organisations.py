"""Registers: one organisation as one register gives it."""

from keepitlocal.tables import TRACE, count, day, flag, pence, text

version = 2
columns = {
    **TRACE,
    "register": text("the register or list it comes from"),
    "org_id": text("org-id (org-id.guide), such as GB-CHC-123456"),
    "name": text("name on that register"),
    "other_names": text("other names, separated by a bar"),
    "kind": text("kind of organisation: a key of domain.organisation.KINDS"),
    "postcode": text("registered or contact postcode", personal=True),
    "address_role": text("registered or contact"),
    "company_number": text("company number, where the register gives one"),
    "charity_number": text("charity number, where the register gives one"),
    "income_pence": pence("latest income"),
    "size": text("micro, small, medium or large, where the register tells"),
    "accounts": text("accounts category, as the register gives it"),
    "reach": text("local, regional, national or overseas, where the register tells"),
    "operates_in": text("area codes or names where it works, separated by a bar"),
    "everywhere": flag("it states that it works throughout the country"),
    "parent": text("org-id of the body it is part of, where the register tells"),
    "sic": text("industry codes, separated by spaces"),
    "status": text("status as the register gives it"),
    "from": day("registered or founded"),
    "until": day("removed or dissolved"),
    "employees": count("employees, where the register tells"),
    "reserves_pence": pence("reserves at the end of the latest accounts, where the register tells"),
    "accounts_until": day("last day of the latest accounts, where the register tells"),
    "activities": text("what it says it does; never leaves the store", personal=True),
}
