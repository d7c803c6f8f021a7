"""The regulations under the Act: reservable codes, and what the notices below the threshold say."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

CARE = Commission(title="Care", subject="services", cpv=("85312400",), value_pence=663_540_00, method="open")
CLEANING = Commission(title="Cleaning", subject="services", cpv=("90910000",), value_pence=207_720_00, method="open")
SMALL = replace(CLEANING, value_pence=30_000_00)
LESS = replace(CLEANING, value_pence=29_999_99)

BEARS = {
    "PR-042": replace(CARE, cpv=("85322000",)),  # community action programme
    "BT-087c": SMALL,
    "BT-087d": replace(SMALL, method="direct"),
    "PR-042A": replace(CARE, in_house=True),
    "PR-005": SMALL,
    "PR-006": replace(CLEANING, method="direct"),
}
NOT = {
    "PR-042": replace(CARE, cpv=("80500000",)),  # training: light touch, and not reservable
    "BT-087c": LESS,
    "BT-087d": LESS,
    "PR-042A": replace(CARE, in_house=False),
    "PR-005": LESS,
    "PR-006": SMALL,
}
