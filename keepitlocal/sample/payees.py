"""Whom the council pays: each payee's organisation, where it is, and the ways its name is spelt in the spend files."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from keepitlocal.sample.geography import WEXBOROUGH
from keepitlocal.sample.organisations import AWAY, NEIGHBOURS, Namer, Organisation, Registrar
from keepitlocal.sample.planted import CHILDRENS_HOME, INDIVIDUAL, REFUGE, TRUSTEE_CHARITY, TRUSTEE_POSTCODE
from keepitlocal.sample.words import load

REDACTED = "REDACTED PERSONAL DATA"
_REACHES = ("borough", "neighbour", "away", "unregistered")


@dataclass(frozen=True)
class Payee:
    """One payee of one group. ``organisation`` is None where no register has it; ``weight`` its part of the group."""

    name: str
    group: str
    reach: str
    weight: float
    number: str
    spellings: tuple[str, ...]
    organisation: Organisation | None = None
    vat: str = ""
    creditor: str = "LTD"
    years: frozenset[int] = field(default=frozenset({2023, 2024, 2025}))


def recruit(rng: Random, registrar: Registrar, /) -> list[Payee]:
    """All payees, group by group."""
    namer, payees = Namer(rng), list[Payee]()
    national = iter(load("names")["community"]["national"])
    for group in load("groups")["group"]:
        identities = (
            _fixed(group, rng, registrar) if "names" in group else _made(group, rng, registrar, namer, national)
        )
        for at, (name, reach, organisation) in enumerate(identities):
            weight = group["weights"][at] if "weights" in group else rng.lognormvariate(0, 0.9)
            payees.append(_payee(group, name, reach, weight, organisation, rng, 400000 + 7 * len(payees)))
    return payees + _planted(rng, registrar, 400000 + 7 * len(payees))


def _fixed(group: dict[str, Any], rng: Random, registrar: Registrar) -> list[tuple[str, str, Organisation | None]]:
    kind = next(iter(group.get("kinds", {"public_body": 1})))
    identities = list[tuple[str, str, Organisation | None]]()
    for name in group["names"]:
        reach = "borough" if any(word in name for word in ("Wexborough", "Tarrow", "Redacre")) else "away"
        listed = rng.random() < group.get("registered", 0.0)
        which = "cic" if name.endswith("CIC") else kind
        district = WEXBOROUGH if reach == "borough" else AWAY
        body = registrar.enter(name, kind=which, district=district) if listed else None
        if body is not None and group["id"] == "outsourcer":
            body = replace(body, size="large")
        identities.append((name, reach, body))
    return identities


def _made(
    group: dict[str, Any], rng: Random, registrar: Registrar, namer: Namer, national: Any
) -> list[tuple[str, str, Organisation | None]]:
    identities = list[tuple[str, str, Organisation | None]]()
    for _ in range(group.get("national", 0)):
        identities.append(_national(next(national), registrar))
    while len(identities) < group["payees"]:
        reach = rng.choices(_REACHES, group["reach"])[0]
        kind = rng.choices(list(group["kinds"]), list(group["kinds"].values()))[0]
        name = _name(group, kind, namer)
        listed = reach != "unregistered" and kind not in ("community_group", "school", "partnership")
        if not listed or rng.random() >= group["registered"]:
            identities.append((name, reach, None))
            continue
        district = {"borough": WEXBOROUGH, "neighbour": rng.choice(NEIGHBOURS), "away": AWAY}[reach]
        identities.append((name, reach, registrar.enter(name, kind=kind, district=district)))
    return identities


def _national(name: str, registrar: Registrar) -> tuple[str, str, Organisation]:
    found = registrar.enter(name, kind="charity", district=AWAY)
    income = str(int(found.income) * 40 + 9_000_000)
    return name, "away", replace(found, income=income, area_of_operation="Throughout England And Wales|Wexborough")


def _name(group: dict[str, Any], kind: str, namer: Namer) -> str:
    pattern = group.get("pattern")
    if pattern == "school":
        return namer.school(group["trades"])
    if pattern in ("community", "group"):
        return namer.community(kind)
    return namer.trader(group["trades"], kind=kind)


def _payee(
    group: dict[str, Any],
    name: str,
    reach: str,
    weight: float,
    organisation: Organisation | None,
    rng: Random,
    number: int,
) -> Payee:
    one_off = group["id"] in ("supplies", "training", "professional", "grants", "facilities")
    years = (
        frozenset(year for year in (2023, 2024, 2025) if rng.random() < 0.7)
        if one_off
        else frozenset({2023, 2024, 2025})
    )
    business = organisation is not None and organisation.kind == "company"
    return Payee(
        name, group["id"], reach, weight, str(number), spellings(name, rng), organisation,
        vat=_vat(rng) if business or rng.random() < 0.3 else "",
        creditor=group.get("creditor", "LTD"), years=years or frozenset({2025}),
    )  # fmt: skip


def _vat(rng: Random) -> str:
    """Nine digits that fail both of HM Revenue & Customs' check sums, so that they are nobody's."""
    digits = [9, 9, *(rng.randint(0, 9) for _ in range(5))]
    total = sum(weight * digit for weight, digit in zip(range(8, 1, -1), digits, strict=True))
    check = (-total) % 97
    wrong = next(n for n in range(97) if n not in (check, (check + 55) % 97, (check - 55) % 97) and n >= 10)
    return "GB" + "".join(map(str, digits)) + f"{wrong:02d}"


def spellings(name: str, rng: Random, /) -> tuple[str, ...]:
    """The name as it stands and up to three of the ways in which finance systems hold it."""
    if name == REDACTED:
        return (name,)
    changed = [name, name.upper(), name[:30].strip()]
    for full, short in (
        ("Limited", "Ltd"),
        (" and ", " & "),
        ("CIC", "C.I.C."),
        ("Community", "Comm"),
        ("Services", "Servs"),
    ):
        if full in name:
            changed.append(name.replace(full, short))
        elif short in name:
            changed.append(name.replace(short, full))
    if name.endswith(("Limited", "Ltd")) and rng.random() < 0.08:
        stem = name.rsplit(" ", 1)[0]
        changed.append(f"{name} T/A {stem.split()[0]} {rng.choice(('Direct', 'Group', 'Local'))}")
    return tuple(dict.fromkeys([name, *rng.sample(changed, min(3, len(changed)))]))


def _planted(rng: Random, registrar: Registrar, number: int) -> list[Payee]:
    refuge = replace(registrar.enter(REFUGE.name, kind="charity", district=WEXBOROUGH), postcode=REFUGE.postcode)
    home = replace(
        registrar.enter(CHILDRENS_HOME.name, kind="company", district=WEXBOROUGH), postcode=CHILDRENS_HOME.postcode
    )
    club = replace(registrar.enter(TRUSTEE_CHARITY, kind="charity", district=WEXBOROUGH), postcode=TRUSTEE_POSTCODE)
    return [
        Payee(REFUGE.name, "refuge", "borough", 1, str(number), (REFUGE.payee, REFUGE.name), refuge, creditor="CHTY"),
        Payee(
            CHILDRENS_HOME.name,
            "home",
            "borough",
            1,
            str(number + 7),
            (CHILDRENS_HOME.payee, CHILDRENS_HOME.name),
            home,
        ),
        Payee(
            TRUSTEE_CHARITY,
            "club",
            "borough",
            1,
            str(number + 14),
            spellings(TRUSTEE_CHARITY, rng),
            club,
            creditor="CHTY",
        ),
        Payee(
            INDIVIDUAL,
            "individual",
            "unregistered",
            1,
            str(number + 21),
            (INDIVIDUAL, INDIVIDUAL.upper()),
            creditor="INDV",
        ),
    ]
