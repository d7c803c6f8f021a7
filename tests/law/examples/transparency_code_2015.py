"""What the Transparency Code has published, by amount and by kind of council."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

CONTRACT = Commission(title="Grounds", subject="services", value_pence=5_000_01, method="quotes")
PARISH = replace(CONTRACT, authority="parish council")
GRANT = replace(CONTRACT, form="grant")

BEARS = {
    "TC-1": CONTRACT,
    "TC-2": CONTRACT,
    "TC-3": CONTRACT,
    "TC-4": GRANT,
    "TC-6": PARISH,
    "TC-7": replace(CONTRACT, value_pence=29_999_99),
}
NOT = {
    "TC-1": PARISH,
    "TC-2": replace(CONTRACT, method="direct"),
    "TC-3": replace(CONTRACT, value_pence=5_000_00),
    "TC-4": CONTRACT,
    "TC-6": CONTRACT,
    "TC-7": replace(CONTRACT, value_pence=30_000_00),
}
