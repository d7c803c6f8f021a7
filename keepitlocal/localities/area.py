"""Based in the council's area, by registered or contact address."""

from keepitlocal.domain.place import Place, Presence, Verdict, judge_addresses

title = "Registered or contact address in {name}"


def applies(place: Place, /) -> bool:
    """Every council has an area."""
    return bool(place.districts)


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address found on a register is in the council's area."""
    return judge_addresses(presence, districts=place.districts, name=place.name)
