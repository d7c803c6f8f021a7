"""Directories of services in Open Referral UK, version 1 and version 3.0."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.sources._org_ids import register_id
from keepitlocal.sources._values import joined, record, records, text

Row = dict[str, Any]

source, title, table = "directory", "Directory of services (Open Referral UK)", "services"
publisher = "the council"
licence = "as its publisher says"
NO_NAME = "no name"
_LISTS = ("contents", "content", "services", "items")  # pages of 3.0 and of version 1, and what people save them as
_SIGNS = {
    "organization",
    "organization_id",
    "service_at_locations",
    "service_taxonomys",
    "attributes",
    "assured_date",
    "deliverable_type",
    "schedules",
}


def recognise(document: Any, /) -> float:
    """A list of services, alone or in pages: each has an id, a name, and something only a service has."""
    if not isinstance(document, (dict, list)):
        return 0.0
    services = list(_services(document))[:20]
    return 2.5 if services and all(map(_is_named, services)) and any(_SIGNS & each.keys() for each in services) else 0.0


def read(document: Any, /) -> Iterator[tuple[str, Row]]:
    """Rows of ``services``. Contacts, phone numbers and e-mail addresses are not read."""
    for service in _services(document):
        yield "services", _row(service)


def control(document: Any, /) -> dict[str, tuple[int, int | None]]:
    """How many services the pages hold."""
    pages = document if isinstance(document, list) else [document]
    listed = [page[key] for page in map(record, pages) for key in _LISTS if isinstance(page.get(key), list)]
    return {"services": (sum(map(len, listed)) if listed else len(pages), None)}


def _services(document: Any) -> Iterator[Any]:
    if isinstance(document, list):
        for each in document:
            yield from _services(each)
        return
    key = next((key for key in _LISTS if isinstance(record(document).get(key), list)), None)
    if key and "name" not in document:
        yield from document[key]
    else:
        yield document


def _is_named(found: Any) -> bool:
    return isinstance(found, dict) and {"id", "name"} <= found.keys() and not isinstance(found["name"], dict)


def _row(service: Any) -> Row:
    found = record(service)
    body = record(found.get("organization"))
    name, description = plain(text(found.get("name"))), plain(text(found.get("description")))
    hidden = any(map(is_sensitive, (name, description, text(body.get("name")))))
    return {
        "set_aside": None if name else NO_NAME,
        "service": text(found.get("id")),
        "name": name,
        "organisation": plain(text(body.get("name"))),
        "org_id": _org_id(body),
        "description": description,
        "status": text(found.get("status")),
        "url": text(found.get("url")),
        "categories": joined(_categories(found)),
        "postcode": None if hidden else next(_postcodes(found), None),
        "sensitive": hidden,
    }


def _org_id(body: dict[str, Any]) -> str | None:
    listed = [*records(body.get("organization_identifiers")), *records(body.get("identifiers"))]
    ids = (register_id(text(each.get("identifier_scheme")), text(each.get("identifier"))) for each in listed)
    return next(filter(None, ids), None)


def _categories(service: dict[str, Any]) -> list[str]:
    terms = [record(each.get("taxonomy_term")) for each in records(service.get("attributes"))]
    terms += [record(each.get("taxonomy")) for each in records(service.get("service_taxonomys"))]
    return [name for term in terms if (name := text(term.get("name")))]


def _postcodes(service: dict[str, Any]) -> Iterator[str]:
    for held in records(service.get("service_at_locations")):
        place = record(held.get("location"))
        for address in [*records(place.get("addresses")), *records(place.get("physical_addresses"))]:
            if code := clean_postcode(text(address.get("postal_code"))):
                yield code


def plain(markup: str | None, /) -> str | None:
    """Text without markup, its white space made single spaces; None where nothing is left."""
    if markup is None:
        return None
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return " ".join("".join(reader.pieces).split()) or None


class _Text(HTMLParser):
    """Gathers what stands between the tags; a tag parts words unless it is one that only dresses them."""

    _DRESS = frozenset(["a", "abbr", "b", "em", "i", "small", "span", "strong", "sub", "sup", "u"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append("" if tag in self._DRESS else " ")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("" if tag in self._DRESS else " ")


example = {
    "file": """
        [{"id": "1", "name": "Lunch club", "description": "<p>Hot meals &amp; <b>company</b>.</p><p>Fridays</p>",
          "status": "active", "organization": {"id": "o", "name": "Example Community Hub"}},
         {"id": "2", "name": "", "description": "<p><br></p>", "status": "active",
          "organization": {"id": "o", "name": "Example Community Hub"}}]
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no name": 1},
}
