"""Section 17 of the Act of 1988 and what lets a matter in after all."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

GROUNDS = Commission(title="Grounds", subject="services", cpv=("77310000",), value_pence=40_000_00)
CARE = Commission(title="Home care", subject="services", cpv=("85312400",), value_pence=207_720_00)
GRANT = Commission(title="Youth club", form="grant", value_pence=40_000_00)
PARISH = replace(GROUNDS, authority="parish council")
CENTRAL = replace(GROUNDS, authority="central government")

BEARS = {
    "S17-1": PARISH,
    "S17-a": GROUNDS,
    "S17-e": replace(GROUNDS, reserved="local"),
    "S17-sv": CARE,
    "S17-ask": GROUNDS,
    "S17-reasons": replace(GROUNDS, value_pence=1_00),
    "S17-fee": replace(GROUNDS, method="preselected"),
    "S17-money": GROUNDS,
}
NOT = {
    "S17-1": CENTRAL,
    "S17-a": PARISH,
    "S17-e": replace(GROUNDS, reserved="no"),
    "S17-sv": replace(CARE, value_pence=207_719_99),
    "S17-ask": GRANT,
    "S17-reasons": GRANT,
    "S17-fee": replace(GROUNDS, method="open"),
    "S17-money": CENTRAL,
}
