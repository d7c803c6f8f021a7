"""Which areas a council may name when it keeps a contract below the threshold for suppliers based there.

SI 2026/94, article 3. The area is the council's own; or its own with any of the counties and London boroughs that border
it. A council that lies wholly in one county or London borough may put that county or borough in the place of its own
area. Nothing smaller may be named. Whether a supplier is based there is for its evidence of substantive business
operations: never its registered office, and never who owns it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from keepitlocal import reference
from keepitlocal.domain.commission import BEST_VALUE, PARISH, Commission
from keepitlocal.domain.councils import newest
from keepitlocal.domain.place import Place
from keepitlocal.law.regime import BELOW, regime

FROM = date(2026, 2, 4)
BLANK = "[Your reason, in your own words: why this contract, and why this area.]"


@dataclass(frozen=True)
class Area:
    """An area that may be named. ``codes`` are the GSS codes that draw it.

    ``doubtful`` marks a county whose standing in law is not settled.
    """

    name: str
    kind: str  # council, county or London borough
    codes: tuple[str, ...]
    districts: frozenset[str] = frozenset()
    doubtful: bool = False


@dataclass(frozen=True)
class Choice:
    """One way to draw the local area: a base that is always in, and areas of which any or none may be added."""

    base: tuple[Area, ...]
    may_add: tuple[Area, ...]
    citation: str
    unsettled: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The choice in a sentence."""
        base = _together(self.base)
        if not self.may_add:
            return f"The area of {base} and nothing more: we found no other county or London borough that borders it."
        return f"The area of {base}, alone or with any of: {_together(self.may_add)}."


def may_reserve(commission: Commission, /, *, on: date) -> tuple[bool | None, str]:
    """Whether a contract may be kept for suppliers of an area on a day, and why; None where that is not known yet."""
    if commission.nation != "England" or commission.authority not in {BEST_VALUE, PARISH}:
        return False, "The Order is for best value authorities and parish councils in England."
    if (commission.begun or on) < FROM:
        return False, "Before 4 February 2026 a council had to leave aside where a supplier is based."
    found = regime(commission, on=on)
    if found.name is None:
        return None, f"It depends on the regime: {found.why}."
    if found.name != BELOW:
        return False, f"Only a contract below its threshold may be reserved; this one is taken as: {found.name}."
    return True, "Below its threshold, with every related contract and VAT counted."


def choices(*places: Place) -> tuple[Choice, ...]:
    """The ways in which one council, or several who buy together, may draw the local area (article 3(5) and (6)).

    First with every council's own area, then with the county each lies in; several may also mix the two, which is not
    listed. Raises ValueError without a council.
    """
    if not places:
        raise ValueError("give at least one council")
    own = _choice(tuple(_council(place) for place in places), "article 3(5)")
    whole = tuple(_county_of(place) or _council(place) for place in places)
    if [one.districts for one in whole] == [one.districts for one in own.base]:
        return (own,)
    return own, _choice(tuple({(one.kind, one.name): one for one in whole}.values()), "article 3(5) and (6)")


def choose(choice: Choice, /, *, added: Collection[str] = ()) -> tuple[Area, ...]:
    """The base of a choice with the areas named. Raises ValueError for one that may not be added, saying which may."""
    by_name = {one.name: one for one in choice.may_add}
    if wrong := [name for name in added if name not in by_name]:
        told = _listed(list(by_name)) if by_name else "none"
        raise ValueError(f"{_listed(wrong)} may not be named with {choice.words} Those that may: {told}")
    return (*choice.base, *(one for name, one in by_name.items() if name in set(added)))


def notice_text(
    areas: Sequence[Area] = (), /, *, united_kingdom: bool = False, small: bool = False, advertised: bool = True
) -> str:
    """A draft of what the notice or advertisement says; it opens with a blank for the officer's own reason.

    ``areas`` draw the local area; ``small`` keeps it for small and medium-sized enterprises and voluntary, community and
    social enterprises, with or without an area. Raises ValueError where the United Kingdom and a local area are both
    asked for: the Order wants one of the two.
    """
    if united_kingdom and areas:
        raise ValueError("say either the United Kingdom or a local area: a notice can rest on one paragraph only")
    lines = [BLANK]
    if united_kingdom:
        lines.append(
            "Only suppliers based in the United Kingdom may take part (article 3(2) of the Local Government (Exclusion of "
            "Non-commercial Considerations) (England) Order 2026)."
        )
    if areas:
        lines.append(
            "Only suppliers based in the local area may take part (article 3(3) of the Local Government (Exclusion of "
            f"Non-commercial Considerations) (England) Order 2026). The local area is: {_together(areas)}."
        )
    if areas or united_kingdom:
        lines.append(
            "Based there means being based there or having substantive business operations there. Where a supplier is "
            "registered, or who owns it, does not decide. Tell us what you do there, from where and since when."
        )
    if small:
        lines.append(
            "Only small and medium-sized enterprises, and voluntary, community and social enterprises, may take part."
        )
    if not advertised:
        lines.append("[Not advertised: keep this with the record of the decision, made before tenders were invited.]")
    return "\n\n".join(lines)


