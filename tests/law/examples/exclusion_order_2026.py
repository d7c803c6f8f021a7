"""Commissions on which each rule of the Order of 2026 bears, and on which it does not. The day is 1 June 2026."""

from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission

GROUNDS = Commission(title="Grounds", subject="services", cpv=("77310000",), value_pence=207_719_99, method="open")
AT_THRESHOLD = replace(GROUNDS, value_pence=207_720_00)
LOCAL, UK = replace(GROUNDS, reserved="local"), replace(GROUNDS, reserved="uk")
CENTRAL = replace(LOCAL, authority="central government", value_pence=100_000_00)

BEARS = {
    "LOC-1": GROUNDS,
    "LOC-2": replace(AT_THRESHOLD, reserved="local"),  # above the threshold too: there it says that it does not fit
    "LOC-3": (LOCAL, date(2026, 2, 4)),
    "LOC-4": UK,
    "LOC-5": LOCAL,
    "LOC-6": replace(LOCAL, authority="parish council"),
    "LOC-7": LOCAL,
    "LOC-8": UK,
    "LOC-9": replace(LOCAL, value_pence=30_000_00),
    "LOC-10": LOCAL,
    "LOC-11": LOCAL,
    "LOC-12": replace(GROUNDS, reserved="sme-vcse"),
    "LOC-13": CENTRAL,
}
NOT = {
    "LOC-1": AT_THRESHOLD,
    "LOC-2": replace(GROUNDS, reserved="sme-vcse"),
    "LOC-3": (LOCAL, date(2026, 2, 3)),
    "LOC-4": replace(GROUNDS, reserved="no"),
    "LOC-5": UK,
    "LOC-6": CENTRAL,
    "LOC-7": UK,
    "LOC-8": replace(LOCAL, method="quotes"),
    "LOC-9": replace(LOCAL, value_pence=29_999_99),
    "LOC-10": UK,
    "LOC-11": replace(LOCAL, value_pence=207_720_00),
    "LOC-12": replace(GROUNDS, reserved="no"),
    "LOC-13": LOCAL,
}
