"""Contract notices as releases in the shape of Find a Tender's (OCDS 1.1 with its UK extension), one a line."""

from datetime import date, timedelta
from random import Random
from typing import Any

from keepitlocal.sample.contracts import CPV, Contract
from keepitlocal.sample.formats import jsonl_bytes
from keepitlocal.sample.payees import Payee
from keepitlocal.sample.planted import TOWN_HALL

_BUYER = "GB-PPON-ZZZZ-0001-ZZZZ"
_SITE = "https://www.wexborough.example"
_LEGAL = {"id": "2023/54", "scheme": "UKPGA", "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents"}
_LOTS = ("North of the borough", "South of the borough", "Specialist support")
_KINDS = {
    "UK1": ("plannedProcurementNotice", "Pipeline notice"),
    "UK2": ("marketEngagementNotice", "Preliminary market engagement notice"),
    "UK4": ("tenderNotice", "Tender notice"), "UK6": ("awardNotice", "Contract award notice"),
    "UK7": ("contractNotice", "Contract details notice"),
}  # fmt: skip
_TAGS = {
    "UK1": ["planning"],
    "UK2": ["planning"],
    "UK4": ["tender"],
    "UK6": ["award", "contract"],
    "UK7": ["award", "contract"],
}


def write_notices(contracts: list[Contract], rng: Random, /) -> dict[str, bytes]:
    """Notices of 16 procurements by path: some only planned, some out to tender, some awarded, some signed."""
    known = [contract for contract in contracts if contract.payee.organisation is not None]
    releases = list[dict[str, Any]]()
    for at, contract in enumerate(known[3::4][:16]):
        steps = (("UK1",), ("UK1", "UK2"), ("UK2", "UK4"), ("UK2", "UK4", "UK6"), ("UK4", "UK6", "UK7"))[at % 5]
        begun = date(2025, 3, 3) + timedelta(days=rng.randint(0, 200))
        for step, notice in enumerate(steps):
            day, number = (
                begun + timedelta(days=75 * step),
                f"{999000 + len(releases)}-{(begun + timedelta(days=75 * step)).year}",
            )
            releases.append(
                _release(notice, contract, number, day, f"ocds-zz9999-{0x7E000 + at:06x}", lots=at % 3 == 0)
            )
    releases.sort(key=lambda release: str(release["date"]))
    return {"notices/find_a_tender_wexborough.jsonl": jsonl_bytes(releases)}


def _release(notice: str, contract: Contract, number: str, day: date, ocid: str, *, lots: bool) -> dict[str, Any]:
    stamp = f"{day.isoformat()}T09:30:00+01:00"
    document = {
        "id": number, "documentType": _KINDS[notice][0], "noticeType": notice,
        "description": f"{_KINDS[notice][1]} on Find a Tender",
        "url": f"{_SITE}/notices/{number}", "datePublished": stamp, "format": "text/html",
    }  # fmt: skip
    awarded = notice in ("UK6", "UK7")
    release: dict[str, Any] = {
        "ocid": ocid, "id": number, "tag": _TAGS[notice], "date": stamp, "initiationType": "tender",
        "parties": [_council()] + ([_supplier(contract.payee)] if awarded else []),
        "buyer": {"id": _BUYER, "name": "Wexborough Council"}, "language": "en",
        "tender": _tender(notice, contract, ocid, day, lots=lots),
    }  # fmt: skip
    if notice in ("UK1", "UK2"):
        return release | {"planning": {"documents": [document]}}
    if notice == "UK4":
        release["tender"]["documents"] = [document]
        return release
    return release | (_award(contract, day, document) if notice == "UK6" else _signed(contract, day, document))


def _council() -> dict[str, Any]:
    return {
        "name": "Wexborough Council", "id": _BUYER, "identifier": {"scheme": "GB-PPON", "id": "ZZZZ-0001-ZZZZ"},
        "address": {"streetAddress": "Town Hall, Tarrow Street", "locality": "Wexborough", "postalCode": TOWN_HALL,
                    "country": "GB",                     "countryName": "United Kingdom", "region": "UKZ99"},
        "roles": ["buyer"],
        "details": {"url": _SITE, "classifications": [
                    {"scheme": "UK_CA_TYPE", "id": "publicAuthoritySubCentralGovernment",
                    "description": "Public authority - sub-central government"}]},
    }  # fmt: skip


def _supplier(payee: Payee) -> dict[str, Any]:
    body = payee.organisation
    assert body is not None  # only contracts with a registered supplier have notices
    scheme, number = "-".join(body.org_id.split("-")[:2]), body.org_id.split("-", 2)[2]
    return {
        "name": payee.name.upper(), "id": body.org_id, "identifier": {"scheme": scheme, "id": number},
        "address": {"postalCode": body.postcode, "country": "GB", "countryName": "United Kingdom", "region": "UKZ99"},
        "roles": ["supplier"],
        "details": {"scale": "large" if body.size == "large" else "sme",
                    "vcse": body.kind in ("charity", "cic", "society")},
    }  # fmt: skip


