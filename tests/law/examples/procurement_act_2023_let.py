"""The Procurement Act while it is let: what bears on each procedure, and what light touch is free of."""

from dataclasses import replace

from keepitlocal.domain.commission import Commission

AT = Commission(title="Cleaning", subject="services", cpv=("90910000",), value_pence=207_720_00, method="open")
UNDER = replace(AT, value_pence=207_719_99)
CARE = Commission(title="Care", subject="services", cpv=("85312400",), value_pence=663_540_00, method="open")
DIRECT = replace(AT, method="direct", individual=False)
FRAMEWORK = replace(AT, form="framework")
CALL_OFF = replace(AT, form="call-off")
MARKET = replace(CALL_OFF, dynamic_market=True)

BEARS = {
    "PA-019": AT,
    "PA-020a": replace(AT, method="quotes"),
    "PA-020b": replace(AT, lots=2),
    "PA-023d": replace(AT, lots=2),
    "PA-021": AT,
    "PA-022a": AT,
    "PA-022b": AT,
    "PA-022c": AT,
    "PA-023a": AT,
    "PA-023c": AT,
    "PA-023e": CARE,
    "PA-024": replace(AT, method="flexible"),
    "PA-028": AT,
    "PA-031": AT,
    "PA-032": replace(AT, reserved="supported"),
    "PA-033": replace(CARE, reserved="mutual"),
    "PA-034": MARKET,
    "PA-039": MARKET,
    "PA-054": MARKET,
    "PA-056": CALL_OFF,
    "PA-041": replace(DIRECT, individual=True),  # goods for one person: user choice is for light touch alone
    "PA-S5-15": replace(CARE, individual=True),
    "PA-045": FRAMEWORK,
    "PA-047": FRAMEWORK,
    "PA-049": FRAMEWORK,
    "PA-046": CALL_OFF,
    "PA-026": replace(AT, method="direct"),
}
NOT = {
    "PA-019": UNDER,
    "PA-020a": DIRECT,
    "PA-020b": replace(AT, lots=1),
    "PA-023d": replace(AT, lots=1),
    "PA-021": DIRECT,
    "PA-022a": UNDER,
    "PA-022b": UNDER,
    "PA-022c": UNDER,
    "PA-023a": UNDER,
    "PA-023c": UNDER,
    "PA-023e": AT,
    "PA-024": AT,
    "PA-028": UNDER,
    "PA-031": DIRECT,
    "PA-032": replace(CALL_OFF, reserved="supported"),
    "PA-033": replace(CARE, form="call-off", reserved="mutual"),
    "PA-034": replace(CALL_OFF, dynamic_market=False),
    "PA-039": replace(CALL_OFF, dynamic_market=False),
    "PA-054": CARE,
    "PA-056": DIRECT,
    "PA-041": replace(CARE, method="direct", individual=True),
    "PA-S5-15": replace(AT, individual=True),  # not light touch
    "PA-045": replace(CARE, form="framework"),
    "PA-047": replace(CARE, form="framework"),
    "PA-049": AT,
    "PA-046": replace(CARE, form="call-off"),
    "PA-026": UNDER,
}
