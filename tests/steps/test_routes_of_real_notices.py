"""Routes beside what real tender notices of August 2026 say of themselves (Find a Tender, Open Government Licence)."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keepitlocal.domain.commission import Commission
from keepitlocal.law.bearing import bearing
from keepitlocal.steps.contract_size.routes import NOT, OPEN, Option, Setting, options

pytestmark = pytest.mark.data


def tenders(data: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(data / "notices" / "find_a_tender_2026-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        for release in map(json.loads, lines):
            tender = release.get("tender") or {}
            act = (tender.get("legalBasis") or {}).get("id") == "2023/54"
            if act and "tender" in release["tag"] and (tender.get("value") or {}).get("amountGross") is not None:
                yield release


def weighed(release: dict[str, Any]) -> dict[str, Option]:
    tender = release["tender"]
    codes = [code for item in tender.get("items", []) for code in item.get("additionalClassifications", [])]
    subject = tender.get("mainProcurementCategory")
    day = date.fromisoformat(release["date"][:10])
    commission = Commission(
        subject=subject if subject in ("goods", "services", "works") else None,
        cpv=tuple(dict.fromkeys(code["id"][:8] for code in codes if code.get("scheme") == "CPV")),
        value_pence=round(tender["value"]["amountGross"] * 100),
        begun=day,
    )
    return {one.route: one for one in options(Setting(commission, day, bearing(commission, on=day)))}


def test_competitions_that_were_reserved_to_an_area_stand_open_to_reserving(data: Path) -> None:
    """All but one: research for £300,000, above the threshold for services as we read it."""
    reserved = [
        weighed(one)["below_threshold_reserved"].stands
        for one in tenders(data)
        if (one["tender"].get("otherRequirements") or {}).get("reservedParticipationLocation")
    ]
    assert (len(reserved), reserved.count(OPEN), reserved.count(NOT)) == (21, 20, 1)


def test_no_notice_above_the_threshold_was_reserved_to_an_area_and_ours_opens_none(data: Path) -> None:
    for one in tenders(data):
        found = weighed(one)
        both = {found["below_threshold_reserved"].stands, found["light_touch"].stands}
        assert both != {OPEN}  # never both below and above
        if found["light_touch"].stands == OPEN:
            assert one["tender"].get("aboveThreshold") is True, one["id"]
