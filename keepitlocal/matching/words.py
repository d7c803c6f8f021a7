"""What words in names mean for matching, from words.toml: legal forms, abbreviations, words that say nothing of who it is."""

import tomllib
from importlib.resources import files

from keepitlocal.reference import rows

_TOLD = tomllib.loads(files("keepitlocal.matching").joinpath("words.toml").read_text(encoding="utf-8"))
# Forms of several words, longest first, and the one word that each comes down to.
PHRASES = dict(
    sorted(((tuple(words.split()), form) for words, form in _TOLD["phrases"].items()), key=lambda one: -len(one[0]))
)
# Each form of one word, as it is written -> what it makes of the body.
FORMS = {word: kind for kind, words in _TOLD["forms"].items() for word in words.split()}
FORM_CODES = {"company": 1, "partnership": 2, "cic": 4, "charity": 8, "society": 16}
# Each abbreviation -> the word that it stands for.
SHORT = {short: word for word, shorts in _TOLD["short"].items() for short in shorts.split()}
SILENT = frozenset(_TOLD["other"]["silent"].split())
GENERIC = frozenset(_TOLD["other"]["generic"].split())
_COMMON_IN_PLACES = frozenset(
    {"AND", "OF", "THE", "UPON", "CITY", "COUNTY", "NORTH", "SOUTH", "EAST", "WEST", "ST", "NEW", "COUNCIL", "BOROUGH"}
    | {"WITH", "ON", "IN", ""}
)


def places() -> frozenset[str]:
    """Words of the names of councils and counties, which set bodies of one federation apart."""
    named = " ".join(row["name"] for row in rows("councils")).upper()
    for mark in ",-.()'":
        named = named.replace(mark, " ")
    return frozenset(named.split()) - _COMMON_IN_PLACES


def standard(word: str, /) -> str:
    """The word that stands for a word in comparison: an abbreviation written out, an s at the end gone."""
    word = str(SHORT.get(word, word))
    if len(word) > 3 and word.endswith("S") and not word.endswith(("SS", "US", "IS")):
        word = word[:-3] + "Y" if word.endswith("IES") and len(word) > 5 else word[:-1]
    return str(SHORT.get(word, word))
