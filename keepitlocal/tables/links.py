"""Links between organisations: the same body, a successor, a parent or a branch, with dates."""

from keepitlocal.tables import TRACE, day, text

version = 1
columns = {
    **TRACE,
    "org_id": text("org-id"),
    "other": text("org-id of the other"),
    "relation": text("same, successor, parent or branch: the other is this to the organisation"),
    "from": day("since"),
    "until": day("until"),
    "register": text("the register or list that says so"),
}
