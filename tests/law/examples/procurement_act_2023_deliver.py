"""The Procurement Act from the award to the end: the days on which rules began, £5m exactly, light touch apart."""

from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission

AT = Commission(
    title="Cleaning",
    subject="services",
    cpv=("90910000",),
    value_pence=207_720_00,
    method="open",
    individual=False,
    urgent=False,
    change=True,
)
UNDER = replace(AT, value_pence=207_719_99)
CARE = replace(AT, title="Care", cpv=("85312400",), value_pence=5_000_000_01)
LARGE, FIVE = replace(AT, value_pence=5_000_000_01), replace(AT, value_pence=5_000_000_00)

BEARS = {
    "PA-050": AT,
    "PA-050n": replace(CARE, individual=True),  # for one person, and competed
    "PA-051": replace(AT, urgent=True),  # only a direct award is freed by urgency
    "PA-052": LARGE,
    "PA-053": replace(AT, individual=True, method="direct"),  # not light touch, so no user choice
    "PA-053a": CARE,
    "PA-053b": LARGE,
    "PA-053c": CARE,
    "PA-068": AT,
    "PA-069": (AT, date(2026, 1, 1)),
    "PA-070": (AT, date(2026, 4, 1)),
    "PA-070x": (AT, date(2026, 4, 1)),
    "PA-070f": (AT, date(2026, 4, 1)),
    "PA-071": (replace(LARGE, begun=date(2025, 6, 1)), date(2026, 1, 1)),  # let before, and reached
    "PA-072": AT,
    "PA-074a": AT,
    "PA-074f": CARE,
    "PA-074b": AT,
    "PA-074c": AT,
    "PA-074d": AT,
    "PA-S8": AT,
    "PA-075": AT,
    "PA-078": AT,
    "PA-080": AT,
    "PA-055": AT,
    "PA-067": AT,
    "PA-071b": (AT, date(2026, 1, 1)),
}
NOT = {
    "PA-050": replace(AT, form="call-off"),
    "PA-050n": replace(CARE, individual=True, method="direct"),
    "PA-051": replace(AT, urgent=True, method="direct"),
    "PA-052": FIVE,
    "PA-053": CARE,
    "PA-053a": AT,
    "PA-053b": FIVE,
    "PA-053c": replace(CARE, value_pence=5_000_000_00),
    "PA-068": replace(AT, form="concession", value_pence=5_193_000_00),
    "PA-069": (AT, date(2025, 12, 31)),
    "PA-070": (AT, date(2026, 3, 31)),
    "PA-070x": (AT, date(2026, 3, 31)),
    "PA-070f": (AT, date(2026, 3, 31)),
    "PA-071": (LARGE, date(2025, 12, 31)),
    "PA-072": replace(AT, form="call-off"),
    "PA-074a": CARE,
    "PA-074f": AT,
    "PA-074b": replace(AT, change=False),
    "PA-074c": CARE,
    "PA-074d": CARE,
    "PA-S8": CARE,
    "PA-075": CARE,
    "PA-078": UNDER,
    "PA-080": replace(CARE, individual=True, method="direct"),
    "PA-055": replace(AT, form="call-off"),
    "PA-067": UNDER,
    "PA-071b": CARE,
}
