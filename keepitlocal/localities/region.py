"""Based in the region: how the commercial index counts local."""

from keepitlocal.domain.place import ELSEWHERE, LOCAL, UNKNOWN, Place, Presence, Verdict
from keepitlocal.localities._words import in_text

title = "Registered or contact address in {region}"


def applies(place: Place, /) -> bool:
    """Where the council's region is known."""
    return place.region is not None


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address found on a register is in the same region."""
    for address in presence.addresses:
        if address.region == place.region:
            return Verdict(
                LOCAL, f"{address.role} address in {in_text(place.region_name or 'the region')} ({address.source})"
            )
    if presence.addresses:
        return Verdict(ELSEWHERE, f"we found an address elsewhere only ({presence.addresses[0].source})")
    return Verdict(UNKNOWN, "no address found on the registers given to us")
