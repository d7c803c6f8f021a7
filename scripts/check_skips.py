"""Fails where a test was skipped for anything but missing real data. Usage: check_skips.py JUNIT_XML"""

import sys
from pathlib import Path
from xml.etree import ElementTree

ALLOWED = "data: "  # how tests/conftest.py begins its reason when there are no real files


def skips(report: Path) -> list[tuple[str, str]]:
    """Each skipped test with its reason, from pytest's JUnit report."""
    cases = ElementTree.parse(report).iter("testcase")
    return [
        (f"{case.get('classname')}.{case.get('name')}", skipped.get("message", ""))
        for case in cases
        if (skipped := case.find("skipped")) is not None and skipped.get("type") != "pytest.xfail"
    ]


def main(report: Path) -> int:
    wrong = [(name, reason) for name, reason in skips(report) if not reason.startswith(ALLOWED)]
    for name, reason in wrong:
        print(f"Skipped, and may not be: {name}: {reason}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
