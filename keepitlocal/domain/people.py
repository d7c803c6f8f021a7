"""Names that are probably an individual's: a guess, marked as one, and never used to match."""


def likely_person(name: str, /) -> bool:
    return False
