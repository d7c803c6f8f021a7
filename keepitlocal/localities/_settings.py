"""What a place's own settings say to the rules that need a number or a list."""

from keepitlocal.domain.councils import council_place
from keepitlocal.domain.place import Place

USUAL_KILOMETRES = 15.0


def kilometres(place: Place, /) -> float:
    """How far from the centre still counts: ``within_km`` in the settings, else 15.

    Raises ValueError where it is not a number above nought.
    """
    value = place.settings.get("within_km", USUAL_KILOMETRES)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError(
            f"place.toml says within_km = {value!r} under [local]. Give a number of kilometres, such as within_km = 15."
        )
    return float(value)


def listed(place: Place, /) -> tuple[frozenset[str], frozenset[str]]:
    """The district codes and the org-ids that ``listed`` in the settings holds.

    A county's or a combined authority's code stands for its districts, any code for the ended ones of the same ground.
    Raises ValueError where it is not a list of texts.
    """
    value = place.settings.get("listed", ())
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError(
            f"place.toml says listed = {value!r} under [local]. Give a list of district codes or org-ids, "
            'such as listed = ["E08000009", "GB-CHC-123456"].'
        )
    texts = {str(each).strip() for each in value} - {""}
    organisations = frozenset(text for text in texts if "-" in text)
    return frozenset().union(*map(_districts, texts - organisations)), organisations


def _districts(code: str) -> frozenset[str]:
    try:
        return council_place(code).districts
    except LookupError:  # an area of the place's own, or an ended code: itself and nothing more
        return frozenset({code})
