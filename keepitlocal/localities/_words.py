"""Names of areas inside a sentence."""

import re

_WITH_THE = re.compile(
    r"^(?:(?:North|South) (?:East|West)$|(?:East|West) Midlands$|(?:City|East|Isles?|Vale|Forest) of )"
)


def in_text(name: str, /) -> str:
    """The name as it stands after 'in': 'the North West', 'the City of London', 'Trafford'."""
    return f"the {name}" if _WITH_THE.match(name) else name
