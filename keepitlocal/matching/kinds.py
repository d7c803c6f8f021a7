"""What kind of body a payee's name sounds like: a guess, shown as one beside payees that no register told of, and counted nowhere."""

import re

_SOUNDS = (
    ("cic", r"\b(C\.? ?I\.? ?C\.?|COMMUNITY INTEREST COMPANY)$"),
    ("charity", r"\b(S?CIO|CHARITABLE INCORPORATED ORGANISATION|CHARITABLE TRUST|CHARITY)\b"),
    ("society", r"\b(CO-?OPERATIVE|COMMUNITY BENEFIT SOCIETY|CREDIT UNION|BUILDING SOCIETY|CBS)\b"),
    ("partnership", r"\b(LLP|L\.L\.P\.|LIMITED LIABILITY PARTNERSHIP)\b"),
    (
        "school",
        r"\b(PRIMARY|INFANTS?|JUNIORS?|HIGH|GRAMMAR|SECONDARY|NURSERY) (SCH(OOL)?|ACADEMY)\b|\bSIXTH FORM\b|\bUNIVERSITY\b",
    ),
    (
        "public_body",
        r"\b(COUNCIL|NHS|POLICE|CONSTABULARY|COMBINED AUTHORITY|FIRE AUTHORITY|INTEGRATED CARE BOARD|HMRC|DVLA)\b"
        r"|\b(MINISTRY|DEPARTMENT) (OF|FOR)\b",
    ),
    ("company", r"\b(LTD|LIMITED|PLC|LMTD)\b\.?"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SOUNDS)


def sounds_like(name: str, /) -> str | None:
    """A key of domain.organisation.KINDS, or None where the name says nothing. “Foundation” and “Trust” prove nothing."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), None)
