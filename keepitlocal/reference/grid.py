"""National grid references to latitude and longitude, in plain numpy.

Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C, with the
Helmert transformation it gives for Great Britain (within about 5 m), and for the Irish grid that of Ordnance Survey
Ireland (within about 1 m).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_SECOND = np.pi / 180 / 3600
_WGS84 = (6378137.0, 6356752.314245)


@dataclass(frozen=True)
class Grid:
    """A transverse Mercator grid: ellipsoid axes, scale, true origin, false origin, and Helmert shifts to WGS84.

    ``shift`` in metres, ``turn`` in seconds of arc, ``stretch`` in parts per million.
    """

    axes: tuple[float, float]
    scale: float
    origin: tuple[float, float]
    false_origin: tuple[float, float]
    shift: tuple[float, float, float]
    turn: tuple[float, float, float]
    stretch: float


BRITISH = Grid(
    axes=(6377563.396, 6356256.909),
    scale=0.9996012717,
    origin=(49.0, -2.0),
    false_origin=(400000.0, -100000.0),
    shift=(446.448, -125.157, 542.060),
    turn=(0.1502, 0.2470, 0.8421),
    stretch=-20.4894,
)
IRISH = Grid(
    axes=(6377340.189, 6356034.447),
    scale=1.000035,
    origin=(53.5, -8.0),
    false_origin=(200000.0, 250000.0),
    shift=(482.530, -130.596, 564.557),
    turn=(-1.042, -0.214, -0.631),
    stretch=8.15,
)


def degrees(easting: Numbers, northing: Numbers, /, *, grid: Grid = BRITISH) -> tuple[Numbers, Numbers]:
    """WGS84 latitude and longitude in degrees of points given in metres on a grid; NaN stays NaN."""
    latitude, longitude = _unproject(easting, northing, grid)
    x, y, z = _cartesian(latitude, longitude, grid.axes)
    return _geographic(*_helmert(x, y, z, grid), _WGS84)


def _unproject(easting: Numbers, northing: Numbers, grid: Grid) -> tuple[Numbers, Numbers]:
    (a, b), scale = grid.axes, grid.scale
    first, squared = np.radians(grid.origin[0]), 1 - b * b / (a * a)
    rise = northing - grid.false_origin[1]
    latitude = first + rise / (a * scale)
    for _ in range(6):  # each turn shrinks the error about 300-fold
        latitude = latitude + (rise - _meridian(latitude, grid)) / (a * scale)
    sine, tangent = np.sin(latitude), np.tan(latitude)
    nu = a * scale / np.sqrt(1 - squared * sine**2)
    rho = a * scale * (1 - squared) / (1 - squared * sine**2) ** 1.5
    eta, t2 = nu / rho - 1, tangent**2
    d = easting - grid.false_origin[0]
    north = (
        latitude
        - d**2 * tangent / (2 * rho * nu)
        + d**4 * tangent / (24 * rho * nu**3) * (5 + 3 * t2 + eta - 9 * t2 * eta)
        - d**6 * tangent / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2)
    )
    east = (
        d / nu
        - d**3 / (6 * nu**3) * (nu / rho + 2 * t2)
        + d**5 / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2)
        - d**7 / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3)
    ) / np.cos(latitude)
    return north, np.radians(grid.origin[1]) + east


def _meridian(latitude: Numbers, grid: Grid) -> Numbers:
    """Length along the meridian from the true origin, in metres."""
    (a, b), first = grid.axes, np.radians(grid.origin[0])
    n, less, more = (a - b) / (a + b), latitude - first, latitude + first
    length: Numbers = (b * grid.scale) * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(less) * np.cos(more)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - (35 / 24 * n**3) * np.sin(3 * less) * np.cos(3 * more)
    )
    return length


def _cartesian(latitude: Numbers, longitude: Numbers, axes: tuple[float, float]) -> tuple[Numbers, Numbers, Numbers]:
    squared = 1 - axes[1] ** 2 / axes[0] ** 2
    nu = axes[0] / np.sqrt(1 - squared * np.sin(latitude) ** 2)
    flat = nu * np.cos(latitude)
    return flat * np.cos(longitude), flat * np.sin(longitude), (1 - squared) * nu * np.sin(latitude)


def _helmert(x: Numbers, y: Numbers, z: Numbers, grid: Grid) -> tuple[Numbers, Numbers, Numbers]:
    (tx, ty, tz), (rx, ry, rz) = grid.shift, (angle * _SECOND for angle in grid.turn)
    s = 1 + grid.stretch * 1e-6
    return tx + s * x - rz * y + ry * z, ty + rz * x + s * y - rx * z, tz - ry * x + rx * y + s * z


def _geographic(x: Numbers, y: Numbers, z: Numbers, axes: tuple[float, float]) -> tuple[Numbers, Numbers]:
    squared, flat = 1 - axes[1] ** 2 / axes[0] ** 2, np.hypot(x, y)
    latitude = np.arctan2(z, flat * (1 - squared))
    for _ in range(4):
        nu = axes[0] / np.sqrt(1 - squared * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + squared * nu * np.sin(latitude), flat)
    return np.degrees(latitude), np.degrees(np.arctan2(y, x))
