"""How sure it is who each payee is: what the matching made of a name, with the organisations it could be (derived)."""

from keepitlocal.tables import number, text

version = 1
columns = {
    "payee": text("the name as published", personal=True),
    "decision": text("link, review (a person should look) or none (on no register given to us, or nothing is near)"),
    "org_id": text("org-id linked, or the likeliest where a person should look"),
    "confidence": number("how likely it is that org_id is right, from 0 to 1"),
    "matched_by": text("decision, identifier, published, or name"),
    "because": text("why, in words"),
    "candidates": text(
        "JSON: organisations it could be, likeliest first: org_id, name, postcode, kind, confidence, because"
    ),
}
