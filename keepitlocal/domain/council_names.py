"""Names of councils as people write them, made comparable."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_FORMS = [
    r"council of the|(?:borough|city|district) council of|corporation of",
    r"(?:london|royal|metropolitan|county|city|district)?\s*borough of",
    r"(?:royal )?(?:city and county|city|county|borough) of",
    r"cyngor(?: bwrdeistref sirol| sir a dinas| bwrdeistref| dinas| sir)?(?= )|sir(?= )",
    r"county (?=durham)",
]
_ENDS = [
    r"(?:metropolitan|london|county|city|royal|district) (?:borough|district|county) (?:council|corporation)",
    r"county council district council|city and district council",
    r"(?:borough|district|city|county|metropolitan|unitary|islands?)? ?(?:council|authority|corporation)",
    r"(?:combined county|mayoral combined|combined) authority",
    r"(?:m b c|mbc|mdc|bc|dc|cc|cbc|lbc|lb|ua|ca|mca|cca|mcca|council)",
    r"(?:city|county|borough|district) of|(?:metropolitan|london|county) (?:borough|boro)|borough|district|city|county",
]
_ALIKE = 0.6  # of the letters; below it a suggestion is a wild guess
_BEFORE, _AFTER = (
    re.compile(shape) for shape in (rf"^(?:the )?(?:{'|'.join(_FORMS)})\s*", rf" (?:{'|'.join(_ENDS)})$")
)


def plain(text: str, /) -> str:
    """Lower case, accents and punctuation gone, '&' as 'and', single spaces, nothing else: 'st helens', 'ynys mon'."""
    bare = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"[.'’`]", "", bare)).split())


def core(text: str, /) -> str:
    """The name without what kind of council it is: 'trafford' of 'Trafford Metropolitan Borough Council'."""
    name = re.sub(r"^the ", "", plain(text))
    for shape in (_AFTER, _BEFORE, _AFTER):
        shorter = shape.sub("", name).strip()
        name = shorter if len(shorter) > 1 else name
    return name


def means(text: str, kind: str, /) -> bool:
    """Whether a text can mean a council of that kind: 'Nottingham County Council' is not a district."""
    name = plain(text)
    if re.search(r" (?:combined authority|m?c?ca)$", name):
        return kind == "combined_authority"
    if name.endswith(" county council"):
        return kind in {"county", "unitary"}
    return True


def bare(text: str, /) -> str:
    """The plain name where a text gives no more of the kind of council than "council": 'newcastle', else ''."""
    name = re.sub(r" council$", "", re.sub(r"^the ", "", plain(text)))
    return name if name == core(text) else ""


def nearest(text: str, names: Iterable[str], /, *, count: int = 3) -> list[str]:
    """The names most like a text, best first; equals in the order of the alphabet. Those hardly like it are left out."""
    wanted = core(text)
    close: list[tuple[float, str]] = []
    for name in set(names):
        likeness = SequenceMatcher(None, wanted, core(name), autojunk=False).ratio()
        if likeness >= _ALIKE:
            close.append((-likeness - (0.1 if core(name)[:1] == wanted[:1] else 0), name))
    return [name for _, name in sorted(close)[:count]]
