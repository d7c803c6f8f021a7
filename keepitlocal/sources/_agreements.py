"""Rows of table ``contracts`` from one compiled contracting process.

One row a contract; one an award that has no contract; one a lot that has no award; one for the tender or the plan
where there are no lots.

**Several suppliers of one agreement** (frameworks, most often): the agreement's own row carries the value and no
supplier, and each supplier follows on a row without a value. So values add up to what was published, nobody is
credited with what was promised to all, a row with a value is an agreement, and a row with a supplier is somebody who
holds one. A tender whose lots carry no value of their own is written the same way: its own row with the value, then a
row a lot without.
"""

import re
from collections.abc import Iterator
from typing import Any

from keepitlocal.sources._compiling import Process
from keepitlocal.sources._parties import Row, buyer_of, suppliers_of
from keepitlocal.sources._values import Money, day, joined, money, record, records, text, words

MEMBERS = "members of a dynamic market, not awards"
MARKET = "notice about a dynamic market, not a contract"
NOTHING = "no plan, tender, award or contract in it"
_VALUES = ("value_pence", "value_gross_pence", "annual_pence")
_MARKETS = {"UK13", "UK14", "UK15", "UK16"}
_OVER = {"cancelled", "unsuccessful", "withdrawn", "terminated"}
_CPV = re.compile(r"\d{8}")

Found = dict[str, Any]


def rows_of(process: Process, /) -> Iterator[Row]:
    """The rows of a process; a process that could not be used gives one row that is set aside with why."""
    data = process.data
    base = _base(process)
    if process.problem:
        yield base | {"set_aside": process.problem}
        return
    made = list(_rows(data, base, process))
    yield from made or [base | {"set_aside": NOTHING}]


def _rows(data: Found, base: Row, process: Process) -> Iterator[Row]:
    awards, contracts = records(data.get("awards")), records(data.get("contracts"))
    by_id = {str(award.get("id")): award for award in awards}
    held = {str(contract.get("awardID")) for contract in contracts}
    parties = {str(party.get("id")): party for party in records(data.get("parties"))}
    for contract in contracts:
        award = by_id.get(str(contract.get("awardID")), {})
        yield from spread(base | _contract_row(contract, award, data), suppliers_of(award, parties))
    for award in awards:
        if str(award.get("id")) not in held:
            yield from spread(base | _award_row(award, data), suppliers_of(award, parties))
    tender = record(data.get("tender"))
    if not awards and not contracts:
        yield from _tender_rows(data, base, process)
    elif awards and all(award.get("relatedLots") for award in awards):
        awarded = {lot for award in awards for lot in words(award.get("relatedLots"))}
        for lot in records(tender.get("lots")):
            # A lot that is complete had its award in a notice that is not in this file.
            if str(lot.get("id")) not in awarded and lot.get("status") != "complete":
                yield base | _lot_row(lot, data, process)


def spread(agreement: Row, suppliers: list[Row], /) -> Iterator[Row]:
    """An agreement as rows: with its one supplier, or alone and then a row without a value for each of several."""
    if len(suppliers) == 1:
        yield agreement | suppliers[0]
        return
    yield agreement
    without = agreement | dict.fromkeys(_VALUES)
    for supplier in suppliers:
        yield without | supplier


def _base(process: Process) -> Row:
    """What all rows of a process share."""
    data = process.data
    tender, codes = record(data.get("tender")), _notices(data)
    lots = records(tender.get("lots"))
    market = bool(codes & _MARKETS)
    return {
        "set_aside": (MEMBERS if data.get("awards") else MARKET) if market else None,
        "source": "ocds",
        "publisher": buyer_of(data),
        "reference": process.ocid,
        "title": text(tender.get("title")),
        "description": text(tender.get("description")),
        "published": day(process.published or text(data.get("date"))),
        "process": text(tender.get("procurementMethodDetails")) or text(tender.get("procurementMethod")),
        "regime": joined(words(tender.get("specialRegime"))),
        "framework": _is_framework(data) if tender else None,
        "category": text(tender.get("mainProcurementCategory")),
        "reserved": _reserved(tender),
        "lots": len(lots) or None,
        "lots_reason": text(record(tender.get("lotDetails")).get("noLotsDivisionRationale")),
    }


