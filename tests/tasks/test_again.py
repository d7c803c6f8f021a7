"""A report made again with nothing new: quick, without what only measuring needs, and with the officer's list of cells."""

import subprocess
import sys
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.store.versions import Version
from keepitlocal.tasks import _scan
from keepitlocal.tasks._folder import Folder
from tests.small_place import make_place

pytestmark = pytest.mark.slow

LOADED = "import sys; from keepitlocal.cli import main; main(['report', sys.argv[1]]); print(*sys.modules)"


def test_a_report_with_nothing_new_is_light_and_lists_names_for_the_officer_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, scans, scan = make_place(tmp_path / "wexborough"), [0], _scan.scan

    def counted(folder: Folder, version: Version) -> tuple[_scan.Spot, ...]:
        scans[0] += 1
        return scan(folder, version)

    monkeypatch.setattr(_scan, "scan", counted)
    purpose = (place / "inputs" / "spend" / "april.csv").read_text().replace("goods", "Payment to Mr John Smith")
    (place / "inputs" / "spend" / "april.csv").write_text(purpose)
    assert main(["report", str(place)]) == 0
    assert scans == [1]
    officer = place / "report" / "officer"
    assert 'href="likely_personal_names.csv"' in (officer / "index.html").read_text(encoding="utf-8")
    assert (officer / "likely_personal_names.csv").read_text(encoding="utf-8").startswith("file,row,column,why\n")
    again = subprocess.run([sys.executable, "-c", LOADED, str(place)], capture_output=True, text=True, check=True)
    assert "Nothing new in inputs/." in again.stdout
    assert not {"ibis", "pandas"} & set(again.stdout.splitlines()[-1].split())
