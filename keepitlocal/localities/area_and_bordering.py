"""Based in the council's area or beside it. Extent: the area, and each county or London borough bordering it, whole.

The county that the council itself lies in does not border it: ``county_and_bordering`` takes that in.
"""

from keepitlocal.domain.place import Place, Presence, Verdict, judge_addresses

title = "Registered or contact address in {name}, or in a county or London borough bordering it"


def applies(place: Place, /) -> bool:
    """Where some county or London borough is known to border the area."""
    return bool(place.bordering)


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address found on a register is in the area or in a county or borough bordering it."""
    extent = place.districts | place.bordering
    return judge_addresses(presence, districts=extent, name=f"{place.name} or a county or borough bordering it")
