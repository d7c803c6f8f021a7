"""Value added tax, as questions."""

from keepitlocal.domain.commission import Commission

GRANT = Commission(title="Youth club", form="grant")
CARE = Commission(title="Home care", subject="services", cpv=("85312400",))
CLEANING = Commission(title="Cleaning", subject="services", cpv=("90910000",))

BEARS = {"VAT-1": GRANT, "VAT-2": CARE, "VAT-3": CLEANING}
NOT = {"VAT-1": CARE, "VAT-2": CLEANING, "VAT-3": GRANT}
