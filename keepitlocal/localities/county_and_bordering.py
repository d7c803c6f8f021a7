"""Based in the council's county or beside it. Extent: that county, and each county or London borough bordering it."""

from keepitlocal.domain.place import Place, Presence, Verdict, judge_addresses

title = "Registered or contact address in the county of {county}, or in a county or London borough bordering it"


def applies(place: Place, /) -> bool:
    """Where the county is wider than the council's own area and some county or London borough borders it."""
    return place.county is not None and place.county_districts > place.districts and bool(place.county_bordering)


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address found on a register is in the county or in a county or borough bordering it."""
    extent = place.county_districts | place.county_bordering
    return judge_addresses(presence, districts=extent, name=f"{place.county_name} or a county or borough bordering it")
