"""Rows of table ``grants`` from grants in the 360Giving standard, and the recipients that stand on a register."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.files.dates import read_dates
from keepitlocal.sources._grid_sql import BLANK, MISSING, UNREADABLE
from keepitlocal.sources._org_ids import kind_of, known_id, split_id
from keepitlocal.sources._values import NO_CURRENCY, NOT_POUNDS, joined, pence, record, records, text

Row = dict[str, Any]
Days = dict[str, date]
REGISTER = "360Giving recipients"
ROW = "_row"  # the spreadsheet row a grant was read from, where it was
_EVENTS = ("awardDate", "startDate", "endDate")


def rows_of(grants: list[Any], /) -> Iterator[tuple[str, Row]]:
    """A row a grant in their order, then a row for each register number and name among the recipients."""
    listed = [record(grant) for grant in grants]
    days = _days(listed)
    named: dict[tuple[Any, ...], Row] = {}
    for grant in listed:
        row = _row(grant, days)
        yield "grants", row
        if row.get("recipient_id") and row.get("recipient"):
            named.setdefault((row["recipient_id"], row["recipient"], row.get("postcode")), _organisation(row))
    for organisation in named.values():
        yield "organisations", organisation


def amount_of(grant: dict[str, Any], /) -> tuple[int | None, str | None]:
    """Pence awarded and why they do not count, where they do not."""
    awarded, currency = grant.get("amountAwarded"), text(grant.get("currency"))
    if not {key for key, value in grant.items() if key != ROW and value not in (None, "", [], {})}:
        return None, BLANK
    if awarded is None or awarded == "":
        return None, MISSING
    if currency is None:
        return None, NO_CURRENCY
    if currency.upper() not in ("GBP", "£"):
        return None, NOT_POUNDS
    amount = pence(awarded)
    return amount, UNREADABLE if amount is None else None


def _days(grants: list[dict[str, Any]]) -> Days:
    """All days of the file read together: 05/06/2014 means the same all the way down."""
    texts = {
        str(found[key]) for grant in grants for found in (grant, _period(grant)) for key in _EVENTS if found.get(key)
    }
    return read_dates(texts)


def _period(grant: dict[str, Any]) -> dict[str, Any]:
    """The first actual dates, else the first planned."""
    return next((each for key in ("actualDates", "plannedDates") for each in records(grant.get(key))), {})


def _row(grant: dict[str, Any], days: Days) -> Row:
    amount, aside = amount_of(grant)
    funder, period = _first(grant, "fundingOrganization"), _period(grant)
    programmes = [name for each in records(grant.get("grantProgramme")) if (name := text(each.get("title")))]
    areas = [
        name
        for each in records(grant.get("beneficiaryLocation"))
        if (name := text(each.get("geoCode")) or text(each.get("name")))
    ]
    row = {
        "set_aside": aside,
        "source": "360giving",
        "publisher": text(funder.get("name")),
        "funder_id": text(funder.get("id")),
        "grant": text(grant.get("id")),
        "date": days.get(str(grant.get("awardDate"))),
        "start": days.get(str(period.get("startDate"))),
        "end": days.get(str(period.get("endDate"))),
        "amount_pence": amount,
        "amount_text": _amount_text(grant) if aside in (UNREADABLE, NOT_POUNDS, NO_CURRENCY) else None,
        "programme": joined(programmes),
        "department": text(funder.get("department")),
        "area": joined(areas),
        **_recipient(grant),
    }
    return row | ({"row": grant[ROW]} if ROW in grant else {})


def _recipient(grant: dict[str, Any]) -> Row:
    """Who received it. Of a person nothing is read: neither the name nor a title or purpose that may hold it."""
    if grant.get("recipientIndividual"):
        return {}
    found = _first(grant, "recipientOrganization")
    org_id = known_id(text(found.get("id")))
    charity, company = text(found.get("charityNumber")), text(found.get("companyNumber"))
    code, number = split_id(org_id)
    return {
        "title": text(grant.get("title")),
        "purpose": text(grant.get("description")),
        "recipient": text(found.get("name")),
        "recipient_id": org_id,
        "charity_number": charity or (number if code == "GB-CHC" else None),
        "company_number": company or (number if code == "GB-COH" else None),
        "postcode": text(found.get("postalCode")),
    }


def _organisation(row: Row) -> Row:
    return {
        "register": REGISTER,
        "org_id": row["recipient_id"],
        "name": row["recipient"],
        "kind": kind_of(row["recipient_id"]),
        "postcode": clean_postcode(row["postcode"]),
        "address_role": "contact",
        "company_number": row["company_number"],
        "charity_number": row["charity_number"],
    }


def _first(grant: dict[str, Any], key: str) -> dict[str, Any]:
    return next(iter(records(grant.get(key))), {})


def _amount_text(grant: dict[str, Any]) -> str:
    return " ".join(filter(None, (text(grant.get("amountAwarded")), text(grant.get("currency")))))
