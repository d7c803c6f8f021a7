"""A commission: one piece of commissioning work, as far as it is known."""

from dataclasses import dataclass
from datetime import date

GOODS, SERVICES, WORKS = "goods", "services", "works"
CONTRACT, FRAMEWORK, CALL_OFF, CONCESSION, GRANT = "contract", "framework", "call-off", "concession", "grant"
LAND, EMERGENCY = "land", "emergency"  # Procurement Act 2023, Schedule 2, paragraphs 8 and 20
BEST_VALUE, PARISH, CENTRAL = "best value authority", "parish council", "central government"


@dataclass(frozen=True)
class Commission:
    """What is known of a commission. ``None`` is "not known", never "no": what depends on it is then asked.

    Money is whole pence **with VAT** and over the whole life: every extension, option, fee and thing given in kind
    counted (Procurement Act 2023, Schedule 3 and section 123(2)). ``related_pence`` is that of other contracts which
    could reasonably be one with it, and ``separate_reasons`` the officer's good reasons why they are not.
    """

    title: str = ""
    reference: str = ""
    service: str = ""  # the kind of work in words
    nation: str = "England"
    authority: str = BEST_VALUE
    form: str = CONTRACT
    subject: str | None = None  # goods, services or works: what most of the value is
    cpv: tuple[str, ...] = ()
    cpv_main: str | None = None  # the code that most of the value stands for; the only one, where there is one
    value_pence: int | None = None
    related_pence: int = 0
    separate_reasons: str = ""
    annual_pence: int | None = None  # with VAT
    months: int | None = None  # term without extensions
    extension_months: int | None = None
    start: date | None = None
    end: date | None = None  # of what is in place now
    last_end: date | None = None  # with every extension
    begun: date | None = None  # the day the procurement commences; the day asked about, where not known
    method: str | None = None  # open, flexible, direct, quotes, preselected, none
    lots: int | None = None
    reserved: str | None = None  # no, uk, local, sme-vcse, mutual, supported
    engagement: bool | None = None  # suppliers or others are talked to before the notice
    health: bool | None = None  # mainly health care for the health service, judged apart from CPV
    individual: bool | None = None  # for one particular person, whose view on who supplies must be regarded
    in_house: bool | None = None
    council_partner: bool | None = None  # an arrangement between public authorities alone
    staff_transfer: bool | None = None
    urgent: bool | None = None
    suitability: bool | None = None  # suppliers would be assessed for capacity or ability before they may tender
    kpis: bool | None = None
    voluntary_body: bool | None = None  # what is in place is with a voluntary or community body
    change: bool = False  # a change to what is in place, or an extension of it, is in question
    no_estimate: bool = (
        False  # the authority says that it cannot be estimated, such as where nobody knows how long it runs
    )
    separable_part: bool | None = None  # a part could reasonably be let apart and would by itself reach its threshold
    dynamic_market: bool | None = None  # form call-off: bought from a dynamic market, which is no framework
    exempt: str = ""  # land, emergency: a ground of Schedule 2, Part 2 that the authority says it has
    part_light_touch: bool | None = None  # the part that could be let apart is light touch too
