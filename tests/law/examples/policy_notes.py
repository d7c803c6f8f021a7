"""Notes that a council may follow."""

from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission

PUBLIC = Commission(
    title="Cleaning", subject="services", cpv=("90910000",), value_pence=207_720_00, method="open", suitability=True
)
BELOW = replace(PUBLIC, value_pence=207_719_99)

BEARS = {
    "EFS-1": BELOW,
    "PSQ-1": PUBLIC,
    "PPN-002": PUBLIC,
    "TURN-1": PUBLIC,
    "LP-1": (PUBLIC, date(2026, 9, 1)),
}
NOT = {
    "EFS-1": replace(BELOW, suitability=False),
    "PSQ-1": BELOW,
    "PPN-002": BELOW,
    "TURN-1": BELOW,
    "LP-1": (PUBLIC, date(2026, 8, 31)),
}
