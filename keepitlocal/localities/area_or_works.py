"""Based in the council's area, or known to work there."""

from keepitlocal.domain.place import LOCAL, Place, Presence, Verdict, judge_addresses

title = "Address in {name}, or known to work there"


def applies(place: Place, /) -> bool:
    """Every council has an area."""
    return bool(place.districts)


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local by address, or where a register or the council's own records say that it works in the area by name."""
    by_address = judge_addresses(presence, districts=place.districts, name=place.name)
    if by_address.outcome != LOCAL and presence.operates_in & (place.districts | {place.code}):
        return Verdict(LOCAL, f"known to work in {place.name} ({presence.operates_source})")
    return by_address
