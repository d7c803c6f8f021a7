"""The sample place: Wexborough, an invented borough whose records are as untidy as a real council's.

Codes (E99...), postcodes (ZZ...), charity, company and society numbers, VAT numbers and notice ids are ones that no
register gives out. HM Revenue & Customs, paid by every council, stands under its own name; everybody else is invented.
"""

from pathlib import Path

from keepitlocal.sample.planted import PLANTED
from keepitlocal.sample.world import make, truth

__all__ = ["PLANTED", "truth", "write"]


def write(folder: Path, *, seed: int = 2026) -> None:
    """Writes ``place.toml`` and ``inputs/`` into a folder, made if need be; the same seed gives the same bytes."""
    for path, content in make(seed).files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
