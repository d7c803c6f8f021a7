"""What our reader makes of real notices, beside what each says of itself: regime, light touch, reservation, lots.

    python -m benchmarks.law.notices FILE.jsonl.gz [--show CAUSE]

Every release is in exactly one class for each question; a disagreement is named by what we could find of its cause, and
nothing is tuned to make one go away.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.domain.commission import BEST_VALUE, CALL_OFF, CENTRAL, CONCESSION, CONTRACT, FRAMEWORK, Commission
from keepitlocal.law import in_force
from keepitlocal.law.regime import BELOW, PUBLIC, light_touch_codes, regime

ACT = "2023/54"
Release = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What one notice says of itself, and the class that it falls into for one question."""

    id: str
    question: str
    cls: str


def releases(path: Path, /) -> list[Release]:
    """Every release of the file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def classes(found: list[Release], /) -> Iterator[Told]:
    """Each release's class for each question that it answers."""
    for release in found:
        tender = release.get("tender", {})
        if tender.get("legalBasis", {}).get("id") != ACT:
            yield Told(release["id"], "regime", "not covered: earlier law")
            continue
        if cause := _not_covered(release):
            yield Told(release["id"], "regime", cause)
            continue
        yield Told(release["id"], "regime", _regime(release))
        yield Told(release["id"], "light touch", _light(release))
        if tender.get("otherRequirements"):
            yield Told(release["id"], "reservation", _reservation(release))
        if _notice(tender) == "UK4":
            yield Told(release["id"], "lots", _lots(release))


def _not_covered(release: Release) -> str | None:
    kinds = [each for party in _buyers(release) for each in party.get("details", {}).get("classifications", [])]
    regions = {each["id"] for each in kinds if each["scheme"] == "UK_CA_DEVOLVED_REGULATIONS"}
    types = {each["id"] for each in kinds if each["scheme"] == "UK_CA_TYPE"}
    special = set(release["tender"].get("specialRegime", []))
    if regions & {"GB-WLS", "GB-SCT", "GB-NIR"}:
        return "not covered: Wales, Scotland or Northern Ireland"
    if special & {"utilities"} or types & {"publicUndertaking", "privateUtility"}:
        return "not covered: utilities and public undertakings"
    if "defenceSecurity" in special:
        return "not covered: defence"
    if _notice(release["tender"]) in {"UK13", "UK14", "UK15", "UK16"}:
        return "not covered: dynamic markets"
    return None


def _regime(release: Release) -> str:
    said = _said(release)
    if said is None:
        return "says nothing of it"
    commission = _commission(release)
    if commission.value_pence is None:
        return "gives no value"
    found = regime(commission, on=_day(release))
    if found.name not in (PUBLIC, BELOW):
        return f"we cannot tell: {', '.join(found.missing)}"
    if (found.name == PUBLIC) is said:
        return "agrees"
    return f"differs: {_cause(release, commission, said)}"


def _cause(release: Release, commission: Commission, said: bool) -> str:
    """What we could find of why a notice differs from our reading of its value."""
    ours = f"says {'above' if said else 'below'}"
    flagged = "lightTouch" in release["tender"].get("specialRegime", [])
    listed = regime(commission, on=_day(release)).light_touch
    amounts = in_force(date(2026, 6, 1))
    if flagged and not listed:
        return f"{ours}; flagged light touch without a listed code"
    if listed and not flagged:
        return f"{ours}; a listed code, not flagged light touch"
    if commission.form == CALL_OFF:
        return f"{ours}; called off a framework"
    if commission.form == FRAMEWORK:
        return f"{ours}; a framework"
    if _several(release):
        return f"{ours}; one of several contracts or lots"
    if not said and commission.authority != CENTRAL and commission.subject != "works" and not listed:
        old = in_force(date(2025, 6, 1))["PA-T-12"].pence
        if amounts["PA-T-12"].pence <= (commission.value_pence or 0) < old:
            return f"{ours}; between the amounts of 2025 and of 2026"
    if commission.subject is None:
        return f"{ours}; no category"
    if said and release.get("contracts") and commission.method == "direct":
        return f"{ours}; direct award"
    return f"{ours}; no cause found"


def _light(release: Release) -> str:
    flagged = "lightTouch" in release["tender"].get("specialRegime", [])
    codes = _codes(release)
    if not codes:
        return "no code given" + (", flagged" if flagged else "")
    listed = [code in light_touch_codes() for code in codes]
    if all(listed):
        return "agrees: listed and flagged" if flagged else "differs: listed, not flagged"
    if any(listed):
        return "some codes listed" + (", flagged" if flagged else ", not flagged")
    if not flagged:
        return "agrees: neither"
    transport = any(code.startswith("60") for code in codes)
    return "differs: flagged, no code listed" + (" (transport)" if transport else "")


