"""A plan as OCDS 1.1.5 releases with the UK, lots and sustainability extensions: a planning and a tender release.

They are drafts for the council's own system: nothing here publishes. Ids are made from the council's code and the
reference, so that the same plan gives the same release.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from keepitlocal.domain.commission import FRAMEWORK, Commission
from keepitlocal.law.regime import BELOW, PUBLIC, Regime

# A prefix is given out by the standard's publishers; a council without one of its own must ask for it before it publishes.
PREFIX = "ocds-draft"
_EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_sustainability_extension/master/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
)
_ACT = {
    "id": "2023/54",
    "scheme": "UKPGA",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}  # where the Procurement Act bears; nothing is said before it, of grants, or of health services
_METHODS = {"open": ("open", "Open procedure"), "flexible": ("selective", "Competitive flexible procedure")}


@dataclass(frozen=True)
class Buyer:
    """The council that buys: its name and GSS code."""

    name: str
    code: str


def package(release: Mapping[str, Any], /, *, made: date) -> dict[str, Any]:
    """A release package with one release."""
    return {
        "uri": f"https://example.invalid/{release['ocid']}/{release['tag'][0]}.json",
        "version": "1.1",
        "extensions": list(_EXTENSIONS),
        "publishedDate": _moment(made),
        "publisher": {"name": release["buyer"]["name"]},
        "releases": [dict(release)],
    }


def planning(
    commission: Commission, /, *, buyer: Buyer, regime: Regime, made: date, reasons: Mapping[str, str]
) -> dict[str, Any]:
    """A planning release: what is intended, how large, when."""
    base = _base(commission, buyer, made, "planning")
    budget = _value(commission)
    plan: dict[str, Any] = {"budget": {"description": commission.title} | ({"amount": budget} if budget else {})}
    if why := reasons.get("engagement"):
        plan["noEngagementNoticeRationale"] = why
    return base | {"planning": plan, "tender": _tender(commission, buyer, regime, reasons, status="planning")}


def tender(
    commission: Commission, /, *, buyer: Buyer, regime: Regime, made: date, reasons: Mapping[str, str]
) -> dict[str, Any]:
    """A tender release, as a draft of what a tender notice would say."""
    return _base(commission, buyer, made, "tender") | {
        "tender": _tender(commission, buyer, regime, reasons, status="planned")
    }


def _base(commission: Commission, buyer: Buyer, made: date, tag: str) -> dict[str, Any]:
    key = _slug(commission.reference or commission.title) or "plan"
    ocid = f"{PREFIX}-{buyer.code.lower()}-{key}"
    id_ = f"GB-ONS-{buyer.code}"
    return {
        "ocid": ocid,
        "id": f"{ocid}-{tag}-{made.isoformat()}",
        "date": _moment(made),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "parties": [
            {"id": id_, "name": buyer.name, "roles": ["buyer"], "identifier": {"scheme": "GB-ONS", "id": buyer.code}}
        ],
        "buyer": {"id": id_, "name": buyer.name},
    }


def _tender(
    commission: Commission, buyer: Buyer, regime: Regime, reasons: Mapping[str, str], *, status: str
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": _slug(commission.reference or commission.title) or "plan",
        "title": commission.title,
        "description": f"{commission.service or commission.title}",
        "status": status,
        "items": [_item(number, code) for number, code in enumerate(commission.cpv or (None,), 1)],
        "lots": _lots(commission, status),
    }
    if value := _value(commission):
        found["value"] = value
    if commission.subject:
        found["mainProcurementCategory"] = commission.subject
    if regime.name in (PUBLIC, BELOW):
        found |= {"aboveThreshold": regime.name == PUBLIC, "legalBasis": dict(_ACT)}
    if regime.light_touch:
        found["specialRegime"] = ["lightTouch"]
    found |= _method(commission)
    if why := reasons.get("lots"):
        found["lotDetails"] = {"noLotsDivisionRationale": why}
    if reserved := _reserved(commission, buyer):
        found["otherRequirements"] = reserved
    if social := reasons.get("social_value"):
        found |= {"hasSustainability": True, "sustainability": [{"goal": "social", "description": social}]}
    if commission.form == FRAMEWORK:
        found["techniques"] = {"hasFrameworkAgreement": True}
    return found


def _method(commission: Commission) -> dict[str, Any]:
    if commission.method not in _METHODS:
        return {}
    method, details = _METHODS[commission.method]
    return {"procurementMethod": method, "procurementMethodDetails": details}


def _lots(commission: Commission, status: str) -> list[dict[str, Any]]:
    number = commission.lots or 1
    period = _period(commission)
    lot = {"status": status, "hasRenewal": bool(commission.extension_months)} | (
        {"contractPeriod": period} if period else {}
    )
    if number == 1:
        value = _value(commission)
        return [{"id": "1", "title": commission.title} | ({"value": value} if value else {}) | lot]
    return [{"id": str(one), "title": f"{commission.title}: lot {one}"} | lot for one in range(1, number + 1)]


def _period(commission: Commission) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if commission.start:
        found["startDate"] = _moment(commission.start)
    if commission.months:
        found["durationInMonths"] = commission.months
    return found


def _item(number: int, code: str | None) -> dict[str, Any]:
    item: dict[str, Any] = {"id": str(number)}
    return item | ({"additionalClassifications": [{"scheme": "CPV", "id": code[:8]}]} if code else {})


def _value(commission: Commission) -> dict[str, Any] | None:
    """With VAT as ``amountGross``: what the estimate is of. The amount without VAT is not known, so it is not written."""
    if commission.value_pence is None:
        return None
    return {"amountGross": commission.value_pence / 100, "currency": "GBP"}


def _reserved(commission: Commission, buyer: Buyer) -> dict[str, Any] | None:
    codes = {"sme-vcse": "smeVcse", "mutual": "publicServiceMissionOrganization", "supported": "shelteredWorkshop"}
    if commission.reserved in codes:
        return {"reservedParticipation": [codes[commission.reserved]]}
    areas = {"uk": "K02000001", "local": buyer.code}
    if commission.reserved in areas:
        gazetteer = {"scheme": "GB-ONS", "identifiers": [areas[commission.reserved]]}
        return {"reservedParticipationLocation": {"gazetteer": gazetteer}}
    return None


def _moment(day: date) -> str:
    return datetime.combine(day, time(), tzinfo=UTC).isoformat().replace("+00:00", "Z")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
