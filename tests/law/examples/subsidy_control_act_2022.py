"""Grants that may be subsidies, and contracts whose price nobody tested."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

GRANT = Commission(title="Youth club", form="grant", value_pence=100_000_01)
CONTRACT = Commission(title="Youth work", subject="services", value_pence=100_000_01, method="open")

BEARS = {
    "SUB-0": GRANT,
    "SUB-1": GRANT,
    "SUB-2": GRANT,
    "SUB-3": GRANT,
    "SUB-4": GRANT,
    "SUB-5": replace(CONTRACT, method="direct"),
    "SUB-6": GRANT,
}
NOT = dict.fromkeys(BEARS, CONTRACT) | {"SUB-4": replace(GRANT, value_pence=100_000_00)}
