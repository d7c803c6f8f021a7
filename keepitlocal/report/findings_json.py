"""findings.json: every finding with what it was made from, for other programs. Same inputs, same bytes."""

import json
import os
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

from keepitlocal.domain.finding import PUBLIC, Finding, SetAside

FORMAT = 1
SCHEMA_NAME = "findings.schema.json"
_PLACES = Decimal("0.000001")


def write_findings(
    path: Path, findings: Iterable[Finding], /, *, header: Mapping[str, Any], edition: str = PUBLIC
) -> None:
    """Write the findings of one edition, and the schema beside them.

    ``header`` holds what the findings were made from (see ``tasks/_header.py``); its block ``run`` alone may
    differ between two runs on the same inputs. Findings of the other edition are left out.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, as_text(findings, header=header, edition=edition))
    _replace(path.with_name(SCHEMA_NAME), schema_text())


def as_text(findings: Iterable[Finding], /, *, header: Mapping[str, Any], edition: str = PUBLIC) -> str:
    """The text of findings.json, findings in the order of their ids."""
    chosen = sorted((finding for finding in findings if finding.edition == edition), key=lambda finding: finding.id)
    opening = {"$schema": SCHEMA_NAME, "format": FORMAT, **{key: header[key] for key in header if key != "run"}}
    document = opening | {"edition": edition, "findings": [as_json(finding) for finding in chosen]}
    if "run" in header:
        document["run"] = header["run"]
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def as_json(finding: Finding, /) -> dict[str, Any]:
    """One finding in plain values: whole pence and counts, shares as exact fractions with a rounded decimal beside."""
    return {
        "id": finding.id,
        "indicator": finding.indicator,
        "title": finding.title,
        "question": finding.question,
        "unit": finding.unit,
        "cut": dict(finding.cut),
        "share": finding.share,
        "value": exact_and_rounded(finding.value),
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "lower": exact_and_rounded(finding.lower),
        "upper": exact_and_rounded(finding.upper),
        "coverage": exact_and_rounded(finding.coverage),
        "unknown": finding.unknown,
        "lines": finding.lines,
        "base": finding.base,
        "rule": finding.rule,
        "period": finding.period,
        "set_aside": [{"reason": one.reason, "lines": one.lines, "pence": one.pence} for one in finding.set_aside],
        "excludes": finding.excludes,
        "assumes": finding.assumes,
        "source": finding.source,
        "method": finding.method,
        "edition": finding.edition,
        "because": dict(finding.because),
    }


def from_json(raw: Mapping[str, Any], /) -> Finding:
    """A finding as ``as_json`` wrote it. Raises KeyError where a field is missing."""
    kept = {name: raw[name] for name in _PLAIN}
    aside = tuple(SetAside(one["reason"], one["lines"], one["pence"]) for one in raw["set_aside"])
    return Finding(**kept, cut=dict(raw["cut"]), set_aside=aside, because=dict(raw["because"]))


_PLAIN = (
    "id", "indicator", "title", "question", "unit", "numerator", "denominator", "unknown", "lines", "base", "rule",
    "period", "excludes", "assumes", "source", "method", "edition", "share",
)  # fmt: skip


def exact_and_rounded(value: Fraction | None, /) -> dict[str, str] | None:
    """A value as an exact fraction and as a decimal of at most six places, half away from nought; None stays None."""
    if value is None:
        return None
    with localcontext(prec=60):
        rounded = (Decimal(value.numerator) / value.denominator).quantize(_PLACES, rounding=ROUND_HALF_UP)
    plain = f"{rounded:f}".rstrip("0").rstrip(".")
    return {"exact": str(value), "decimal": "0" if plain in ("", "-0") else plain}


def read_findings(path: Path, /) -> tuple[dict[str, Any], list[Finding]]:
    """The header and the findings of a file written here. Raises ValueError in words where it is not one."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            found = document.get("format") if isinstance(document, dict) else None
            raise ValueError(f"{path} is not a findings.json of format {FORMAT} (it says {found!r}).")
        found_here = [from_json(raw) for raw in document.pop("findings")]
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path} could not be read as findings: {error}. Make it again with: keepitlocal report"
        ) from error
    return document, found_here


def schema_text() -> str:
    """The JSON Schema of findings.json, as published beside it."""
    return files("keepitlocal.report").joinpath("schema", SCHEMA_NAME).read_text(encoding="utf-8")


def _replace(path: Path, text: str) -> None:
    working = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        working.write_text(text, encoding="utf-8", newline="\n")
        working.replace(path)
    finally:
        working.unlink(missing_ok=True)
