"""Invented plans of lots on a grid of 30 squares: two services, five ways to divide them, none of it anybody's."""

from dataclasses import replace
from datetime import date

from keepitlocal.report.lots import Cost, Layout, Lots, Piece, WhatIf
from keepitlocal.report.plan import BLANK, Reason

DAY = date(2026, 11, 25)
WIDE, TALL = 6, 5
FIRST, SECOND = "visiting at home", "advice for Deaf people"
_NAMES = (
    "Alder Bank", "Beck Side", "Cairn Hill", "Dovecote", "Eller Green", "Far Moor",
    "Gallows Lane", "Hawthorn", "Ings", "Jubilee", "Kiln Field", "Lark Rise",
    "Mill Race", "Nab End", "Old Park", "Priory", "Quarry Top", "Raven Scar",
    "St Oswin", "Thorpe", "Upper Wharf", "Vale", "Weir", "Yew Tree",
    "Ash Grove", "Bridge End", "Castle", "Dene", "East Gate", "Ferry",
)  # fmt: skip
CODES = tuple(f"E9900{number:04d}" for number in range(1, 31))
NAMES = dict(zip(CODES, _NAMES, strict=True))


def squares(wide: int, tall: int, codes: tuple[str, ...]) -> dict[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """A grid of squares near the equator, so that they stay square, row by row from the north-west."""
    found = {}
    for place, code in enumerate(codes):
        x, y = float(place % wide), float(tall - place // wide)
        found[code] = (tuple((a / 100, b / 100) for a, b in ((x, y), (x + 1, y), (x + 1, y - 1), (x, y - 1), (x, y))),)
    return found


VALUES = {
    FIRST: {code: 3_000_000 + 70_001 * (place * 7 % 11) for place, code in enumerate(CODES)},
    SECOND: {code: 400_000 for code in CODES},
}


def at(*spots: int) -> tuple[str, ...]:
    """Codes by their places on the grid."""
    return tuple(CODES[spot] for spot in spots)


def piece(number: int, title: str, areas: tuple[str, ...], *services: str, enough: bool | None = True) -> Piece:
    """A lot with the value of its areas."""
    value = sum(VALUES[service][code] for service in services for code in areas)
    band = {True: "5 to 9", False: "under five", None: "not known"}[enough]
    return Piece(
        number, f"Lot {number}: {title}", areas, services, value, 1500 * len(areas), band, enough, NAMES[areas[0]], 1.34
    )


PLACES = (
    ("Alder Bank to Hawthorn", at(0, 1, 2, 6, 7, 12)),
    ("Dovecote and Far Moor", at(3, 4, 5, 10, 11)),
    ("Ings and Old Park", at(8, 9, 14, 15, 13)),
    ("Quarry Top and Yew Tree", at(16, 17, 22, 23, 28, 29)),
    ("St Oswin and Ash Grove", at(18, 19, 24, 25, 26)),
    ("Upper Wharf, Vale and Dene", at(20, 21, 27)),
)


def costs(letting: int, travel: int, lost: int) -> tuple[Cost, ...]:
    """Costs in whole pounds, with what they rest on."""
    return (
        Cost("Letting and managing", letting * 100, "Hours of officers and of those who bid, at £40."),
        Cost("Travel", travel * 100, "Kilometres from the centre of each lot, weighted by value."),
        Cost("Coordination lost", lost * 100, "People who use both services, at two hours each a year."),
    )


def layout(id_: str, title: str, pieces: tuple[Piece, ...], *pounds: int, splits: tuple[str, ...] = ()) -> Layout:
    """A layout at most 2.1% above its bound."""
    total = 100 * sum(pounds)
    fits = all(one.value_pence <= 25_000_000 and one.enough is not False for one in pieces)
    stands = (
        "Every lot is under the maximum and enough organisations could carry it."
        if fits
        else "It does not fit: see its lots."
    )
    return Layout(
        id_, title, stands, fits, pieces, costs(*pounds), total, total * 979 // 1000,
        "at most 2.1% above the best there could be", splits, (),
    )  # fmt: skip


def example() -> Lots:
    """Everything that a page of lots can hold."""
    both = tuple(piece(number, title, areas, FIRST) for number, (title, areas) in enumerate(PLACES, 1))
    deaf = replace(piece(7, "advice for Deaf people", CODES, SECOND, enough=None), whole=True)
    split = ("Organisations led by and for Deaf people (under five): their service would be cut at every border.",)
    places = tuple(piece(number, title, areas, FIRST, SECOND) for number, (title, areas) in enumerate(PLACES, 1))
    services = (piece(1, FIRST, CODES, FIRST, enough=False), piece(2, SECOND, CODES, SECOND))
    members = replace(
        layout("members", "One agreement with several members", (), 26_000, 22_000, 0),
        bound_pence=None,
        gap="",
        says=("Each member would be asked for its own area.",),
    )
    layouts = (
        layout("one", "One contract", (piece(1, "everything", CODES, FIRST, SECOND, enough=False),), 12_000, 61_000, 0),
        layout("by-service", "Lots by service", services, 21_000, 61_000, 9_000),
        layout("by-place", "Lots by place", places, 48_000, 22_000, 0, splits=split),
        layout("by-both", "Lots by place and service", (*both, deaf), 55_000, 21_500, 9_000),
        members,
    )
    what_if = (
        WhatIf(12_500_000, 3, 11, 12_100_000, 10_100_000),
        WhatIf(25_000_000, 3, 7, 21_000_000, 8_550_000),
        WhatIf(50_000_000, 3, 4, 41_000_000, 7_300_000, "Under five organisations could carry one of its lots."),
        WhatIf(100_000_000, 3, 2, 61_000_000, 7_900_000),
        WhatIf(25_000_000, 5, None, None, None, "No plan: the east has too few organisations within reach."),
        WhatIf(25_000_000, 2, 6, 21_000_000, 8_400_000),
    )
    reason = Reason(
        "lots",
        "Lots",
        "Write why it is let in lots, or why not.",
        "before the tender notice",
        ("PA-018",),
        f"We considered lots.\n{BLANK}",
    )
    return Lots(
        council="Wexborough", code="E99000001", title="Support at home & advice", reference="WX-104", on=DAY, made=DAY,
        software="0", description="plans/wx-104.toml", level="wards", annual_pence=110_750_000, maximum_pence=25_000_000,
        at_least=3, layouts=layouts, chosen="by-both",
        opening=(
            "Seven lots, six of places and one for Deaf people across all of them, keep every lot under £250,000 a year.",
            "They cost £12,500 more a year to let and manage than one contract, travel saved counted; at least three organisations"
            " could carry six of the seven.",
        ),
        warnings=("The population figures are of mid-2024.",),
        what_if=what_if,
        assumptions=(
            ("Cost of letting and managing a lot", "£7,000 a year", "[lots] admin_per_lot; hours of advertised competitions"),
            ("Travel", "£0.45 a kilometre", "[lots] travel_rate"),
        ),
        questions=("Which staff work in teams that a border would part?", "Who would have to register with the regulator?"),
        regime="The regime is always that of the whole: £1.1m a year, with VAT (Procurement Act 2023, section 4 and Schedule 3).",
        reasons=(reason,),
        outlines=squares(WIDE, TALL, CODES), names=NAMES, wards=NAMES, values=VALUES,
        log=("Seed 0, 1,204 rounds in 30 seconds.", "Bound: Lagrangian, without connection."),
    )  # fmt: skip