def _contract_row(contract: Found, award: Found, data: Found) -> Row:
    lots, code = words(award.get("relatedLots")), _latest_notice(contract)
    over = str(contract.get("status")) in _OVER or code == "UK11"
    row = _agreement_row(contract, award, data, lots)
    return row | {
        "stage": "ended" if over else "change" if code == "UK10" else "contract",
        "notice_type": code or _latest_notice(award),
        "awarded": day(contract.get("dateSigned")) or day(award.get("date")),
        "set_aside": None,  # a contract under a dynamic market is a contract
        **_worth(contract if record(contract.get("value")) else award),
    }


def _award_row(award: Found, data: Found) -> Row:
    row = _agreement_row(award, award, data, words(award.get("relatedLots")))
    own_notice = {"set_aside": None} if _latest_notice(award) else {}
    return (
        row
        | own_notice
        | {
            "stage": "ended" if str(award.get("status")) in _OVER else "award",
            "notice_type": _latest_notice(award) or _latest_notice(record(data.get("tender"))),
            "awarded": day(award.get("date")),
            **_worth(award),
        }
    )


def _agreement_row(agreement: Found, award: Found, data: Found, lots: list[str]) -> Row:
    """What a contract and an award have in common."""
    tender = record(data.get("tender"))
    own = [lot for lot in records(tender.get("lots")) if str(lot.get("id")) in lots]
    periods = [agreement.get("period"), *(each.get("contractPeriod") for each in (agreement, award, *own, tender))]
    row: Row = {
        "lot": joined(lots, by=" "),
        "cpv": _cpv([agreement, award], tender, lots),
        "bids": _bids(data, lots),
        "extensions": _extensions([agreement, award, *own]),
        **_period(periods),
    }
    named = {"title": text(agreement.get("title")), "description": text(agreement.get("description"))}
    named["category"] = text(agreement.get("mainProcurementCategory")) or text(award.get("mainProcurementCategory"))
    return row | {key: value for key, value in named.items() if value}


def _tender_rows(data: Found, base: Row, process: Process) -> Iterator[Row]:
    tender = record(data.get("tender"))
    lots = records(tender.get("lots"))
    valued = any(record(lot.get("value")) for lot in lots)
    if not tender:
        yield from _plan_rows(data, base)
        return
    if len(lots) == 1:
        row = base | _lot_row(lots[0], data, process)
        yield row if valued else row | _worth(tender)
        return
    if not lots or (record(tender.get("value")) and not valued):
        yield base | _lot_row({}, data, process) | _worth(tender)
    for lot in lots:
        yield base | _lot_row(lot, data, process)


def _lot_row(lot: Found, data: Found, process: Process) -> Row:
    """A lot that has no award yet; ``{}`` for the whole tender."""
    tender = record(data.get("tender"))
    ids = [str(lot["id"])] if "id" in lot else []
    name, title = text(lot.get("title")), text(tender.get("title"))
    code = _latest_notice(tender) or _latest_notice(record(data.get("planning")))
    row = {
        "lot": joined(ids),
        "stage": _stage(lot, tender, code, process),
        "notice_type": code,
        "title": f"{title}: {name}" if name and title and name != title else title or name,
        "cpv": _cpv([lot], tender, ids),
        "bids": _bids(data, ids),
        "extensions": _extensions([lot]),
        **_period([lot.get("contractPeriod"), tender.get("contractPeriod")]),
        **_worth(lot),
    }
    return row | ({"description": text(lot.get("description"))} if text(lot.get("description")) else {})


def _plan_rows(data: Found, base: Row) -> Iterator[Row]:
    planning = record(data.get("planning"))
    if not planning:
        return
    budget = record(planning.get("budget"))
    yield base | {
        "stage": "planned",
        "notice_type": _latest_notice(planning),
        "title": text(budget.get("project")) or text(data.get("title")),
        "description": text(budget.get("description")) or text(planning.get("rationale")),
        **_worth({"value": budget.get("amount")}),
    }


