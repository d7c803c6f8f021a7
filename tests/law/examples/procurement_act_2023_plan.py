"""The Procurement Act before anything is advertised: above and below each threshold, and what is asked at each."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

AT = Commission(title="Cleaning", subject="services", cpv=("90910000",), value_pence=207_720_00, method="open")
UNDER = replace(AT, value_pence=207_719_99)
CARE = Commission(title="Care", subject="services", cpv=("85312400",), value_pence=663_540_00, method="open")
CARE_UNDER = replace(CARE, value_pence=663_539_99)
SCOTTISH = replace(AT, nation="Scotland")

BEARS = {
    "PA-003": AT,
    "PA-004a": UNDER,
    "PA-S3-1": UNDER,
    "PA-S3-2": replace(AT, form="framework"),
    "PA-S3-3": replace(AT, form="concession", value_pence=5_193_000_00),
    "PA-S3-4": replace(UNDER, related_pence=1),
    "PA-S3-5": replace(UNDER, no_estimate=True),
    "PA-X-8": replace(UNDER, exempt="land"),
    "PA-X-20": replace(UNDER, exempt="emergency"),
    "PA-005": replace(UNDER, separable_part=True),
    "PA-009": CARE_UNDER,
    "PA-010": replace(CARE, separable_part=True, part_light_touch=False),
    "PA-X-2": replace(AT, in_house=True),
    "PA-X-3": replace(AT, council_partner=True),
    "PA-X-nhs": replace(CARE, health=True),
    "PA-012a": CARE,
    "PA-012b": AT,
    "PA-012c": AT,
    "PA-013": UNDER,  # the duty has no threshold
    "PA-016": replace(AT, engagement=True),
    "PA-017": replace(AT, engagement=True, method="preselected"),
    "PA-018": replace(CARE, method="quotes"),
    "PA-018n": AT,
    "PA-081": replace(AT, form="call-off"),
    "PA-083": AT,
    "PA-090": AT,
    "PA-096": replace(AT, form="call-off"),
    "PA-098": AT,
    "PA-093": replace(AT, value_pence=2_000_000_01),
    "PA-094": AT,
}
NOT = {
    "PA-003": UNDER,
    "PA-004a": SCOTTISH,
    "PA-S3-1": replace(AT, form="framework"),
    "PA-S3-2": AT,
    "PA-S3-3": AT,
    "PA-S3-4": UNDER,
    "PA-S3-5": replace(UNDER, no_estimate=True, form="grant"),
    "PA-X-8": replace(UNDER, exempt="emergency"),
    "PA-X-20": UNDER,
    "PA-005": replace(UNDER, separable_part=False),
    "PA-009": replace(CARE, cpv=("85312401",)),  # beside a listed code is not on the list
    "PA-010": replace(AT, separable_part=True, part_light_touch=False),  # was never light touch
    "PA-X-2": replace(AT, in_house=False),
    "PA-X-3": replace(AT, council_partner=False),
    "PA-X-nhs": CARE,  # its code is not on the list of the health regime, so nobody is asked
    "PA-012a": CARE_UNDER,
    "PA-012b": UNDER,
    "PA-012c": UNDER,
    "PA-013": replace(AT, form="call-off"),
    "PA-016": replace(UNDER, engagement=True),
    "PA-017": replace(AT, engagement=True, form="call-off"),
    "PA-018": replace(CARE, method="direct"),
    "PA-018n": CARE,
    "PA-081": UNDER,
    "PA-083": replace(AT, form="call-off"),
    "PA-090": UNDER,
    "PA-096": UNDER,
    "PA-098": UNDER,
    "PA-093": replace(AT, value_pence=2_000_000_00),
    "PA-094": UNDER,
}
