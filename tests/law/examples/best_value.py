"""What is expected towards voluntary and community bodies."""

from keepitlocal.domain.commission import Commission

VOLUNTARY = Commission(title="Advice", voluntary_body=True)
OTHER = Commission(title="Advice", voluntary_body=False)

BEARS = {"BV-1": VOLUNTARY, "BV-2": VOLUNTARY, "BV-3": OTHER}
NOT = {"BV-1": OTHER, "BV-2": OTHER, "BV-3": Commission(title="Advice", authority="parish council")}
