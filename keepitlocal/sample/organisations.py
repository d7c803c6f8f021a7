"""Invented organisations: who they are, where they are registered, and which names a register gives them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from keepitlocal.sample.geography import WEXBOROUGH, Geography
from keepitlocal.sample.words import load

NEIGHBOURS, AWAY = ("E99000002", "E99000003", "E99000004"), "E99000005"


@dataclass(frozen=True)
class Organisation:
    """One row of the sample's register. ``start`` and ``until`` are written under ``from`` and ``until``."""

    org_id: str
    name: str
    postcode: str = ""
    kind: str = "company"
    company_number: str = ""
    charity_number: str = ""
    income: str = ""
    size: str = ""
    area_of_operation: str = ""
    parent: str = ""
    status: str = "active"
    start: str = ""
    until: str = ""


class Registrar:
    """Hands out numbers that no register has: charities 9xxxxxx, companies 99xxxxxx, societies Zxxxx."""

    def __init__(self, geography: Geography, rng: Random, /, *, reserved: frozenset[str] = frozenset()) -> None:
        self._geography, self._rng, self._reserved = geography, rng, reserved
        self._given = {"charity": 0, "company": 0, "society": 0}

    def number(self, register: str, /) -> str:
        """The next number on one register."""
        self._given[register] += 1
        count = self._given[register]
        return {"charity": f"9{count * 37:06d}", "company": f"99{count * 113:06d}", "society": f"Z{count:04d}"}[
            register
        ]

    def postcode(self, district: str, /) -> str:
        """A live postcode in a district that nothing planted uses."""
        while (found := self._rng.choice(self._geography.by_district[district]).text) in self._reserved:
            continue
        return found

    def enter(self, name: str, /, *, kind: str, district: str) -> Organisation:
        """A new organisation of a kind, based in a district."""
        rng = self._rng
        start = f"{rng.randint(1975, 2021)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        body = Organisation("", name, self.postcode(district), kind, start=start)
        if kind == "charity":
            number = self.number("charity")
            area = "Wexborough" if district == WEXBOROUGH else "Wexborough|Thornmarrow" if rng.random() < 0.5 else ""
            income = str(int(rng.lognormvariate(11.8, 1.3)))
            return replace(
                body, org_id=f"GB-CHC-{number}", charity_number=number, income=income, area_of_operation=area
            )
        if kind == "society":
            return replace(body, org_id=f"GB-MPR-{self.number('society')}")
        number = self.number("company")
        size = rng.choices(("micro", "small", "medium", "large"), (45, 35, 14, 6))[0]
        return replace(body, org_id=f"GB-COH-{number}", company_number=number, size=size)


class Namer:
    """Makes names that are all different."""

    def __init__(self, rng: Random, /) -> None:
        words = load("names")
        stems = [first + last for first in words["stems"]["first"] for last in words["stems"]["last"]]
        rng.shuffle(stems)
        self._rng, self._stems, self._used = rng, iter(stems * 6), set[str]()
        self._words: dict[str, list[str]] = words["community"]

    def trader(self, trades: list[str], /, *, kind: str) -> str:
        """A business name: an invented stem, a trade, and the ending of its kind."""
        ending = {
            "company": ("Limited", "Ltd", "Ltd", "(UK) Ltd"),
            "cic": ("CIC",),
            "society": ("Co-operative Limited",),
        }
        endings = ending.get(kind, ("",))
        return self._fresh(
            lambda: f"{next(self._stems)} {self._rng.choice(trades)} {self._rng.choice(endings)}".strip()
        )

    def community(self, kind: str, /) -> str:
        """A name of a charity, community business, society or small group, with a ward or the borough in it."""
        things = self._words["group" if kind == "community_group" else kind]
        return self._fresh(lambda: f"{self._rng.choice(self._words['wards'])} {self._rng.choice(things)}")

    def school(self, types: list[str], /) -> str:
        """A school's name."""
        return self._fresh(lambda: f"{self._rng.choice(self._words['wards'][:12])} {self._rng.choice(types)}")

    def _fresh(self, make: Callable[[], str]) -> str:
        while (name := make()) in self._used:
            continue
        self._used.add(name)
        return name
