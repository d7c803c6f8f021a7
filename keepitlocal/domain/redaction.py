"""Payee names that were withheld before publication: a marker stands where a name would."""

import re

# Each of these, alone or among the words below, says that a name was taken out.
_MARKERS = re.compile(
    r"\b(REDACT|REDACTED|REDACTIONS?|WITHHELD|ANONYMISED|ANONYMIZED|SUPPRESSED|UNDISCLOSED|CONFIDENTIAL|GDPR|"
    r"PERSONAL (DATA|INFORMATION|INFO|DETAILS?)|DATA PROTECTION|PROTECTED (DATA|INFORMATION|PERSON)|"
    r"PRIVATE INDIVIDUALS?|SENSITIVE (DATA|INFORMATION)|COMMERCIALLY SENSITIVE|NOT (DISCLOSED|FOR PUBLICATION)|"
    r"(NAMES?|DETAILS|DATA|INFORMATION|PAYEE|SUPPLIER|VENDOR|BENEFICIARY) (REMOVED|HIDDEN|EXEMPT|NOT))\b"
)
MARKER_PATTERN = _MARKERS.pattern  # for a first look in SQL, where there are very many names
# The only other words that such a marker is made of. No legal form, trade or surname is among them, so "Redact Systems
# Limited" and "Personal Data Solutions" are names.
_VOCABULARY = re.compile(
    r"A|ACT|ADDRESS|ADULTS?|AND|ANONYMI[SZ]ED|AS|BENEFICIARY|BY|CARERS?|CHILD|CHILDREN|CLIENTS?|COMMERCIAL|"
    r"COMMERCIALLY|CONFIDENTIAL|CONFIDENTIALITY|CREDITOR|CUSTOMER|DATA|DETAILS?|DISCLOSED|DPA?|DUE|EMPLOYEE|EXEMPT|"
    r"EXEMPTION|FOIA?|FOR|FOSTER|FREEDOM|FROM|FULL|GDPR|GENERAL|HIDDEN|IN|INDIVIDUALS?|INFO|INFORMATION|IS|LEGAL|LINE|"
    r"NAMES?|NOT|OF|ON|OR|PARTY|PAYEE|PAYMENTS?|PERSONS?|PERSONAL|PRIVACY|PRIVATE|PROTECTED|PROTECTION|PUBLICATION|"
    r"PUBLISHED|REASONS?|RECIPIENT|REDACT|REDACTED|REDACTIONS?|REGULATION|REMOVED|S|SECTION|SENSITIVE|SENSITIVITY|SOLE|"
    r"STAFF|SUPPLIER|SUPPRESSED|THE|THIRD|THIS|TO|TRADERS?|UK|UNDER|UNDISCLOSED|USER|VENDOR|VULNERABLE|WITH|WITHHELD|"
    r"\d+"
)
_ALONE = re.compile(r"|INDIVIDUALS?|N ?A|NONE|NULL|NIL|NAME|UNKNOWN|ANONYMOUS|BLANK")
_MASK = re.compile(r"X{3,}")
_WORD = re.compile(r"[A-Z0-9]+")


def is_redacted(name: str | None, /) -> bool:
    """Whether a payee name is a marker for a name withheld, or no name at all, rather than the name of anyone.

    True for None and blanks, for masks (``*****``, ``XXXXX``), and where every word belongs to the small vocabulary of
    such markers and at least one says so outright. A name that merely resembles one (``Redactive Events``) is a name.
    """
    words = _WORD.findall((name or "").upper())
    plain = " ".join(words)
    if _ALONE.fullmatch(plain) or all(map(_MASK.fullmatch, words)):
        return True
    return bool(_MARKERS.search(plain)) and all(map(_VOCABULARY.fullmatch, words))
