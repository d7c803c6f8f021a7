"""What each kind of letting asks to be published, and which rules bear on it."""

from keepitlocal.domain.commission import CALL_OFF, CENTRAL, GOODS, WORKS
from keepitlocal.law import in_force
from keepitlocal.law.regime import BELOW, EXEMPT, GRANTED, HEALTH, PUBLIC
from keepitlocal.steps.contract_size.routes import Publish, Setting

ENGAGED = Publish(
    "Preliminary market engagement notice (UK2)",
    "before the tender notice, where you talk to providers first; otherwise say in the tender notice why there is none",
    "PA-017",
)
CHANGED = Publish(
    "Contract change notice (UK10)",
    "before the change, unless it is small (value or term by no more than a tenth; value of works, 15%) or the contract is light touch",
    "PA-075",
)
ENDED = Publish("Contract termination notice (UK11)", "within 30 days of its end, by expiry too", "PA-080")
SMALL = Publish(
    "Contract details notice (UK7), where it is worth £30,000 or more with VAT",
    "as soon as reasonably practicable once it is entered into",
    "BT-087b",
)

REGISTER = Publish(
    "Your contracts register, where it is worth more than £5,000", "each quarter, by the Transparency Code", "TC-3"
)
BELOW_NOTICES = (
    Publish(
        "Below-threshold tender notice (UK4), where it is worth £30,000 or more with VAT",
        "before you advertise anywhere else; not where you ask only particular providers",
        "BT-087a",
    ),
    SMALL,
    REGISTER,
)

HEALTH_NOTICES = (
    Publish(
        "Notice of the approach you intend to follow",
        "14 days before you choose the most suitable provider",
        "PSR-7",
    ),
    Publish(
        "Notice of the award you intend to make",
        "before the standstill, which ends with the 8th working day after it began; not where only one provider could"
        " do it, or where people choose among all that qualify",
        "PSR-8",
    ),
    Publish("Notice of the award", "within 30 days of it", "PSR-7"),
)

VALUE = ("PA-004a", "PA-S3-1", "PA-S3-4")
SOCIAL = ("SV-2", "SV-3", "SV-4", "SV-5")
COMPETING = ("PA-012a", "PA-012c", "PA-013", "PA-016", "PA-017", "PA-018", "PA-019", "PA-020a", "PA-021", "PA-022a")
JUDGING = (
    "PA-022b",
    "PA-023a",
    "PA-028",
    "PA-054",
    "PA-083",
    "PA-050",
    "PA-050n",
    "PA-053",
    "PA-098",
    "S17-1",
    "S17-reasons",
)
UNDER = ("BT-085", "BT-086", "BT-087a", "BT-087b", "BT-088", "S17-1", "S17-reasons")


def light(setting: Setting, /) -> bool | None:
    """Whether it is light touch; None where that is not known."""
    return setting.reading.regime.light_touch


GRANTS = ("SUB-0", "SUB-1", "SUB-3", "SUB-4", "VAT-1", "BV-1", "BV-3", "TC-4")
INSIDE = ("PA-X-2", "PA-X-3")


def competition_rules(setting: Setting, /) -> tuple[str, ...]:
    """Ids of the rules that bear on letting it by competition, by its regime; both lots where the regime is open."""
    name, touch = setting.reading.regime.name, light(setting)
    above = (*COMPETING, *JUDGING, *(() if touch else ("PA-051",)), *(() if touch is False else ("PA-023e",)))
    if name in (HEALTH, GRANTED, EXEMPT):
        return {HEALTH: health_rules(), GRANTED: GRANTS, EXEMPT: INSIDE}[name]
    kinds = {PUBLIC: above, BELOW: UNDER}
    return (*VALUE, *kinds.get(name or "", (*above, *UNDER)), *social_value(setting))


def social_value(setting: Setting, /) -> tuple[str, ...]:
    """Ids of the rules of the Social Value Act, whose threshold for light touch is lower than the Procurement Act's."""
    commission, found = setting.commission, setting.reading.regime
    if found.name in (HEALTH, GRANTED, EXEMPT) or commission.form == CALL_OFF or commission.subject in (GOODS, WORKS):
        return ()
    if found.name != BELOW:
        return SOCIAL
    row = "PA-T-11" if commission.authority == CENTRAL else "PA-T-12"
    least = in_force(commission.begun or setting.on)[row].pence
    caught = found.light_touch is not False and (found.estimate_pence is None or found.estimate_pence >= least)
    return SOCIAL if caught else ()


def health_rules() -> tuple[str, ...]:
    """Ids of the rules of the Provider Selection Regime."""
    return ("PA-X-nhs", *(f"PSR-{number}" for number in range(1, 11)))


def competition(setting: Setting, /) -> tuple[Publish, ...]:
    """What a competition publishes, by its regime; where that is open, what it would be above the threshold."""
    name = setting.reading.regime.name
    if name in (GRANTED, EXEMPT):
        return ()
    if name == HEALTH:
        return (*HEALTH_NOTICES, REGISTER)
    return BELOW_NOTICES if name == BELOW else _above(setting)


def awarded(setting: Setting, /) -> tuple[Publish, ...]:
    """What is published of a contract that is entered into."""
    name = setting.reading.regime.name
    if name in (BELOW, HEALTH, GRANTED, EXEMPT):
        return {BELOW: (SMALL, REGISTER), HEALTH: (HEALTH_NOTICES[-1], REGISTER)}.get(name, ())
    days = {True: "within 120 days", False: "within 30 days", None: "within 30 days (120 where it is light touch)"}
    entered = f"{days[light(setting)]} of entering into it"
    return (
        Publish("Contract award notice (UK6)", "before you enter into it", "PA-050n"),
        Publish("Contract details notice (UK7)", entered, "PA-053"),
        REGISTER,
        ENDED,
    )


def _above(setting: Setting) -> tuple[Publish, ...]:
    return (ENGAGED, Publish("Tender notice (UK4)", "when tenders are invited", "PA-021"), *awarded(setting))
