"""Write what other programs and spreadsheets read of a report: findings.json in two editions, and the workbook."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from keepitlocal.domain.finding import OFFICER, Finding
from keepitlocal.tasks._folder import Folder


def write_files(
    folder: Folder,
    version: Any,
    found: list[Finding],
    tables: Iterable[Any],
    /,
    *,
    made: date,
    engine: str,
    on: date | None = None,
) -> None:
    """findings.json and workbook.xlsx in report/, the officer's findings in report/officer/."""
    from keepitlocal.report.findings_json import write_findings
    from keepitlocal.report.workbook import write_workbook
    from keepitlocal.tasks._header import header

    opening = header(folder, version, engine=engine, made=made, on=on)
    write_findings(folder.report / "findings.json", found, header=opening)
    write_findings(folder.report / "officer" / "findings.json", found, header=opening, edition=OFFICER)
    write_workbook(folder.report / "workbook.xlsx", found, tables, header=opening)
