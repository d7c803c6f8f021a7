"""What must never come out: planted here, used by every part of the sample, searched for in every output by tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Home:
    """A place that must not be found: as it appears in spend, on registers, in asset lists and in the directory."""

    payee: str
    name: str
    street: str
    postcode: str
    description: str


REFUGE = Home(
    "LANTERNFOLD HOUSE REFUGE", "Lanternfold House Refuge", "41 Lanternfold Lane", "ZZ2 7QX", "Women's refuge"
)
CHILDRENS_HOME = Home(
    "PIPISTREL LODGE CHILDRENS HOME",
    "Pipistrel Lodge Children's Home",
    "8 Bellfounder Road",
    "ZZ3 5WY",
    "Children's home",
)
CLIENT = "Zorblat Quenx"
INDIVIDUAL = "Mrs Ploova Wizzent"
TRUSTEE, TRUSTEE_STREET, TRUSTEE_POSTCODE = "Flumbo Grindlequist", "17 Umbercroft Gardens", "ZZ1 3XU"
TRUSTEE_CHARITY = "Nethersalt Evening Lunch Club"
TOWN_HALL = "ZZ1 1AA"  # nothing secret about it
POSTCODES = frozenset({REFUGE.postcode, CHILDRENS_HOME.postcode, TRUSTEE_POSTCODE})


def _strings(home: Home) -> tuple[str, ...]:
    short = " ".join(home.name.split()[:2])
    return (home.payee, home.name, short, home.street, home.postcode, home.postcode.replace(" ", ""))


PLANTED: dict[str, tuple[str, ...]] = {
    "refuge": _strings(REFUGE),
    "childrens_home": _strings(CHILDRENS_HOME),
    "client": (CLIENT, CLIENT.upper(), CLIENT.split()[1]),
    "individual": (INDIVIDUAL, INDIVIDUAL.upper(), INDIVIDUAL.split()[2]),
    "trustee": (TRUSTEE, TRUSTEE_STREET, TRUSTEE_POSTCODE, TRUSTEE_POSTCODE.replace(" ", "")),
}
"""Strings by what they would give away; compare without regard to case."""
