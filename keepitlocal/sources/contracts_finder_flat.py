"""Contracts Finder notices of one buyer laid flat: one object a notice, as some councils and analysts keep them."""

import re
from collections.abc import Iterator
from typing import Any

from keepitlocal.sources._agreements import spread
from keepitlocal.sources._grid_sql import UNREADABLE
from keepitlocal.sources._values import day, pence, record, text

Row = dict[str, Any]

source, title, table = "contracts", "Contracts Finder notices (flat list)", "contracts"
publisher = "whoever made the list, from Contracts Finder"
licence = "Open Government Licence v3.0"
_SIGNS = {"awarded_value", "awarded_supplier", "cpv_codes", "notice_type", "value_low", "published_date"}
_NOBODY = re.compile(r"not awarded( to (a )?supplier)?", re.IGNORECASE)
_STAGES = {"awarded": "award", "withdrawn": "ended", "cancelled": "ended"}


def recognise(document: Any, /) -> float:
    """Notices with the flat names of award, value and CPV."""
    found = _notices(document)
    return 2.5 if found and all(len(_SIGNS & record(each).keys()) >= 4 for each in found[:20]) else 0.0


def read(document: Any, /) -> Iterator[tuple[str, Row]]:
    """Rows of ``contracts``: see ``_agreements`` for how several suppliers of one notice are written."""
    for notice in map(record, _notices(document)):
        for row in spread(
            _row(notice), [{"supplier": name, "sme": text(notice.get("awarded_to_sme"))} for name in _suppliers(notice)]
        ):
            yield "contracts", row


def _notices(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    return (
        list(document["contracts"])
        if isinstance(document, dict) and isinstance(document.get("contracts"), list)
        else []
    )


def _row(notice: Row) -> Row:
    amount = _amount(notice)
    early = text(notice.get("notice_type")) in ("Pipeline", "PreProcurement")
    stage = "planned" if early else _STAGES.get(str(notice.get("status")), "tender")
    unread = isinstance(amount, str) and pence(amount) is None
    return {
        "set_aside": UNREADABLE if unread else None,
        "source": "contracts",
        "publisher": text(notice.get("organisation")),
        "reference": text(notice.get("id")),
        "stage": "ended" if _NOBODY.fullmatch(str(notice.get("awarded_supplier")).strip()) else stage,
        "title": text(notice.get("title")),
        "description": text(notice.get("description")),
        "published": day(notice.get("published_date")),
        "awarded": day(notice.get("awarded_date")),
        "value_pence": pence(amount),
        "category": text(notice.get("cpv_description")),
        "cpv": " ".join(dict.fromkeys(re.findall(r"\d{8}", text(notice.get("cpv_codes")) or ""))) or None,
    }


def _amount(notice: Row) -> Any:
    """What was awarded, else the top of what was expected. A nought stands for nothing given."""
    for key in ("awarded_value", "value_high", "value_low"):
        if notice.get(key) not in (None, "", 0):
            return notice[key]
    return None


def _suppliers(notice: Row) -> list[str]:
    """The names, which the list joins by commas without a space; a comma with one belongs to a name."""
    joined = text(notice.get("awarded_supplier")) or ""
    names = [name.strip() for name in re.split(r",(?=\S)", joined)]
    return [name for name in names if name and not _NOBODY.fullmatch(name)]


example = {
    "file": """
        {"contracts": [
          {"id": "1", "title": "Grounds maintenance", "organisation": "Wexborough Council",
           "status": "awarded", "notice_type": "Contract",
           "published_date": "2025-03-01", "awarded_date": "2025-02-20", "value_low": 0, "awarded_value": 1000.5,
           "awarded_supplier": "Example Gardens Ltd,Smith, Example &amp; Sons", "cpv_codes": "77310000 77314000"},
          {"id": "2", "title": "Roof repairs", "organisation": "Wexborough Council",
           "status": "closed", "notice_type": "Contract",
           "published_date": "2025-04-01", "value_low": 250, "awarded_value": 0, "awarded_supplier": null,
           "cpv_codes": "45260000"}
        ]}
    """,
    "kept": 4,
    "amount_pence": 125050,
    "set_aside": {},
}
