"""Social value: a care contract of £300,000 is below the Procurement Act's light-touch threshold and yet caught."""

from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission

CARE = Commission(title="Home care", subject="services", cpv=("85312400",), value_pence=300_000_00)
AT, UNDER = replace(CARE, value_pence=207_720_00), replace(CARE, value_pence=207_719_99)
CLEANING = Commission(title="Cleaning", subject="services", cpv=("90910000",), value_pence=207_720_00)

BEARS = {
    "SV-1": replace(CARE, form="call-off"),
    "SV-2": CARE,
    "SV-3": AT,
    "SV-4": CLEANING,
    "SV-5": replace(CARE, authority="central government", value_pence=135_018_00),
    "SV-6": replace(AT, urgent=True),
    "SV-7": replace(CARE, health=True, value_pence=10_000_00),
}
NOT = {
    "SV-1": replace(CARE, form="framework"),
    "SV-2": UNDER,
    "SV-3": (AT, date(2025, 12, 31)),  # £214,904 then
    "SV-4": replace(CLEANING, value_pence=207_719_99),
    "SV-5": replace(CARE, authority="central government", value_pence=135_017_99),
    "SV-6": replace(AT, urgent=False),
    "SV-7": CARE,
}
