"""How long a search for lots may take and from which seed, as the command line gives them."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Search:
    """Seconds at most, and the seed."""

    seconds: float = 30.0
    seed: int = 0


def seconds(text: str, /) -> float:
    """A number of seconds above nought, for the command line."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds; give one above 0")
    return value


def whole_seed(text: str, /) -> int:
    """A seed, for the command line."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no seed; give a whole number, 0 or more")
    return int(text)
