"""Payee names that were withheld before publication: a marker stands where a name would."""

import re

# Each of these, alone or among the words below, says that a name was taken out.
_MARKERS = re.compile(
    r"\b(REDACT|REDACTED|REDACTION|REDACTIONS|WITHHELD|ANONYMISED|ANONYMIZED|SUPPRESSED|UNDISCLOSED|CONFIDENTIAL|GDPR|"
    r"PERSONAL (DATA|INFORMATION|INFO|DETAILS?)|DATA PROTECTION|PROTECTED (DATA|INFORMATION|PERSON)|PRIVATE INDIVIDUALS?|"
    r"(NAMES?|DETAILS|DATA|INFORMATION|PAYEE|SUPPLIER|VENDOR|BENEFICIARY) (REMOVED|HIDDEN|EXEMPT|NOT)|NOT (DISCLOSED|FOR PUBLICATION)|"
    r"COMMERCIALLY SENSITIVE|SENSITIVE (DATA|INFORMATION))\b"
)
# The only other words that such a marker is made of. A legal form, a trade or a surname is not among them, so "Redact Systems
# Limited" and "Personal Data Solutions" are names.
_VOCABULARY = frozenset(
    "A ACT ADDRESS ADULT ADULTS AND ANONYMISED AS BENEFICIARY BY CARER CARERS CHILD CHILDREN CLIENT CLIENTS COMMERCIAL COMMERCIALLY "
    "CONFIDENTIAL CONFIDENTIALITY CREDITOR CUSTOMER DATA DETAIL DETAILS DISCLOSED DP DPA DUE EMPLOYEE EXEMPT EXEMPTION FOI FOIA FOR FOSTER "
    "FREEDOM FROM FULL GDPR GENERAL HIDDEN IN INDIVIDUAL INDIVIDUALS INFO INFORMATION IS LEGAL LINE NAME NAMES NOT OF ON OR PARTY PAYEE "
    "PAYMENT PAYMENTS PERSON PERSONAL PERSONS PRIVACY PRIVATE PROTECTED PROTECTION PUBLICATION PUBLISHED REASON REASONS RECIPIENT REDACT "
    "REDACTED REDACTION REDACTIONS REGULATION REMOVED S SECTION SENSITIVE SENSITIVITY SOLE STAFF SUPPLIER SUPPRESSED THE THIRD THIS TO "
    "TRADER TRADERS UK UNDER UNDISCLOSED USER VENDOR VULNERABLE WITH WITHHELD".split()
)
_ALONE = frozenset({"", "INDIVIDUAL", "INDIVIDUALS", "NA", "N A", "NONE", "NULL", "NIL", "NAME", "UNKNOWN", "ANONYMOUS", "BLANK"})
_WORD = re.compile(r"[A-Z0-9]+")
_MASK = re.compile(r"X{3,}")


def is_redacted(name: str | None, /) -> bool:
    """Whether a payee name is a marker for a name withheld, or no name at all, rather than the name of anyone.

    True for None and blanks, for masks (``*****``, ``XXXXX``), and where every word belongs to the small vocabulary of such
    markers and at least one says so outright. A name that merely resembles one (``Redactive Events Ltd``) is a name.
    """
    words = _WORD.findall((name or "").upper())
    plain = " ".join(words)
    if plain in _ALONE or all(map(_MASK.fullmatch, words)):
        return True
    return bool(_MARKERS.search(plain)) and all(word in _VOCABULARY or word.isdigit() for word in words)
