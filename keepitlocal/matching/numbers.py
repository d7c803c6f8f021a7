"""Company and charity numbers that a council prints beside a payee: which organisation is meant, and does its name agree?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from keepitlocal.domain.organisation import charity_id, company_id
from keepitlocal.matching.clean import key
from keepitlocal.matching.words import SILENT, standard

_ALIKE = 62  # of 100: below it a register's name is another's, not another way of writing the payee's
_FEW = 4  # letters that stand within many a name by chance: EE in Leeds
_EITHER = "the number in its column for company numbers is a company's, its nought restored"
_BY_NUMBER = "the council's own file gives its number"


@dataclass(frozen=True)
class Numbered:
    """What a printed number came to: the org-id, whether it may stand alone, and why in words."""

    org_id: str
    sure: bool
    because: str


def meant_by(company: str | None, charity: str | None, /) -> list[tuple[str, str]]:
    """Org-ids that the texts in the two columns may mean, each with what to say of it; the plain reading first.

    A charity's number typed as a company's, and the other way round, are common: each text is tried as both.
    """
    # Seven figures from 1,000,000 on are a charity's number as often as an old company's without its nought.
    either = bool(re.fullmatch(r"1[0-2]\d{5}", (company or "").strip()))
    found = [
        (company_id(company), _EITHER if either else _BY_NUMBER),
        (charity_id(charity), _BY_NUMBER),
        (charity_id(company), "the number in its column for company numbers is a charity's"),
        (company_id(charity), "the number in its column for charity numbers is a company's"),
    ]
    return [(org_id, said) for org_id, said in found if org_id]


def by_number(payee: str, meant: Iterable[tuple[str, str]], names: Mapping[str, Sequence[str]], /) -> Numbered | None:
    """Which of the ids a payee is: the first that a register knows under a like name. ``names``: of each id, the current first.

    An id that no register at hand has stands as it was printed. One whose name on the register is quite another's is for
    a person to look at: numbers are mistyped too.
    """
    listed = list(meant)
    for org_id, said in listed:
        if any(alike(payee, name) for name in names.get(org_id, ())):
            return Numbered(org_id, True, said)
    plain = [(org_id, said) for org_id, said in listed if said == _BY_NUMBER]
    for org_id, said in plain:
        if not names.get(org_id):
            return Numbered(org_id, True, f"{said}, which no register given to us has")
    if plain:
        org_id = plain[0][0]
        return Numbered(org_id, False, f"{_BY_NUMBER}, but on the register that number is {names[org_id][0]}")
    return None


def alike(payee: str, name: str, /) -> bool:
    """Whether two names can be one body's: most words the same, the one within the other, or its initials."""
    one, other = key(payee), key(name)
    tight, within = one.replace(" ", ""), other.replace(" ", "")
    initials = "".join(word[0] for word in other.split() if word not in ("AND", "OF", "FOR", "THE", "IN", "TO"))
    return bool(
        fuzz.token_set_ratio(one, other) >= _ALIKE
        or (min(len(tight), len(within)) > _FEW and fuzz.partial_ratio(tight, within) >= 85)
        or (len(initials) > 2 and (initials in one.split() or tight.startswith(initials)))
    )


def within(one: str, other: str, /) -> bool:
    """Whether all words of one of two names are words of the other, legal forms and abbreviations apart."""
    words, others = ({standard(word) for word in key(name).split()} - SILENT - {"OF"} for name in (one, other))
    return bool(words and others) and (words <= others or others <= words)
