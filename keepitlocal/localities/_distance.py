"""How far apart two points on the Earth are."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0088  # mean radius in kilometres (IUGG)


def kilometres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float, /) -> float:
    """Great-circle distance in kilometres of two points given in degrees (haversine formula; within 0.5%)."""
    one, other = radians(latitude), radians(other_latitude)
    half_up, half_across = (other - one) / 2, radians(other_longitude - longitude) / 2
    share = sin(half_up) ** 2 + cos(one) * cos(other) * sin(half_across) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, share)))
