"""Why a payee was taken for an organisation, in words that an officer can check."""

from keepitlocal.matching.features import FEATURES, UNKNOWN
from keepitlocal.matching.readings import WORDS
from keepitlocal.matching.score import Scored

NOBODY = "nobody of a like name on the registers given to us"
PERSON = "probably a person's name, or redacted: never looked for"
_AT = {name: place for place, name in enumerate(FEATURES)}


def because(scored: Scored, place: int, payee: str, name: str, /, *, tied: bool, only: bool) -> str:
    """What speaks for a candidate and against it, the weightiest first.

    ``tied``: others have the name as much, and no postcode says whose it is; ``only``: at most one candidate has it.
    """
    has = {feature: float(scored.features[place, at]) for feature, at in _AT.items()}
    said = [
        _name(has, payee, name),
        _reading(int(scored.ways[place])),
        _postcode(has),
        _others(has, tied=tied, only=only),
        _against(has),
    ]
    return "; ".join(word for word in said if word)


def _name(has: dict[str, float], payee: str, name: str) -> str:
    if has["same_name"]:
        if payee.casefold().split() == name.casefold().split():
            return "same name"
        return (
            "same name but for the legal form"
            if has["no_form"] or has["other_form"]
            else "same name, written in another way"
        )
    if has["same_words"]:
        return "same words in another order"
    if has["cut_off"]:
        return "same name as far as it goes: it is cut off"
    if has["asked_found"] > 0.999:
        return "all its words are in the register's name"
    if has["entry_found"] > 0.999:
        return "all words of the register's name are in it"
    if has["likeness"] >= 0.75:
        return f"spelt nearly alike ({has['likeness']:.0%})"
    return f"some of its words are the same ({has['asked_found']:.0%} by weight)"


def _reading(way: int) -> str:
    return f"compared by {WORDS[way]}" if WORDS[way] else ""


def _postcode(has: dict[str, float]) -> str:
    return {3.0: "postcode agrees", 2.0: "postcode of the same district", 0.0: "but another postcode"}.get(
        has["postcode"], ""
    )


def _others(has: dict[str, float], *, tied: bool, only: bool) -> str:
    if tied:
        return "but others have the same name"
    if has["area"] == 2.0 and has["postcode"] == UNKNOWN:
        return "in the council's own area"
    return "the only one of that name" if only and (has["same_name"] or has["same_words"]) else ""


def _against(has: dict[str, float]) -> str:
    said = []
    if has["other_name"]:
        said.append("by a former or other name")
    if has["other_form"]:
        said.append("but another legal form")
    if has["kind_agrees"] == 0.0:
        said.append("but the council's own code says another kind")
    if has["numbers_differ"]:
        said.append("but another number in the name")
    if has["places_differ"] == 3.0:
        said.append("but another place in the name")
    return "; ".join(said)
