"""UK postcodes as text: one spelling, so that they can be compared."""

import re

_SHAPE = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})$")
_INSIDE = re.compile(r"\b([A-Za-z]{1,2}[0-9][0-9A-Za-z]?)\s{0,2}([0-9][A-Za-z]{2})\b")


def clean_postcode(text: str | None, /) -> str | None:
    """A postcode in its one spelling (``M33 7ZF``), or None where the text is not one."""
    if not text:
        return None
    found = _SHAPE.match(re.sub(r"[^A-Z0-9]", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else None


def find_postcode(text: str | None, /) -> str | None:
    """The last postcode inside a longer text such as an address, or None."""
    found = _INSIDE.findall(text or "")
    return clean_postcode("".join(found[-1])) if found else None
