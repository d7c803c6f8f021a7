"""Community organisations on registers and land or buildings, each with the ward of its address (derived)."""

from keepitlocal.tables import count, text

version = 1
columns = {
    "input": text("the file in inputs/, with the member of an archive after a slash"),
    "row": count("the row of that file as a spreadsheet shows it, headings included"),
    "what": text("organisation or asset"),
    "org_id": text("org-id of an organisation"),
    "kind": text("kind of organisation; tenure of an asset"),
    "ward": text("ward code, where it is a ward of the place"),
    "tied": text("ward, here, elsewhere, not known or never placed: what its address tells"),
    "lines": count("1: a row is one organisation or one asset"),
}
