"""Services of a directory: what is offered, by whom."""

from keepitlocal.tables import TRACE, flag, text

version = 1
columns = {
    **TRACE,
    "service": text("identifier of the service"),
    "name": text("name of the service", personal=True),
    "organisation": text("organisation that offers it, as published", personal=True),
    "org_id": text("org-id of that organisation, where given"),
    "description": text("description without markup", personal=True),
    "status": text("status as published"),
    "url": text("web address"),
    "categories": text("categories, separated by a bar"),
    "postcode": text("postcode of a location", personal=True),
    "sensitive": flag("of a kind that is never placed"),
}
