"""Based in the county that the council lies in. Extent: every district of that county, unitary ones too.

The county is the one of everyday speech; ``reference/README.md`` says where the law might see another.
"""

from keepitlocal.domain.place import Place, Presence, Verdict, judge_addresses

title = "Registered or contact address in the county of {county}"


def applies(place: Place, /) -> bool:
    """Where the county is known and wider than the council's own area."""
    return place.county is not None and place.county_districts > place.districts


def judge(presence: Presence, /, *, place: Place) -> Verdict:
    """Local where any address found on a register is in the county."""
    return judge_addresses(presence, districts=place.county_districts, name=f"the county of {place.county_name}")
