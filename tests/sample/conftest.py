"""The sample place as text, for tests that search it."""

import gzip
import io
import zipfile

import pytest

from keepitlocal.sample.world import make


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every file as text, ZIPs and gzip opened."""
    found = {}
    for path, content in make(2026).files.items():
        if path.endswith((".zip", ".xlsx")):
            archive = zipfile.ZipFile(io.BytesIO(content))
            found |= {f"{path}/{name}": archive.read(name).decode() for name in archive.namelist()}
        else:
            plain = gzip.decompress(content) if path.endswith(".gz") else content
            found[path] = plain.decode("cp1252" if b"\xa3" in plain and b"\xc2\xa3" not in plain else "utf-8-sig")
    return found