def _stage(lot: Found, tender: Found, code: str | None, process: Process) -> str:
    statuses = {str(lot.get("status")), str(tender.get("status"))}
    if code == "UK12" or statuses & _OVER:
        return "ended"
    early = bool(process.tags) and all(tag.startswith("planning") for tag in process.tags)
    return "planned" if early or str(tender.get("status")) in {"planning", "planned"} else "tender"


def _worth(found: Found) -> Row:
    """The value columns; an amount that could not be taken sets the row aside."""
    value: Money = money(found.get("value"))
    row: Row = {"value_pence": value.net, "value_gross_pence": value.gross}
    return row | ({"set_aside": value.problem} if value.problem else {})


def _period(periods: list[Any]) -> Row:
    """Each end of the period from the first that says it."""
    listed = [record(period) for period in periods]

    def first(key: str) -> Any:
        return next((found for period in listed if (found := day(period.get(key)))), None)

    return {"start": first("startDate"), "end": first("endDate"), "last_end": first("maxExtentDate")}


def _extensions(found: list[Found]) -> str | None:
    return joined(
        [
            told
            for each in found
            for key in ("renewal", "options")
            if (told := text(record(each.get(key)).get("description")))
        ]
    )


def _cpv(own: list[Found], tender: Found, lots: list[str]) -> str | None:
    """CPV codes of the items, of the tender's items for the same lots, and of what the tender as a whole is for."""
    items = [item for each in own for item in records(each.get("items"))]
    items = items or [
        item for item in records(tender.get("items")) if not lots or str(item.get("relatedLot", lots[0])) in lots
    ]
    codes = [code for found in [*items, *own] for code in _codes(found)] or _codes(tender)
    return joined(codes, by=" ")


def _codes(found: Found) -> list[str]:
    classed = [record(found.get("classification")), *records(found.get("additionalClassifications"))]
    return [
        code for each in classed if each.get("scheme") == "CPV" for code in _CPV.findall(text(each.get("id")) or "")
    ]


def _bids(data: Found, lots: list[str]) -> int | None:
    """Bids received, of these lots or of the whole; Find a Tender gives them with UK6 alone."""
    counted = [
        int(each["value"])
        for each in records(record(data.get("bids")).get("statistics"))
        if each.get("measure") == "bids"
        and str(each.get("value")).isdigit()
        and (not lots or str(each.get("relatedLot", lots[0])) in lots)
    ]
    return sum(counted) if counted else None


def _is_framework(data: Found) -> bool:
    tender = record(data.get("tender"))
    linked = [
        *records(data.get("relatedProcesses")),
        *(each for found in records(data.get("contracts")) for each in records(found.get("relatedProcesses"))),
    ]
    return (
        record(tender.get("techniques")).get("hasFrameworkAgreement") is True
        or "framework" in (text(tender.get("procurementMethodDetails")) or "").lower()
        or any("framework" in words(each.get("relationship")) for each in linked)
    )


def _reserved(tender: Found) -> str | None:
    """What participation is reserved to, then the areas: ``smeVcse | E10000008 Devon``."""
    told = record(tender.get("otherRequirements"))
    place = record(told.get("reservedParticipationLocation"))
    areas = " ".join([*words(record(place.get("gazetteer")).get("identifiers")), *words(place.get("description"))])
    return joined([*words(told.get("reservedParticipation")), *([areas] if areas else [])])


def _latest_notice(found: Found) -> str | None:
    """The code of the newest notice among an object's documents."""
    coded = [each for each in records(found.get("documents")) if text(each.get("noticeType"))]
    newest = max(coded, key=lambda each: text(each.get("datePublished")) or "", default={})
    return text(newest.get("noticeType"))


def _notices(data: Found) -> set[str]:
    return {
        code for each in records(record(data.get("tender")).get("documents")) if (code := text(each.get("noticeType")))
    }
