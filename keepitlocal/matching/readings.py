"""What a payee's name may be read as: with a trading name, a note, a branch or a code beside it, each reading tried alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WHOLE, BEFORE, TRADING, AFTER, CODELESS = range(5)
WORDS = {
    WHOLE: "",
    BEFORE: "what stands first in the name",
    TRADING: "the trading name in it",
    AFTER: "what stands last in the name",
    CODELESS: "the name without the code beside it",
}

_TRADING = re.compile(
    r"\s*[\s,(\-]\(?(?:T\s?[/\\]\s?AS?|TRADING\s+AS|TRDG\s+AS|TRAD(?:ING)?\s+AS|D[/.]?B[/.]?A|T\.A\.?|TA)\b[.:]?\)?\s*",
    re.IGNORECASE,
)
_CARE_OF = re.compile(r"\s*[\s,(\-]C\s?/\s?[O0]\b[.:]?\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[({\[][^)}\]]*(?:[)}\]]|$)")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s+/\s+|:\s+|;\s*|\s+\|\s*")
# Four figures or more, or letters with figures: fewer are the number of a house or a year in the name itself.
_CODE_FIRST = re.compile(r"^\W*(?:[A-Z]{1,3}\d{2,}[A-Z]?\b[\s\-:_/]*|\d{4,}[\s\-:_/]*)", re.IGNORECASE)
# What stands after a legal form is a note, a branch or a department, no part of the name.
_UP_TO_FORM = re.compile(r"(.{3,}?\b(?:LTD|LIMITED|PLC|LLP|CIC|C\.I\.C\.?)\b\.?)[^\w]+\w", re.IGNORECASE)
_FORM_ALONE = re.compile(r"(?:(?:THE|LTD|LIMITED|PLC|LLP|CIC|CIO|CO|COMPANY)\b\W*)+", re.IGNORECASE)
_CODE_LAST = re.compile(r"[\s\-:_/*#(]*(?:\b[A-Z]{0,3}\d{4,}|\*+\d*|#\w+)\)?\W*$", re.IGNORECASE)
_FORM_FIRST = re.compile(r"^(?:LTD|LIMITED|PLC|LLP|CIC)\b\.?[\s,]+(?=\S)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z].*[A-Za-z]", re.DOTALL)
# A cell may hold anything: of a mark three times or more two are kept, of a name so many letters, and a code is at its very end.
LONGEST, _END = 300, 60
_RUN = re.compile(r"(\W)\1{2,}")


@dataclass(frozen=True)
class Reading:
    """One way of reading a payee's name: its row, the text, and which way it is."""

    row: int
    text: str
    way: int


def readings(names: Iterable[str | None], /) -> Iterator[Reading]:
    """All ways of reading each name, the whole first; a name without two letters has none."""
    for row, name in enumerate(names):
        seen: set[str] = set()
        for way, text in _ways(_RUN.sub(r"\1\1", (name or "").replace("_", " - ")).strip()[:LONGEST]):
            plain = text.strip(" -,;:/.")
            part = way != WHOLE and (_FORM_ALONE.fullmatch(plain) or len(plain) < 3)
            if _LETTERS.search(plain) and plain not in seen and not part:
                seen.add(plain)
                yield Reading(row, plain, way)


def _ways(name: str) -> Iterator[tuple[int, str]]:
    yield WHOLE, name
    bare = _CODE_FIRST.sub("", name)
    bare = bare[:-_END] + _CODE_LAST.sub("", bare[-_END:])
    if bare != name:
        yield CODELESS, bare
    if (turned := _FORM_FIRST.sub("", bare)) != bare:
        yield CODELESS, turned
    if formed := _UP_TO_FORM.match(bare):
        yield BEFORE, formed[1]
    parts = _TRADING.split(bare, maxsplit=1)
    if len(parts) == 2:
        yield BEFORE, parts[0]
        yield TRADING, parts[1]
        return
    parts = _CARE_OF.split(bare, maxsplit=1)
    if len(parts) == 2:
        yield BEFORE, parts[0]
        yield AFTER, parts[1]
        return
    without = _BRACKET.sub(" ", bare)
    if without != bare:
        yield BEFORE, " ".join(without.split())
    parts = _DASH.split(without, maxsplit=1)
    if len(parts) == 2:
        yield BEFORE, parts[0]
        yield AFTER, parts[1]