def _council(place: Place) -> Area:
    return Area(place.name, "council", (place.code,), place.districts)


def _county_of(place: Place) -> Area | None:
    """The county or London borough that a council lies in wholly, where that is wider than its own area."""
    if place.county is None or not place.county_districts > place.districts:
        return None
    if place.county in _counties():
        return _area(place.county)
    return Area(place.county_name or place.county, "county", (place.county,), place.county_districts)


def _choice(base: tuple[Area, ...], cited: str) -> Choice:
    districts = frozenset(newest(code) for one in base for code in one.districts)
    inside = {_county_code(code) for code in districts} - {""}
    touching = frozenset(b for a, b in _borders() if a in districts) - districts
    beside = {_county_code(code) for code in touching} - {""}
    codes = sorted(beside - inside, key=lambda code: _counties()[code]["name"])
    may_add = tuple(_area(code) for code in codes if _counties()[code]["standing"] != "city")
    unsettled = (
        *_doubts((*base, *may_add)),
        *_around(inside & beside, single=len(inside) == 1),
        *_edges(districts, touching),
    )
    return Choice(base, may_add, f"SI 2026/94, {cited}", unsettled)


def _doubts(areas: tuple[Area, ...]) -> tuple[str, ...]:
    names = [one.name for one in areas if one.doubtful]
    if not names:
        return ()
    verb = "have" if names[1:] else "has"
    return (
        f"{_listed(names)} {verb} been divided or made since the Act of 1972 set out its counties, so which councils' areas "
        "form the county in law is not settled: ask before naming it.",
    )


def _around(counties: set[str], *, single: bool) -> tuple[str, ...]:
    """Counties that lie both in an area and beside it."""
    names = sorted(_counties()[code]["name"] for code in counties)
    if not names:
        return ()
    instead = " It may be named as a whole in place of the council's own area." if single else ""
    return (
        f"Part of {_listed(names)} is outside this area and next to it. Whether a county that an area lies in also borders "
        f"that area is not settled.{instead}",
    )


def _edges(districts: frozenset[str], touching: frozenset[str]) -> tuple[str, ...]:
    said = []
    if any(_standing(_county_code(code)) == "city" for code in districts | touching):
        said.append(
            "The City of London is neither a county nor a London borough; whether it may be named is not settled."
        )
    if districts & {"E06000052", "E06000053"}:
        said.append("Whether the Isles of Scilly and Cornwall are one county here is not settled.")
    if any(code[:1] in {"W", "S", "N"} for code in touching):
        said.append(
            "Areas of Wales and Scotland beside it are not counties in the Order's sense, and may not be named."
        )
    if not touching:
        said.append("We found no boundary with another area: unless it is an island, look up what borders it.")
    return tuple(said)


@cache
def _area(code: str) -> Area:
    row = _counties()[code]
    districts = frozenset(one for one, each in _districts().items() if each["county"] == code)
    # Published notices give a county by its own code where it has one still, by what we saw in August 2026.
    drawn = row["standing"] == "metropolitan" or any(
        one["code"] == code and not one["until"] for one in reference.rows("councils")
    )
    kind = "London borough" if row["standing"] == "borough" else "county"
    codes = (code,) if drawn else tuple(sorted(one for one in districts if not _districts()[one]["until"]))
    return Area(row["name"], kind, codes, districts, row["standing"] in {"split", "later"})


def _county_code(district: str) -> str:
    row = _districts().get(district)
    return row["county"] if row else ""


def _standing(county: str) -> str:
    return _counties()[county]["standing"] if county else ""


@cache
def _counties() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in reference.rows("counties")}


@cache
def _districts() -> dict[str, dict[str, str]]:
    return {
        row["code"]: row for row in reference.rows("councils") if row["kind"] not in {"county", "combined_authority"}
    }


@cache
def _borders() -> frozenset[tuple[str, str]]:
    pairs = {(row["district"], row["neighbour"]) for row in reference.rows("district_neighbours")}
    return frozenset(pairs | {(b, a) for a, b in pairs})


def _together(areas: Sequence[Area]) -> str:
    """Areas by name, counties said to be counties: a county and a council may share a name."""
    counties = [one.name for one in areas if one.kind == "county"]
    others = [one.name for one in areas if one.kind != "county"]
    said = [f"the {'counties' if counties[1:] else 'county'} of {_listed(counties)}"] if counties else []
    return " and ".join([*([_listed(others)] if others else []), *said])


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else "".join(names)
