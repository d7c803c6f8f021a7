"""Communities of identity or need that an organisation is for, as far as its name tells."""

import re
import tomllib
from functools import cache
from pathlib import Path


def communities_of(name: str, /) -> tuple[str, ...]:
    """The communities that a name tells of, in the order of communities.toml; none where it tells of none."""
    return tuple(community for community, words in _patterns() if words.search(name.casefold()))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = tomllib.loads(Path(__file__).with_name("communities.toml").read_text(encoding="utf-8"))
    return tuple((one["name"], _pattern(one["words"])) for one in told["community"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\W+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
