"""Premises and services that are never placed: refuges, children's homes, supported and asylum accommodation and the
like.

One list for all of the software. It errs on the side of silence: a safe-deposit firm called Safehouse, or a traffic
island called a pedestrian refuge, is left off a map at no cost to anyone; a refuge on a map can cost a life. What is
open to the public and says so in its name is not on the list: children's centres, family hubs, libraries, sheltered
and extra-care housing, adult care homes, refugee support charities, refuse depots.
"""

import re
from collections.abc import Iterable

# RE2 and Python read it alike. Words are parted by anything but a letter, so that children_social_care counts too.
_GAP = "[^a-z]*"
WORDS = (
    # people fleeing violence
    "refuges?",
    "safe house(s|d)?",
    "safe accommodation",
    "domestic (abuse|violence)",
    "wom[ae]n s aid",
    "rape crisis",
    "honou?r based",
    "forced marriage",
    "modern slavery",
    "traffick(ed|ing)",
    # children and young people in the council's care
    "child(ren)? ?s? home s?",
    "child(ren)? ?s? residential",
    "residential child(ren)?( care)?",
    "home for (children|young people)",
    "child(ren)? ?s? social care",
    "children in care",
    "looked after child(ren)?",
    "secure (unit|accommodation|home)s?",
    "foster(ing)? (carers?|homes?|placements?)",
    "semi independent",
    "care leavers?",
    "leaving care",
    "short breaks?( unit| home| house| centre)",
    "respite( care)? (unit|home|house|centre)",
    "mother and baby (unit|home)s?",
    "family assessment (unit|centre)",
    # people's own homes with support
    "supported (living|accommodation|housing|lodgings?|tenanc(y|ies))",
    "shared lives",
    "group homes?",
    "crisis (house|accommodation)",
    # people seeking asylum
    "asylum( seekers?)?",
    "unaccompanied (minors?|child(ren)?|asylum)",
    "uasc",
    "dispersal (accommodation|hotel|housing)",
    "resettlement (accommodation|housing|scheme)",
    "refugee (accommodation|housing|hostel|resettlement)",
    # people without a home, or under supervision
    "hostels?",
    "night ?shelters?",
    "(temporary|emergency|homeless|homelessness) (accommodation|housing|unit)s?",
    "approved premises",
    "half ?way house",
)


def make_pattern(words: Iterable[str], /) -> str:
    """A pattern, in the syntax that RE2 and Python share, that finds any of the words; a space in a word is any gap."""
    return f"(?i)(^|[^a-z])({'|'.join(word.replace(' ', _GAP) for word in words)})([^a-z]|$)"


SENSITIVE_PATTERN = make_pattern(WORDS)
_FOUND = re.compile(SENSITIVE_PATTERN)


def is_sensitive(text: str | None, /, *, also: Iterable[str] = ()) -> bool:
    """Whether a name, use or description is of a kind that is never placed; ``also`` are a council's own words."""
    own = [plain for word in also if (plain := re.sub(r"[^A-Za-z0-9]+", " ", word).strip())]
    return bool(text) and bool(_FOUND.search(text or "") or (own and re.search(make_pattern(own), text or "")))
