"""On the council's own list. Extent: the districts, and the organisations, that ``listed`` in place.toml names."""

from keepitlocal.domain.place import LOCAL, Place, Presence, Verdict, judge_addresses
from keepitlocal.localities._settings import listed

title = "Address in the districts that {name} lists, or itself on that list"


def applies(place: Place, /) -> bool:
    """Where the place has such a list."""
    return bool(place.settings.get("listed"))


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where the organisation is listed, or any address found on a register is in a listed district."""
    districts, organisations = listed(place)
    if presence.org_id in organisations:
        return Verdict(LOCAL, f"on the list of {place.name} (place.toml)")
    return judge_addresses(presence, districts=districts, name=f"a district that {place.name} lists")
