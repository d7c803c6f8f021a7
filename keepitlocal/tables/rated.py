"""Regulated services whose provider the council pays, each with its latest rating: no names (derived)."""

from keepitlocal.tables import count, day, text

version = 1
columns = {
    "input": text("the file in inputs/, with the member of an archive after a slash"),
    "row": count("the row of that file as a spreadsheet shows it, headings included"),
    "register": text("the inspectorate"),
    "rating": text("overall rating, as published"),
    "date": day("day of the rating"),
    "org_id": text("org-id of the provider as matched"),
    "body": text("one id for all the ids of the provider"),
    "kind": text("kind of organisation"),
    "reach": text("reach of the provider, where a register tells"),
    "control": text("independent, part of a group, member of a federation, or not known"),
    "tied": text("here, elsewhere, not known or never placed"),
    "lines": count("1: a row is one service"),
}
