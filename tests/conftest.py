"""What tests share: where real data, Chromium and Java are, and what to say where they are not."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# A page of ours asks for nothing from outside: these keep the browser itself quiet too.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@cache
def data_folder() -> Path | None:
    """The folder of real published files (see CONTRIBUTING.md), or None."""
    named = os.environ.get("KEEPITLOCAL_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


@cache
def chromium_program() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@cache
def java_home() -> Path | None:
    """A Java that Spark 4.0 accepts: JAVA_HOME, the `java` on the path, or one of the system's."""
    named = os.environ.get("JAVA_HOME")
    on_path = shutil.which("java")
    places = [Path(named)] if named else []
    places += [Path(on_path).resolve().parent.parent] if on_path else []
    places += sorted(Path("/usr/lib/jvm").glob("*"))
    return next((place for place in places if _is_accepted_java(place / "bin" / "java")), None)


def _is_accepted_java(program: Path) -> bool:
    if not program.exists():
        return False
    told = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    return re.search(r'version "(17|21)\b', told) is not None


# marker -> (is it here, what to say where it is not)
NEEDS = {
    "data": (data_folder, "data: no real files here; name their folder in KEEPITLOCAL_DATA"),
    "browser": (chromium_program, "browser: no Chromium here; see scripts/install_system_packages.sh"),
    "spark": (java_home, "spark: no Java 17 or 21 here; see scripts/install_system_packages.sh"),
}


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, (find, absent) in NEEDS.items():
            if item.get_closest_marker(marker) is None:
                continue
            if find() is None:
                item.add_marker(pytest.mark.skip(reason=absent))
            if marker == "spark":
                # A Spark session is slow to start: one worker runs all its tests.
                item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session", autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the library of the person who runs it; Spark finds a Java it accepts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path_factory.getbasetemp() / "library"))
        if home := java_home():
            patch.setenv("JAVA_HOME", str(home))
        yield


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real published files. Mark the test `data` too, so that it can be left out."""
    folder = data_folder()
    if folder is None:
        pytest.skip(NEEDS["data"][1])
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A Playwright browser: the system's Chromium. For tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program(), args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def wexborough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample place with its report, made once by ``keepitlocal demo`` and shared: look, but change nothing.

    What the command said is in ``said.txt`` beside the folder.
    """
    import fcntl

    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "sample" / "wexborough"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "making").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder.parent / "said.txt").exists():
            command = [sys.executable, "-m", "keepitlocal.cli", "demo", str(folder), "--traceback"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            (folder.parent / "said.txt").write_text(done.stdout + done.stderr)
    return folder
