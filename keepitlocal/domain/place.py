"""Where: a council and its area, where an organisation is known to be, and what a rule for local makes of the two."""

from dataclasses import dataclass, field

LOCAL, ELSEWHERE, UNKNOWN = "local", "elsewhere", "unknown"


@dataclass(frozen=True)
class Place:
    """A council and its area. Codes are GSS codes; ``districts`` are all district codes inside it, ended ones too.

    ``county_districts`` are those of the county it lies in; ``bordering`` and ``county_bordering`` those of the other
    counties and London boroughs that have a boundary with the area, and with that county.
    """

    code: str
    name: str
    kind: str = ""
    districts: frozenset[str] = frozenset()
    county: str | None = None
    county_name: str | None = None
    county_districts: frozenset[str] = frozenset()
    bordering: frozenset[str] = frozenset()
    county_bordering: frozenset[str] = frozenset()
    region: str | None = None
    region_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    settings: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """One place where an organisation is said to be: its postcode's district, what the address is for, who says so."""

    district: str
    region: str | None
    role: str  # registered, contact or published
    source: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Presence:
    """All that is known of where one organisation is.

    ``operates_in`` holds area codes; ``everywhere`` marks a stated national reach.
    """

    org_id: str
    addresses: tuple[Address, ...] = ()
    operates_in: frozenset[str] = frozenset()
    operates_source: str = ""
    everywhere: bool = False


@dataclass(frozen=True)
class Verdict:
    """What a rule for local says of one organisation: local, elsewhere or unknown, and why in words."""

    outcome: str
    because: str


def judge_addresses(presence: Presence, /, *, districts: frozenset[str], name: str) -> Verdict:
    """Local where any address is in one of the districts, elsewhere where all are outside, unknown with no address."""
    for address in presence.addresses:
        if address.district in districts:
            return Verdict(LOCAL, f"{address.role} address in {name} ({address.source})")
    if presence.addresses:
        return Verdict(ELSEWHERE, f"we found an address elsewhere only ({presence.addresses[0].source})")
    return Verdict(UNKNOWN, "no address found on the registers given to us")
