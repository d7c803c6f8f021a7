"""Contract notices in the Open Contracting Data Standard 1.1, as Britain's procurement services publish them.

Find a Tender with its UK extension, Contracts Finder, Public Contracts Scotland, Sell2Wales: release packages, record
packages, and JSON lines of releases or packages. Releases of one contracting process in a file are compiled into its
latest state; every row carries its open contracting id as ``reference``. What each notice type holds: SI 2024/692.
"""

from collections.abc import Iterator
from typing import Any

from keepitlocal.sources._agreements import rows_of
from keepitlocal.sources._compiling import compile_processes
from keepitlocal.sources._parties import Row, organisations_of

source, title, table = "ocds", "Contract notices (OCDS)", "contracts"
publisher = "Cabinet Office (Find a Tender, Contracts Finder), Scottish Government, Welsh Government"
licence = "Open Government Licence v3.0"
_RELEASE = {"tag", "tender", "awards", "contracts", "planning", "parties", "buyer", "initiationType"}


def recognise(document: Any, /) -> float:
    """A package by its lists, a release by its ocid or by at least three of a release's own keys."""
    if isinstance(document, list):
        return max((recognise(each) for each in document[:20]), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    if "ocid" in document or len(_RELEASE & document.keys()) >= 3:
        return 3.0
    if any(isinstance(document.get(key), list) and not document[key] for key in ("releases", "records")):
        return 2.0
    listed = [document[key] for key in ("releases", "records", "results") if isinstance(document.get(key), list)]
    return max((recognise(each) for each in listed), default=0.0)


def read(document: Any, /) -> Iterator[tuple[str, Row]]:
    """Rows of ``contracts``, and of ``organisations`` for parties that the notices give with a register's number."""
    named: dict[tuple[Any, ...], Row] = {}
    for process in compile_processes(document):
        for row in rows_of(process):
            yield "contracts", row
        for organisation in organisations_of(process.data):
            named.setdefault((organisation["org_id"], organisation["name"], organisation["postcode"]), organisation)
    for organisation in named.values():
        yield "organisations", organisation


example = {
    "file": """
        {"releases": [
          {"ocid": "ocds-example-1", "id": "1", "date": "2026-05-01T09:00:00+01:00", "tag": ["tender"],
           "buyer": {"id": "b", "name": "Wexborough Council"},
           "tender": {"id": "t", "title": "Home care", "status": "active",
             "value": {"amountGross": 120000.5, "amount": 100000.42, "currency": "GBP"},
             "documents": [{"id": "1", "documentType": "tenderNotice", "noticeType": "UK4"}]}},
          {"ocid": "ocds-example-1", "id": "2", "date": "2026-08-01T09:00:00+01:00", "tag": ["award", "contract"],
           "parties": [{"id": "s", "name": "Example Care Ltd", "roles": ["supplier"], "details": {"scale": "sme"}}],
           "awards": [{"id": "1", "status": "active", "suppliers": [{"id": "s", "name": "Example Care Ltd"}]}],
           "contracts": [{"id": "1", "awardID": "1", "status": "active", "dateSigned": "2026-07-30",
             "value": {"amountGross": 108000.12, "amount": 90000.1, "currency": "GBP"},
             "documents": [{"id": "2", "documentType": "contractNotice", "noticeType": "UK7"}]}]},
          {"ocid": "ocds-example-2", "id": "3", "date": "2026-08-02T09:00:00+01:00", "tag": ["award"],
           "tender": {"id": "u", "title": "Licences"},
           "awards": [{"id": "1", "value": {"amount": 10, "currency": "USD"}}]}
        ]}
    """,
    "table": "contracts",
    "kept": 1,
    "amount_pence": 9000010,
    "set_aside": {"not in pounds": 1},
}
