"""Whose notice is it? Services give the notices of every buyer; a place wants those of its own council."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from keepitlocal import reference
from keepitlocal.domain.council_names import core, plain
from keepitlocal.domain.councils import find_council


class Buyers:
    """Tells a council's releases from others by the name of the buyer; remembers buyers that came near."""

    def __init__(self, *, code: str, name: str, also: tuple[str, ...] = ()) -> None:
        rows = [row for row in reference.rows("councils") if row["code"] == code]
        others = [other for row in rows for other in row.get("other_names", "").split("|") if other]
        self._code = code
        self._names = {plain(each) for each in (name, *others, *also)}
        self._cores = {core(each) for each in (name, *others)}
        self._known: dict[str, bool] = {}
        self.near: Counter[str] = Counter()

    def keeps(self, release: Mapping[str, Any], /) -> bool:
        """Whether the buyer, or one of several, is the council."""
        names = list(dict.fromkeys(_named(release)))
        if any(map(self._is, names)):
            return True
        self.near.update(name for name in names if self._is_near(name))
        return False

    def _is(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = plain(name) in self._names or (self._is_near(name) and self._is_council(name))
        return self._known[name]

    def _is_near(self, name: str) -> bool:
        """Whether the name has the council's in it: only these are looked up, which takes long for the rest."""
        words = f" {plain(name)} "
        return any(f" {each} " in words for each in self._cores if each)

    def _is_council(self, name: str) -> bool:
        try:
            return find_council(name).code == self._code
        except LookupError:
            return core(name) in self._cores  # a place of its own making, or a name that several councils have


def _named(release: Mapping[str, Any]) -> Iterator[str]:
    buyer = release.get("buyer")
    if isinstance(buyer, dict) and isinstance(buyer.get("name"), str):
        yield buyer["name"]
    parties = release.get("parties")
    for party in parties if isinstance(parties, list) else ():
        if isinstance(party, dict) and isinstance(party.get("name"), str):
            roles = party.get("roles")
            if isinstance(roles, list) and {"buyer", "procuringEntity"} & {str(role) for role in roles}:
                yield party["name"]