def _reservation(release: Release) -> str:
    told = release["tender"]["otherRequirements"]
    if not ({"reservedParticipation", "reservedParticipationLocation"} & told.keys()):
        return "no reservation in it"
    what = "+".join(
        sorted(told.get("reservedParticipation", []) + (["area"] if "reservedParticipationLocation" in told else []))
    )
    commission = _commission(release)
    found = regime(commission, on=_day(release)).name if commission.value_pence is not None else None
    if found == BELOW:
        return f"agrees: {what}, below the threshold"
    return f"{what}: " + ("differs, above the threshold as we read it" if found == PUBLIC else "we cannot tell")


def _lots(release: Release) -> str:
    tender = release["tender"]
    if not tender.get("aboveThreshold"):
        return "below the threshold: not asked"
    if len(tender.get("lots", [])) > 1:
        return "agrees: in lots"
    if tender.get("lotDetails", {}).get("noLotsDivisionRationale"):
        return "agrees: reasons given"
    if "lightTouch" in tender.get("specialRegime", []):
        return "agrees: light touch, reasons owed but not in the notice"
    return "differs: one lot and no reasons in the notice"


def _commission(release: Release) -> Commission:
    """What the notice says, as our reader takes it; the flag for light touch is left out, since we tell it by code."""
    tender = release["tender"]
    stated = _stated(release)
    central = any(
        each["id"] == "publicAuthorityCentralGovernment"
        for party in _buyers(release)
        for each in party.get("details", {}).get("classifications", [])
    )
    codes = _codes(release)
    details = str(tender.get("procurementMethodDetails") or "").lower()
    form = CONTRACT
    if "concession" in tender.get("specialRegime", []):
        form = CONCESSION
    elif "framework" in details:
        form = CALL_OFF
    elif tender.get("techniques", {}).get("hasFrameworkAgreement"):
        form = FRAMEWORK
    return Commission(
        title=str(tender.get("title")),
        authority=CENTRAL if central else BEST_VALUE,
        form=form,
        subject=next(
            (each.get("mainProcurementCategory") for each in (*stated, tender) if each.get("mainProcurementCategory")),
            None,
        ),
        cpv=tuple(codes),
        cpv_main=codes[0] if len(codes) == 1 else None,
        value_pence=_value(stated),
        health=False,
        method="direct" if "direct" in details or "without competition" in details else None,
    )


def _stated(release: Release) -> list[Mapping[str, Any]]:
    """The objects that say whether they are above the threshold: contracts, else awards, else the tender."""
    awards = {each.get("id"): each for each in release.get("awards", [])}
    contracts = [
        {
            **{
                key: value
                for key, value in awards.get(each.get("awardID"), {}).items()
                if key in ("items", "mainProcurementCategory")
            },
            **each,
        }
        for each in release.get("contracts", [])
        if "aboveThreshold" in each
    ]
    return contracts or [each for each in awards.values() if "aboveThreshold" in each] or [release["tender"]]


def _value(stated: list[Mapping[str, Any]]) -> int | None:
    each = [found.get("value", {}) for found in stated]
    if not each or any("amountGross" not in value or value.get("currency") != "GBP" for value in each):
        return None
    whole = sum(round(value["amountGross"] * 100) for value in each)
    return whole or None  # nought stands for "not given" in some


def _said(release: Release) -> bool | None:
    said = {each["aboveThreshold"] for each in _stated(release) if "aboveThreshold" in each}
    return said.pop() if len(said) == 1 else None


def _codes(release: Release) -> list[str]:
    found = [
        str(code["id"])[:8]
        for each in (*_stated(release), release["tender"])
        for item in each.get("items", [])
        for code in item.get("additionalClassifications", [])
        if code.get("scheme") == "CPV"
    ]
    return sorted(dict.fromkeys(found))


def _several(release: Release) -> bool:
    return (
        len(release.get("contracts", [])) > 1
        or len(release.get("awards", [])) > 1
        or len(release["tender"].get("lots", [])) > 1
    )


def _buyers(release: Release) -> list[Mapping[str, Any]]:
    return [party for party in release.get("parties", []) if "buyer" in party.get("roles", [])]


def _notice(tender: Mapping[str, Any]) -> str | None:
    codes = [each["noticeType"] for each in tender.get("documents", []) if each.get("noticeType")]
    return codes[-1] if codes else None


def _day(release: Release) -> date:
    return date.fromisoformat(release["date"][:10])


def main(arguments: list[str]) -> None:
    """Print every class with its count and the first releases in it."""
    found = list(classes(releases(Path(arguments[0]))))
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        examples[one.question, one.cls].append(one.id)
    for (question, cls), number in sorted(Counter((one.question, one.cls) for one in found).items()):
        print(f"{question:<12} {number:>5}  {cls:<70} {', '.join(examples[question, cls][:3])}")


if __name__ == "__main__":
    main(sys.argv[1:])
