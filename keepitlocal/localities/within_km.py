"""Based near the middle of the council's area. Extent: a circle of 15 km, or what ``within_km`` in place.toml says."""

from keepitlocal.domain.place import ELSEWHERE, LOCAL, UNKNOWN, Place, Presence, Verdict
from keepitlocal.localities._distance import kilometres_between
from keepitlocal.localities._settings import kilometres

title = "Registered or contact address within {km} km of the centre of {name}"


def applies(place: Place, /) -> bool:
    """Where the coordinates of the centre are known."""
    return place.latitude is not None and place.longitude is not None


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address with known coordinates is that near, unknown where no address has coordinates."""
    if place.latitude is None or place.longitude is None:
        return Verdict(UNKNOWN, f"the centre of {place.name} is not known")
    reach, further = kilometres(place), None
    for address in presence.addresses:
        if address.latitude is None or address.longitude is None:
            continue
        if kilometres_between(place.latitude, place.longitude, address.latitude, address.longitude) <= reach:
            return Verdict(LOCAL, f"{address.role} address within {reach:g} km of {place.name} ({address.source})")
        further = further or address
    if further:
        return Verdict(ELSEWHERE, f"we found an address elsewhere only ({further.source})")
    return Verdict(UNKNOWN, "no address found whose place on the map is known")
