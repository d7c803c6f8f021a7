"""Staff, registration and equality: questions, from memory."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

CARE = Commission(title="Home care", subject="services", cpv=("85312400",), staff_transfer=True)
CLEANING = replace(CARE, title="Cleaning", cpv=("90910000",), staff_transfer=False)

BEARS = {id_: CARE for id_ in ("EQ-1", "TUPE-1", "PENS-1", "CQC-1", "OFS-1", "DBS-1")}
NOT = dict.fromkeys(BEARS, CLEANING) | {
    "EQ-1": replace(CARE, nation="Wales"),
    "PENS-1": replace(CARE, authority="parish council"),
}
