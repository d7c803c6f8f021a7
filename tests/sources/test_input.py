"""Whatever a file turns out to be, a reading says so."""

import pytest

from tests.sources.conftest import Read

PAGE = "<html><head><title>Not found</title></head><body>The page you asked for has moved.</body></html>\n"


@pytest.mark.parametrize("page", ["<!DOCTYPE html>\n" + PAGE, PAGE], ids=["with a doctype", "without"])
def test_a_web_page_saved_as_a_csv_is_told(read: Read, page: str) -> None:
    reading = read(page, name="spend.csv").only
    assert (reading.source, reading.part) == (None, None)
    assert reading.message == (
        "spend.csv is a web page, not a file of data: the download went wrong. Download it again."
    )
