"""Health services bought by a council, at any value, and social care, which is not that."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

HEALTH = Commission(title="Sexual health", subject="services", cpv=("85312330",), health=True, value_pence=1_00)
CARE = replace(HEALTH, title="Home care", cpv=("85312400",), health=False)

BEARS = {
    id_: HEALTH for id_ in ("PSR-1", "PSR-2", "PSR-3", "PSR-4", "PSR-5", "PSR-6", "PSR-7", "PSR-8", "PSR-9", "PSR-10")
}
NOT = dict.fromkeys(BEARS, CARE)
