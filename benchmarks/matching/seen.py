"""The damage that training sees: how councils' systems and people write a registered name.

The test's own is in unseen.py and damage.py, written apart by somebody who had not seen this.
"""

import string
from collections.abc import Callable
from random import Random

from keepitlocal.matching.words import SHORT

_LONG: dict[str, list[str]] = {}
for _short, _long in SHORT.items():
    _LONG.setdefault(_long, []).append(_short)
_FORMS = (
    "LIMITED",
    "LTD",
    "LTD.",
    "PLC",
    "LLP",
    "CIC",
    "C.I.C.",
    "COMMUNITY INTEREST COMPANY",
    "CIO",
    "LIMITED LIABILITY PARTNERSHIP",
)
_KEYS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_SEEN_AS = {
    "O": "0",
    "0": "O",
    "I": "1",
    "L": "1",
    "1": "I",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "Z": "2",
    "G": "6",
    "E": "F",
    "M": "RN",
}
_UNITS = (
    "SALE", "NORTH WEST", "HQ", "HEAD OFFICE", "MANCHESTER", "LONDON", "NORTHERN", "(NW)", "RESIDENTIAL", "REGION", "DEPOT", "ACCOUNTS",
    "BRANCH",     "FEES", "RENT", "BACS", "CHQ ONLY", "DO NOT USE", "(OLD)", "NEW", "PMTS", "VAT TEAM ONLY", "NURSING", "(1)", "UK",
)  # fmt: skip
_DESKS = (
    "EDU",
    "CRF11",
    "SS",
    "ADULTS",
    "HSG",
    "PROPERTY SERVICES",
    "CHILDREN",
    "FAO",
    "RE",
    "PCARD",
    "HIGHWAYS",
    "TPT",
)
_ALSO = (
    "GROUP",
    "SERVICES",
    "SOLUTIONS",
    "UK",
    "THE",
    "CO",
    "COMPANY",
    "CENTRE",
    "LTD",
    "ASSOCIATES",
    "& CO",
    "INTERNATIONAL",
)
_TRADES = (
    "HOUSE",
    "LODGE",
    "DIRECT",
    "CARE HOME",
    "NURSERY",
    "TAXIS",
    "CATERING",
    "STUDIO",
    "MOTORS",
    "DESIGN",
    "CAFE",
    "TRANSPORT",
)
_PEOPLE = ("J SMITH", "S PATEL", "M JONES", "A KHAN", "D EVANS", "K TAYLOR", "R SINGH", "P WALKER")
Change = Callable[[list[str], Random], list[str]]


def damage(name: str, rng: Random, /) -> str:
    """The name as a finance system might hold it: none to five changes, then its case and length."""
    words = name.upper().split()
    if rng.random() < 0.62:
        words = _form(words, rng)
    for _ in range(rng.choices((0, 1, 2, 3, 4), (30, 34, 22, 10, 4))[0]):
        changed = rng.choices(_CHANGES, _OFTEN)[0](list(words), rng)
        words = changed if any(len(word) > 1 for word in changed) else words
    text = " ".join(words)
    if rng.random() < 0.16:
        text = text[: rng.choice((24, 28, 30, 30, 32, 35, 40))].strip()
    return rng.choices((text, text.title(), text.lower(), text.capitalize()), (60, 32, 4, 4))[0]


def _form(words: list[str], rng: Random) -> list[str]:
    if len(words) < 2 or words[-1] not in _FORMS:
        return words
    if rng.random() < 0.4:
        return words[:-1]
    return words[:-1] + [
        {"LIMITED": "LTD", "LTD": "LIMITED", "PLC": "P.L.C.", "LLP": "L L P", "CIC": "C.I.C"}.get(words[-1], words[-1])
    ]


def _some(words: list[str], rng: Random, least: int) -> int | None:
    fit = [at for at, word in enumerate(words) if len(word) >= least and word not in _FORMS]
    return rng.choice(fit) if fit else None


def _abbreviate(words: list[str], rng: Random) -> list[str]:
    fit = [at for at, word in enumerate(words) if word in _LONG or word.removesuffix("S") in _LONG]
    if not fit:
        return _clip(words, rng)
    at = rng.choice(fit)
    words[at] = rng.choice(_LONG.get(words[at]) or _LONG[words[at].removesuffix("S")])
    return words


def _clip(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 7)
    if at is not None:
        words[at] = words[at][: rng.randint(3, 6)]
    return words


