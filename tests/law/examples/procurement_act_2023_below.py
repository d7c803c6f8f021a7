"""Below the threshold: £30,000 exactly, the floor for works before and after 2026, advertised or not."""

from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission

SMALL = Commission(title="Cleaning", subject="services", cpv=("90910000",), value_pence=30_000_00, method="open")
LESS = replace(SMALL, value_pence=29_999_99)
KIOSK = replace(SMALL, form="concession", value_pence=5_192_999_99)  # Part 6 is not for concessions
ABOVE = replace(SMALL, value_pence=207_720_00)
WORKS = Commission(title="A roof", subject="works", value_pence=207_719_99, suitability=True, method="open")

BEARS = {
    "BT-085": WORKS,
    "BT-086": LESS,
    "BT-087a": SMALL,
    "BT-087b": replace(SMALL, method="direct"),
    "BT-087g": replace(SMALL, authority="central government", value_pence=12_000_00),
    "BT-087e": (SMALL, date(2026, 10, 1)),
    "BT-088": LESS,
    "BT-090": LESS,
}
NOT = {
    "BT-085": replace(WORKS, value_pence=207_720_00),
    "BT-086": KIOSK,
    "BT-087a": LESS,
    "BT-087b": KIOSK,
    "BT-087g": replace(SMALL, authority="central government", value_pence=11_999_99),
    "BT-087e": (SMALL, date(2026, 9, 30)),
    "BT-088": KIOSK,
    "BT-090": ABOVE,
}
