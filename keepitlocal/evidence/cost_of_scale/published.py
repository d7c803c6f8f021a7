"""Published evidence on whether large contracts cost more, both ways: what each study measured, and how we know it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SAYS = {
    "for": "for: large contracts cost more, or limits cost little",
    "against": "against: large contracts cost less",
    "neither": "neither: it measured something else",
}
CERTAINTY = {
    "read": "read by us",
    "abstract": "read in its abstract, not in full",
    "second-hand": "known from others who report it",
}
NOT_FOUND = (
    "We looked for published figures on whether larger contracts are changed more, run further over their award, or lose "
    "more in moving staff to a new employer, and found none."
)


@dataclass(frozen=True)
class Study:
    """One piece of evidence. ``says`` is a key of SAYS, ``certainty`` a key of CERTAINTY."""

    id: str
    title: str
    claim: str
    figure: str
    measured: str
    says: str
    source: str
    certainty: str


@cache
def studies() -> tuple[Study, ...]:
    """Every study, in the order of the file. Raises ValueError where one says what no study can say."""
    told = tomllib.loads((files(__package__) / "published.toml").read_text(encoding="utf-8"))
    found = tuple(Study(**entry) for entry in told["study"])
    strange = [one.id for one in found if one.says not in SAYS or one.certainty not in CERTAINTY]
    if strange:
        raise ValueError(f"published.toml: {', '.join(strange)} has another word than {', '.join([*SAYS, *CERTAINTY])}")
    return found
