"""Which identifiers in a published file stand for a place on a register, and what kind of body it tells of."""

from keepitlocal.domain.organisation import charity_id, company_id

# Registers (org-id.guide) whose numbers stay with a body. What a platform or a funder made up itself is not among them.
_KINDS = {
    "GB-CHC": "charity",
    "GB-SC": "charity",
    "GB-NIC": "charity",
    "GB-COH": "unknown",  # companies of every sort, community interest companies among them
    "GB-MPR": "society",
    "GB-EDU": "school",
    "GB-UKPRN": "unknown",
    "GB-LAE": "public_body",
    "GB-LAS": "public_body",
    "GB-GOR": "public_body",
    "GB-NHS": "public_body",
}


def register_id(scheme: str | None, number: str | None, /) -> str | None:
    """The org-id of a number on a register, in its one spelling; None where the scheme or the number is not one."""
    if not scheme or not number or scheme.upper() not in _KINDS:
        return None
    code = scheme.upper()
    if code == "GB-COH":
        return company_id(number)
    if code == "GB-CHC":
        return charity_id(number)
    plain = number.strip().upper().replace(" ", "")
    return f"{code}-{plain}" if plain and plain.replace("-", "").isalnum() else None


def known_id(org_id: str | None, /) -> str | None:
    """An org-id as written in a file, where it is on a register."""
    code, number = split_id(org_id)
    return register_id(code, number)


def split_id(org_id: str | None, /) -> tuple[str | None, str | None]:
    """``GB-CHC-1036414`` as its register and its number."""
    parts = (org_id or "").strip().split("-", 2)
    return ("-".join(parts[:2]), parts[2]) if len(parts) == 3 else (None, None)


def kind_of(org_id: str, /) -> str:
    """The kind of organisation that a register holds, ``unknown`` where it holds several kinds."""
    return _KINDS.get(split_id(org_id)[0] or "", "unknown")
