"""Organisations go by org-ids (org-id.guide): a register's code and the number on that register."""

import re
from dataclasses import dataclass

KINDS = {
    "charity": "charity",
    "cic": "community interest company",
    "society": "co-operative or community benefit society",
    "community_group": "community group on no register",
    "company": "company",
    "guarantee_company": "company limited by guarantee",
    "partnership": "partnership",
    "public_body": "public body",
    "school": "school or college",
    "individual": "individual",
    "unknown": "kind not known",
}
COMMUNITY_LED = frozenset({"charity", "cic", "society", "community_group"})
SIZES = ("micro", "small", "medium", "large")
REACHES = ("local", "regional", "national", "overseas")

_COMPANY = re.compile(r"^(?:[A-Z]{2}\d{6}|\d{8}|[A-Z]{2}\d{5}[A-Z])$")


@dataclass(frozen=True)
class Organisation:
    """One row of a register, as the register gives it."""

    org_id: str
    name: str
    kind: str = "unknown"
    postcode: str | None = None


def repaired(text: str | None, /) -> str:
    """A printed number with visible damage undone: ``N/A`` back to the nought that it replaced (``1N/A5N/A123`` is 1050123).

    A text that is ``N/A`` alone, or has no figure beside it, is no number and comes back empty.
    """
    plain = (text or "").strip().upper()
    if "N/A" not in plain:
        return plain
    return plain.replace("N/A", "0") if re.search(r"[1-9]", plain) else ""


def company_number(text: str | None, /) -> str | None:
    """A Companies House number in its one spelling (eight characters), or None where the text is not one.

    Restores leading noughts that spreadsheets drop; leaves societies (``IP29627R``) and royal charters (``RC000666``) whole.
    """
    plain = re.sub(r"[^A-Z0-9]", "", repaired(text))
    if plain.isdigit() and 4 <= len(plain) <= 8:
        plain = plain.zfill(8)
    elif len(plain) > 2 and plain[:2].isalpha() and plain[2:].isdigit() and len(plain) < 8:
        plain = plain[:2] + plain[2:].zfill(6)
    return plain if _COMPANY.match(plain) and plain != "00000000" else None


def charity_number(text: str | None, /) -> str | None:
    """An England and Wales charity number (six or seven digits) in its one spelling, or None."""
    plain = re.sub(r"^(?:CHARITY|REG(?:ISTERED)?|NO|NUMBER|[^0-9A-Z])+", "", repaired(text))
    plain = re.sub(r"[-/]\d{1,2}$", "", plain).replace(" ", "")
    return plain if re.fullmatch(r"[1-9]\d{5,6}", plain) else None


def company_id(text: str | None, /) -> str | None:
    """The org-id of a company number, or None."""
    number = company_number(text)
    return f"GB-COH-{number}" if number else None


def charity_id(text: str | None, /) -> str | None:
    """The org-id of an England and Wales charity number, or None."""
    number = charity_number(text)
    return f"GB-CHC-{number}" if number else None


def vat_number(text: str | None, /) -> str | None:
    """The nine digits of a UK VAT number, a branch's three after them left out; None where the text is none."""
    digits = re.sub(r"\D", "", text or "")
    digits = digits[:9] if len(digits) == 12 else digits
    return digits if len(digits) == 9 and len(set(digits)) > 2 else None
