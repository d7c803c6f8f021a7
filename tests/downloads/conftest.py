"""A local server, and a client whose time is the tests' own."""

from collections.abc import Iterator

import pytest
import urllib3

from keepitlocal.downloads.client import Client
from tests.downloads.server import Server, Time, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def told() -> list[str]:
    """What people were told meanwhile."""
    return []


@pytest.fixture
def client(time: Time, told: list[str]) -> Client:
    quick = urllib3.Timeout(connect=2, read=0.3)
    return Client(notify=told.append, sleep=time.sleep, clock=time.clock, timeout=quick, tries=4)
