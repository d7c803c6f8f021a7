"""Inspection ratings of regulated services: the latest of each."""

from keepitlocal.tables import TRACE, day, flag, text

version = 1
columns = {
    **TRACE,
    "register": text("the inspectorate"),
    "location": text("identifier of the service"),
    "name": text("name of the service", personal=True),
    "provider": text("name of the provider"),
    "provider_id": text("identifier of the provider at the inspectorate"),
    "company_number": text("company number, where given"),
    "charity_number": text("charity number, where given"),
    "category": text("kind of service, as published"),
    "rating": text("overall rating, as published"),
    "date": day("day of the rating"),
    "postcode": text("postcode", personal=True),
    "authority": text("local authority, as published"),
    "sensitive": flag("of a kind that is never placed"),
}
