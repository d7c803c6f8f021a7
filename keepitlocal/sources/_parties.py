"""Who takes part in a contracting process: suppliers, and bodies that a notice gives with a register's number."""

from collections.abc import Iterator
from typing import Any

from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.sources._org_ids import kind_of, known_id, register_id, split_id
from keepitlocal.sources._values import record, records, text, words

Row = dict[str, Any]
REGISTER = "find a tender parties"
_BEST_FIRST = (
    "GB-CHC",
    "GB-SC",
    "GB-NIC",
    "GB-MPR",
    "GB-COH",
    "GB-EDU",
    "GB-UKPRN",
    "GB-LAE",
    "GB-LAS",
    "GB-GOR",
    "GB-NHS",
)


def buyer_of(data: dict[str, Any], /) -> str | None:
    """The buyer's name."""
    named = text(record(data.get("buyer")).get("name"))
    buyers = (text(party.get("name")) for party in records(data.get("parties")) if "buyer" in words(party.get("roles")))
    return named or next(buyers, None)


def suppliers_of(award: dict[str, Any], parties: dict[str, dict[str, Any]], /) -> list[Row]:
    """The supplier columns of each supplier of an award. Contact persons are not read."""
    return [
        _supplier(reference, parties.get(str(reference.get("id")), {})) for reference in records(award.get("suppliers"))
    ]


def _supplier(reference: dict[str, Any], party: dict[str, Any]) -> Row:
    details, numbers = record(party.get("details")), _numbers(reference) | _numbers(party)
    ids = _ids(reference, party)
    return {
        "supplier": text(party.get("name")) or text(reference.get("name")),
        "supplier_id": ids[0] if ids else None,
        "company_number": numbers.get("GB-COH"),
        "charity_number": next((numbers[code] for code in _BEST_FIRST[:3] if code in numbers), None),
        "postcode": text(record(party.get("address")).get("postalCode")),
        "sme": text(details.get("scale")),
        "vcse": text(details.get("vcse")),
    }


def organisations_of(data: dict[str, Any], /) -> Iterator[Row]:
    """A row of table ``organisations`` for each register number a party has: they pair names with numbers."""
    for party in records(data.get("parties")):
        name, numbers = text(party.get("name")), _numbers(party)
        for org_id in _ids(party) if name else ():
            yield {
                "register": REGISTER,
                "org_id": org_id,
                "name": name,
                "kind": kind_of(org_id),
                "postcode": clean_postcode(text(record(party.get("address")).get("postalCode"))),
                "address_role": "contact",
                "company_number": numbers.get("GB-COH"),
                "charity_number": numbers.get("GB-CHC"),
            }


def _ids(*parties: dict[str, Any]) -> list[str]:
    """The org-ids of a party, those of charities first: a charity that is also a company is known as a charity."""
    found = [register_id(scheme, number) for party in parties for scheme, number in _identifiers(party)]
    found += [known_id(text(party.get("id"))) for party in parties]
    ids = dict.fromkeys(each for each in found if each)
    return sorted(ids, key=lambda org_id: _BEST_FIRST.index(split_id(org_id)[0] or ""))


def _numbers(party: dict[str, Any]) -> dict[str, str]:
    """Register -> number as published."""
    return {scheme: number for scheme, number in _identifiers(party) if register_id(scheme, number)}


def _identifiers(party: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for each in [record(party.get("identifier")), *records(party.get("additionalIdentifiers"))]:
        scheme, number = text(each.get("scheme")), text(each.get("id"))
        if scheme and number:
            yield scheme.upper(), number
