"""What kind of work in services for people a contract or grant is, by the words of its labels; its codes can overrule."""

from collections.abc import Callable
from functools import cache

from keepitlocal.domain.commission import GOODS, SERVICES, WORKS
from keepitlocal.law.regime import PUBLIC, Regime
from keepitlocal.tasks._folder import Folder

Work = Callable[[str | None, str | None, str | None], str | None]
# CPV of services for people that are not light touch by every code: aids, transport, housing, community services.
_FOR_PEOPLE = ("33", "601", "7033", "75", "80", "85", "98")


def work_words(folder: Folder, /) -> Work:
    """The kind of work for a title, category and department: by the title's own words first, since categories are broad."""
    from keepitlocal.steps.place._mapping import mapping, meaning

    words = mapping(folder.settings.get("services", {}), departments=0)

    def work_of(title: str | None, category: str | None, department: str | None) -> str | None:
        named = meaning(words, department=None, service=title, category=None).work
        return named or meaning(words, department=department, service=title, category=category).work

    return work_of


def other_work(cpv: str | None, /) -> bool:
    """Whether all the CPV codes given are of other things than services for people ("residential cleaning")."""
    codes = (cpv or "").split()
    return bool(codes) and not any(code in _light_touch() or code.startswith(_FOR_PEOPLE) for code in codes)


def subject_of(category: str | None, cpv: str | None, work: str | None, /) -> str | None:
    """Goods, services or works by the notice's category or the CPV division (45 works, 50 and above services)."""
    told = (category or "").casefold()
    if told in (GOODS, SERVICES, WORKS):
        return told
    divisions = {int(code[:2]) for code in (cpv or "").split()}
    kinds = {WORKS if one == 45 else SERVICES if one >= 50 else GOODS for one in divisions}
    if len(kinds) == 1:
        return kinds.pop()
    return SERVICES if work and not kinds else WORKS if told.startswith("works") else None


def owes_standstill(found: Regime, /) -> bool:
    """Whether a standstill is owed, or may be, before a contract of that regime is signed."""
    return found.name is None or (found.name == PUBLIC and not found.light_touch)


@cache
def _light_touch() -> frozenset[str]:
    from keepitlocal.reference import rows

    return frozenset(row["cpv"] for row in rows("light_touch"))