def _tender(notice: str, contract: Contract, ocid: str, day: date, *, lots: bool) -> dict[str, Any]:
    code, words = CPV[contract.payee.group]
    status = {"UK1": "planned", "UK2": "planning", "UK4": "active"}.get(notice, "complete")
    tender: dict[str, Any] = {
        "id": ocid, "legalBasis": _LEGAL, "title": contract.title, "status": status,
        "description": f"{contract.title} for people in Wexborough", "mainProcurementCategory": _category(contract),
    }  # fmt: skip
    names = _LOTS if lots and notice == "UK4" else ("",)
    if notice in ("UK1", "UK2", "UK4"):
        place = [{"region": "UKZ99", "country": "GB", "countryName": "United Kingdom"}]
        tender["items"] = [
            {"id": str(at), "additionalClassifications": [{"scheme": "CPV", "id": code, "description": words}],
             "deliveryAddresses": place, "relatedLot": str(at)} for at in range(1, len(names) + 1)
        ]  # fmt: skip
    if notice == "UK4":
        close = f"{(day + timedelta(days=35)).isoformat()}T12:00:00+01:00"
        tender |= {
            "value": _value(contract.total), "aboveThreshold": contract.total > 200_000,
            "procurementMethod": "open", "procurementMethodDetails": "Open procedure",
            "tenderPeriod": {"endDate": close},
        }  # fmt: skip
        if code.startswith("85"):
            tender["specialRegime"] = ["lightTouch"]
    tender["lots"] = [_lot(at, name, contract, notice, status, len(names)) for at, name in enumerate(names, start=1)]
    return tender


def _category(contract: Contract) -> str:
    return "works" if contract.payee.group == "works" else "services"


def _value(pounds: int) -> dict[str, Any]:
    return {"amountGross": round(pounds * 1.2, 2), "amount": pounds, "currency": "GBP"}


def _lot(at: int, name: str, contract: Contract, notice: str, status: str, lots: int) -> dict[str, Any]:
    lot: dict[str, Any] = {"id": str(at), "status": status}
    if name:
        lot["title"] = name
    if notice in ("UK2", "UK4"):
        lot["suitability"] = {"sme": True, "vcse": contract.payee.group.startswith("community")}
    if notice == "UK4":
        lot["value"] = _value(contract.total // lots)
        weights = (("quality", "Quality", 60.0), ("price", "Price", 30.0), ("quality", "Social value", 10.0))
        lot["awardCriteria"] = {"criteria": [
            {"type": kind, "name": title, "numbers": [{"number": share, "weight": "percentageExact"}]}
            for kind, title, share in weights
        ]}  # fmt: skip
    return lot | {"contractPeriod": _period(contract)} if notice in ("UK1", "UK2", "UK4") else lot


def _period(contract: Contract) -> dict[str, str]:
    years = contract.years  # the contract that follows the one on the register
    start = contract.end + timedelta(days=1)
    end = date.fromordinal(start.replace(year=start.year + years).toordinal() - 1)
    return {"startDate": f"{start.isoformat()}T00:00:00+01:00", "endDate": f"{end.isoformat()}T23:59:59+01:00"}


def _award(contract: Contract, day: date, document: dict[str, str]) -> dict[str, Any]:
    counts = {"bids": 3, "finalStageBids": 3, "smeFinalStageBids": 2, "vcseFinalStageBids": 1}
    statistics = [{"id": str(at), "measure": what, "value": count, "relatedLot": "1"}
                  for at, (what, count) in enumerate(counts.items(), start=1)]  # fmt: skip
    award = _awarded(contract) | {
        "date": f"{day.isoformat()}T00:00:00+01:00", "value": _value(contract.total),
        "contractPeriod": _period(contract), "documents": [document],
    }  # fmt: skip
    return {"bids": {"statistics": statistics}, "awards": [award]}


def _awarded(contract: Contract) -> dict[str, Any]:
    body = contract.payee.organisation
    assert body is not None  # only contracts with a registered supplier have notices
    code, words = CPV[contract.payee.group]
    return {
        "id": "1", "status": "active", "mainProcurementCategory": _category(contract), "relatedLots": ["1"],
        "suppliers": [{"id": body.org_id, "name": contract.payee.name.upper()}],
        "items": [{"id": "1", "relatedLot": "1",
                   "additionalClassifications": [{"scheme": "CPV", "id": code, "description": words}]}],
    }  # fmt: skip


def _signed(contract: Contract, day: date, document: dict[str, str]) -> dict[str, Any]:
    signed = {
        "id": "1", "awardID": "1", "title": contract.title, "status": "active", "period": _period(contract),
        "value": _value(contract.total), "aboveThreshold": contract.total > 200_000,
        "dateSigned": f"{day.isoformat()}T00:00:00+01:00", "documents": [document],
    }  # fmt: skip
    return {"awards": [_awarded(contract)], "contracts": [signed]}
