"""Grants in the 360Giving Data Standard 1.1 to 1.4, as JSON."""

from collections.abc import Iterator
from typing import Any

from keepitlocal.sources._grant_rows import Row, rows_of
from keepitlocal.sources._values import pence, record

source, title, table = "360giving", "Grants (360Giving)", "grants"
publisher = "the funder"
licence = "as the funder says; 360Giving asks for an open one"


def recognise(document: Any, /) -> float:
    """A list called grants whose entries have an amount awarded, or such entries one a line."""
    if isinstance(document, dict) and "grants" in document and isinstance(document["grants"], list):
        return (
            2.0 if not document["grants"] else 3.0 if any(_is_grant(each) for each in document["grants"][:20]) else 0.0
        )
    if isinstance(document, list):
        return 3.0 if any(_is_grant(each) or recognise(each) for each in document[:20]) else 0.0
    return 2.0 if _is_grant(document) else 0.0


def read(document: Any, /) -> Iterator[tuple[str, Row]]:
    """Rows of ``grants``, and of ``organisations`` for recipients whose identifier is on a register."""
    return rows_of(_grants(document))


def control(document: Any, /) -> dict[str, tuple[int, int | None]]:
    """How many grants there are, and what those in pounds come to."""
    grants = _grants(document)
    pounds = [
        each["amountAwarded"]
        for each in map(record, grants)
        if str(each.get("currency")).upper() == "GBP" and "amountAwarded" in each
    ]
    return {"grants": (len(grants), sum(amount for value in pounds if (amount := pence(value)) is not None))}


def _grants(document: Any) -> list[Any]:
    if isinstance(document, list):
        return [
            grant
            for each in document
            for grant in (each["grants"] if isinstance(each, dict) and "grants" in each else [each])
        ]
    found = record(document)
    return list(found["grants"]) if "grants" in found else [document]


def _is_grant(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and "amountAwarded" in found
        and bool({"recipientOrganization", "recipientIndividual", "awardDate"} & found.keys())
    )


example = {
    "file": """
        {"grants": [
          {"id": "360G-example-1", "title": "Warm hub", "currency": "GBP", "amountAwarded": 1500.5,
           "awardDate": "15/06/2024", "fundingOrganization": [{"name": "Example Fund"}],
           "recipientOrganization": [{"id": "GB-CHC-9000001", "name": "Example Community Hub"}]},
          {"id": "360G-example-2", "title": "Bursary", "currency": "GBP", "amountAwarded": 200,
           "awardDate": "01/07/2024", "recipientIndividual": {"id": "p1"}},
          {"id": "360G-example-3", "title": "Tools", "currency": "EUR", "amountAwarded": 100,
           "awardDate": "02/07/2024"}
        ]}
    """,
    "kept": 2,
    "amount_pence": 170050,
    "set_aside": {"not in pounds": 1},
}
