"""Of what the council could choose how to spend, how much went to small organisations, by each rule for small?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, choosable, marked, no_person

title, unit, by = "Small organisations", "pence", ("rule", "year")
excludes = EXCLUDES
assumes = (
    "charities_under_100k and charities_under_1m go by the latest income on the register; companies_small by "
    "accounts filed as micro or small, "
    "which tells of the whole group only where a register says the company is in none; each rule speaks of "
    "its own kind, so they do not overlap"
)
source = "spending over £500, matched to the registers given"
_CHARITIES = {"charities_under_100k": 100_000_00, "charities_under_1m": 1_000_000_00}
_COMPANIES = ("company", "guarantee_company", "cic", "partnership")


def rows(payments: Any, bodies: Any) -> Any:
    """Each payment once for every rule, marked."""
    import ibis

    incomes = bodies.group_by("org_id").aggregate(income_pence=bodies.income_pence.max())
    found = no_person(choosable(payments)).left_join(incomes, "org_id").drop("org_id_right")
    unknown = ibis.null("boolean")
    company = ibis.cases(
        (found.kind == "unknown", unknown),
        (~found.kind.isin(_COMPANIES), False),
        (found.size.isin(["medium", "large"]), False),
        (found.size.isin(["micro", "small"]) & (found.control == "independent"), True),
        else_=unknown,
    )
    each = [marked(found.mutate(rule=ibis.literal("companies_small")), company)]
    for rule, limit in _CHARITIES.items():
        charity = ibis.cases(
            (found.kind == "unknown", unknown), (found.kind != "charity", False), else_=found.income_pence < limit
        )
        each.append(marked(found.mutate(rule=ibis.literal(rule)), charity))
    return ibis.union(*each)


example = {
    "payments": """
        org_id          | kind    | size  | control     | year    | amount_pence
        GB-CHC-9000001  | charity |       | not known   | 2024-25 | 10000
        GB-CHC-9000002  | charity |       | not known   | 2024-25 | 20000
        GB-CHC-9000003  | charity |       | not known   | 2024-25 | 3000
        GB-COH-99000001 | company | small | not known   | 2024-25 | 7000
        GB-COH-99000002 | company | micro | independent | 2024-25 | 6000
        GB-COH-99000003 | company | large | independent | 2024-25 | 24000
                        | unknown |       | not known   | 2024-25 | 30000
    """,
    "bodies": """
        org_id         | income_pence
        GB-CHC-9000001 | 9000000
        GB-CHC-9000002 | 10000000
    """,
    "answer": """
        rule                 | year    | numerator | denominator | unknown
        charities_under_100k | 2024-25 | 10000     | 100000      | 33000
        charities_under_1m   | 2024-25 | 30000     | 100000      | 33000
        companies_small      | 2024-25 | 6000      | 100000      | 37000
        charities_under_100k | all     | 10000     | 100000      | 33000
        charities_under_1m   | all     | 30000     | 100000      | 33000
        companies_small      | all     | 6000      | 100000      | 37000
    """,
}