def _without_vowels(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 6)
    if at is not None:
        words[at] = words[at][0] + "".join(letter for letter in words[at][1:] if letter not in "AEIOU")
    return words


def _typo(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 4)
    if at is None:
        return words
    word = words[at]
    place = rng.randrange(1, len(word)) if rng.random() < 0.9 else 0
    kind = rng.randrange(4)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + rng.choice(string.ascii_uppercase) + word[place:]
    elif kind == 2:
        row = next((row for row in _KEYS if word[place] in row), string.ascii_uppercase)
        word = word[:place] + rng.choice(row) + word[place + 1 :]
    elif place:
        word = word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    words[at] = word
    return words


def _misread(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 4)
    if at is not None and (fit := [letter for letter in words[at] if letter in _SEEN_AS]):
        letter = rng.choice(fit)
        words[at] = words[at].replace(letter, _SEEN_AS[letter], 1)
    return words


def _ampersand(words: list[str], rng: Random) -> list[str]:
    swap = {"AND": "&", "&": "AND"}
    return (
        [swap.get(word, word) for word in words] if rng.random() < 0.8 else [word for word in words if word not in swap]
    )


def _marks(words: list[str], rng: Random) -> list[str]:
    text = " ".join(words)
    for mark in "'.,-()":
        if mark in text and rng.random() < 0.7:
            text = text.replace(mark, "" if mark in "'." else " ")
    return text.split()


def _join(words: list[str], rng: Random) -> list[str]:
    if len(words) < 2:
        return words
    at = rng.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _part(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 7)
    if at is None:
        return words
    place = rng.randint(3, len(words[at]) - 3)
    return [*words[:at], words[at][:place], words[at][place:], *words[at + 1 :]]


def _turn(words: list[str], rng: Random) -> list[str]:
    if len(words) < 2:
        return words
    if words[0] == "THE":
        return [*words[1:], rng.choice(("THE", "(THE)", ",THE"))]
    return [*words[1:], words[0]] if rng.random() < 0.5 else [words[-1] + ",", *words[:-1]]


def _drop(words: list[str], rng: Random) -> list[str]:
    if len(words) < 3:
        return words
    at = rng.choices(range(len(words)), [0.3, *[1.0] * (len(words) - 2), 1.6])[0]
    return words[:at] + words[at + 1 :]


def _add(words: list[str], rng: Random) -> list[str]:
    return [*words, rng.choice(_ALSO)] if rng.random() < 0.7 else [rng.choice(("THE", "MESSRS", "NEW")), *words]


def _unit(words: list[str], rng: Random) -> list[str]:
    unit, way = rng.choice(_UNITS), rng.random()
    if way < 0.4:
        return [*words, "-", unit]
    return [*words, f"({unit})"] if way < 0.7 else [*words, unit]


def _desk(words: list[str], rng: Random) -> list[str]:
    desk = rng.choice(_DESKS) if rng.random() < 0.6 else str(rng.randrange(10**3, 10**7))
    return [desk + rng.choice((" -", ":", "", "")), *words]


def _code(words: list[str], rng: Random) -> list[str]:
    code = str(rng.randrange(10**3, 10**8))
    return [*words, rng.choice((f"({code})", f"- {code}", code, f"A/C {code}"))]


def _trading(words: list[str], rng: Random) -> list[str]:
    sign = rng.choice(("T/A", "T/A", "TRADING AS", "T/AS", "TA"))
    own = [rng.choice([word for word in words if word not in _FORMS] or words), rng.choice(_TRADES)]
    if rng.random() < 0.25:
        own = rng.choice(_PEOPLE).split()
        return [*own, sign, *words]
    return [*words, sign, *own] if rng.random() < 0.6 else [*own, sign, *words]


def _plural(words: list[str], rng: Random) -> list[str]:
    at = _some(words, rng, 4)
    if at is not None:
        words[at] = words[at].removesuffix("S") if words[at].endswith("S") else words[at] + "S"
    return words


def _initials(words: list[str], rng: Random) -> list[str]:
    at = _some(words[:-1], rng, 3) if len(words) > 2 else None
    if at is not None:
        words[at] = words[at][0]
    return words


_CHANGES: tuple[Change, ...] = (
    _abbreviate, _clip, _without_vowels, _typo, _misread, _ampersand, _marks, _join, _part, _turn, _drop, _add, _unit, _desk, _code,
    _trading, _plural, _initials,
)  # fmt: skip
_OFTEN = (10, 5, 3, 16, 3, 5, 6, 5, 3, 5, 8, 5, 9, 5, 5, 8, 4, 3)
