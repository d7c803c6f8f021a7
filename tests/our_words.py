"""The words that no screen or document of a plan says: those of the glossary, and those that would pass for advice."""

import re

_WORDS = (
    r"lawful|unlawful|illegal|compliant|compliance|breach\w*|safe\w*|legal(?! adviser)|vendors?|creditors?|localit\w+"
    r"|leakage|leaked|caps?|not local|non-local|failing|underperforming|datasets?|third sector|leverag\w+|impactful"
    r"|stakeholders?"
)
FORBIDDEN = re.compile(rf"\b({_WORDS})\b", re.IGNORECASE)


def said(text: str, /) -> list[str]:
    """Words that are not said, found in a text."""
    return [found.group(0) for found in FORBIDDEN.finditer(text)]
