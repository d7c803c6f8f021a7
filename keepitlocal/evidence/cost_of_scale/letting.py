"""What letting a contract takes of both sides, in hours, as an estimate in the open: a part that every letting takes,
and a part that grows more slowly than the contract.

    hours(v) = typical * (fixed + (1 - fixed) * (v / typical value) ^ power),    power under one

Published evidence says that letting takes a smaller part of a larger contract (Petersen and others 2019; European
Commission 2011), which is against the claim that large contracts cost more, as far as letting goes. So
this estimate says it too: the same work in n lots always takes more hours to let than whole. What lots are for must be
found elsewhere (who bids, how the service is run, what it costs to change), and is not counted here.

Limits: the hours are of advertised competitions, so below some £100,000 they are too high (a quotation or a grant takes
far fewer); every lot is taken as let by itself. With what is assumed the council's hours at £40 are 2.7% of a contract of
about £250,000, 1% of one of £1m.
"""

from dataclasses import dataclass

SOURCES = (
    "Centre for Economics and Business Research for Gatewit, 2013, as reported: a competition in the UK cost the public "
    "body £8,000 and each bidder £5,800, with 6.4 bids",
    "European Commission 2011 (PwC, London Economics, Ecorys), as reported: €5,500 for the authority and €22,500 for its "
    "five or six bids, less than 1.3% of the value together",
    "Petersen, Baekkeskov, Potoski and Brown 2019: 2.7% of the contract on average, less for larger contracts",
)
OURS = (
    "£40 an hour, the value of a typical contract, the part that every letting takes and the power are assumptions of "
    "ours, not measured: put your own in their place"
)


@dataclass(frozen=True)
class Assumed:
    """What is assumed. Hours are for a typical contract of ``typical_pence``; ``fixed`` is a part of one."""

    council_hours: int = 200  # £8,000 at £40 an hour
    bidder_hours: int = 145  # £5,800 at £40 an hour
    bids: int = 6
    typical_pence: int = 500_000_00
    fixed: float = 0.4
    power: float = 0.5

    def __post_init__(self) -> None:
        if not (0 < self.power < 1 and 0 <= self.fixed <= 1 and self.typical_pence > 0):
            raise ValueError(
                "the power lies between nought and one, the fixed part from nought to one, and money is over nought"
            )
        if min(self.council_hours, self.bidder_hours, self.bids) < 0:
            raise ValueError("hours and bids are not under nought")


@dataclass(frozen=True)
class Hours:
    """Hours of the council and of all bidders together, rounded to whole hours."""

    council: int
    bidders: int

    @property
    def both(self) -> int:
        """Both sides together."""
        return self.council + self.bidders


def letting(value_pence: int, /, *, lots: int = 1, bids: int | None = None, assumed: Assumed | None = None) -> Hours:
    """The hours that letting work of this whole value takes, in ``lots`` equal lots with ``bids`` for each.

    Raises ValueError where value or lots are not over nought. An estimate for comparing plans, not a forecast.
    """
    if value_pence <= 0 or lots < 1:
        raise ValueError("a contract has a value over nought and at least one lot")
    given = assumed or Assumed()
    grown = given.fixed + (1 - given.fixed) * (value_pence / lots / given.typical_pence) ** given.power
    each = given.bids if bids is None else bids
    return Hours(round(lots * given.council_hours * grown), round(lots * each * given.bidder_hours * grown))
