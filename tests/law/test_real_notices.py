"""Our clocks and areas against what 1,226 published notices say of themselves (10 to 12 August 2026)."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from keepitlocal.domain.councils import find_council
from keepitlocal.law.clocks import standstill, tender_days
from keepitlocal.law.reservation import choices

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def releases(data: Path) -> list[dict]:
    with gzip.open(data / "notices" / "find_a_tender_2026-08.jsonl.gz", "rt", encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    return [one for one in told if one.get("tender", {}).get("legalBasis", {}).get("scheme") == "UKPGA"]


def published(one: dict, notice: str) -> date | None:
    days = [document["datePublished"] for document in one.get("documents", []) if document.get("noticeType") == notice]
    return date.fromisoformat(min(days)[:10]) if days else None


def light(release: dict) -> bool:
    return "lightTouch" in (release["tender"].get("specialRegime") or [])


def awards(releases: list[dict]) -> Iterator[tuple[dict, dict, date]]:
    for release in releases:
        for award in release.get("awards", []):
            if day := published(award, "UK6"):
                yield release, award, day


def test_standstill_ends_are_ours_or_one_working_day_later(releases: list[dict]) -> None:
    """Of 59 ends given 40 are ours. Sixteen are later, mostly by one working day, as a longer standstill may be. Three,
    of two notices of open or flexible procedures, are earlier: eight working days do not fit before them."""
    found: Counter[str] = Counter()
    for _, award, day in awards(releases):
        period = award.get("standstillPeriod") or {}
        period = period[0] if isinstance(period, list) else period
        if "endDate" in period:
            said, ours = date.fromisoformat(period["endDate"][:10]), standstill(day).ends
            found["same" if said == ours else "later" if said > ours else "earlier"] += 1
    assert found == {"same": 40, "later": 16, "earlier": 3}


def test_no_contract_that_has_to_wait_is_to_be_signed_sooner(releases: list[dict]) -> None:
    """All planned signatures after an open or flexible procedure that is not light touch wait as long as we count."""
    waits = []
    for release, award, day in awards(releases):
        if release["tender"].get("procurementMethodDetails") not in {
            "Open procedure",
            "Competitive flexible procedure",
        }:
            continue
        signing = [one["dueDate"] for one in award.get("milestones", []) if one.get("type") == "futureSignatureDate"]
        if signing and not light(release):
            waits.append(date.fromisoformat(min(signing)[:10]) >= standstill(day).free)
    assert len(waits) == 76
    assert all(waits)


def test_how_long_tenders_stay_open(releases: list[dict]) -> None:
    """62 of 66 competitions above the threshold, not light touch, give 25 days; four give fewer, on a ground not seen."""
    found: Counter[bool] = Counter()
    for release in releases:
        tender = release["tender"]
        start, ends = published(tender, "UK4"), tender.get("tenderPeriod", {}).get("endDate")
        if start and ends and tender.get("aboveThreshold") and not light(release):
            found[(date.fromisoformat(ends[:10]) - start).days >= tender_days()] += 1
    assert found == {True: 62, False: 4}


def test_the_one_council_that_named_a_county_could(releases: list[dict]) -> None:
    """Ipswich named Suffolk. The others that named one county are no councils: the Order does not speak to them."""
    named = {}
    for release in releases:
        place = (release["tender"].get("otherRequirements") or {}).get("reservedParticipationLocation")
        codes = tuple(((place or {}).get("gazetteer") or {}).get("identifiers") or ())
        if codes and codes != ("K02000001",):
            named[release["buyer"]["name"]] = codes
    councils = {name: codes for name, codes in named.items() if "Council" in name}
    assert councils == {"Ipswich Borough Council": ("E10000029",)}
    for name, codes in councils.items():
        assert codes in [choice.base[0].codes for choice in choices(find_council(name))]
