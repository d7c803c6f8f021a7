"""The tables of a report as sheets of its workbook: the same rows as on its pages, exact."""

from keepitlocal.report.subject import Subject
from keepitlocal.report.workbook import COUNT, PENCE, TEXT, Table


def tables(subject: Subject, /, *, suppliers_from_pence: int = 5_000_000) -> list[Table]:
    """What the money is, and the suppliers that may be listed by name (those paid £50,000 or more in some year)."""
    return [_money(subject), _suppliers(subject, suppliers_from_pence)]


def _money(subject: Subject) -> Table:
    columns = (
        ("Line", TEXT),
        ("Why", TEXT),
        ("Taken out", TEXT),
        ("Pounds", PENCE),
        ("Of which credits", PENCE),
        ("Published lines", COUNT),
    )
    rows: list[list[object]] = [["Everything published", "", "", subject.published_pence, None, subject.published_rows]]
    rows += [
        [line.title, line.why, "yes" if line.removed else "no, shown apart", line.pence, line.credit_pence, line.rows]
        for line in subject.lines
    ]
    rows.append(["What the council could choose how to spend", "", "", subject.choosable_pence, None, None])
    rows.append(["Procurement cards, counted apart", "", "", subject.cards_pence, None, None])
    return Table(
        "What the money is", "From everything published to what the council could choose how to spend", columns, rows
    )


def _suppliers(subject: Subject, least: int) -> Table:
    years = sorted({year for supplier in subject.suppliers for year, _ in supplier.by_year})
    columns = (
        ("Organisation", TEXT), ("Id", TEXT), ("Kind", TEXT), (subject.lead_rule.title, TEXT),
        ("Because", TEXT), ("Control", TEXT),
        ("Source", TEXT), *((year, PENCE) for year in years), ("All years", PENCE),
    )  # fmt: skip
    listed = [one for one in subject.suppliers if any(pence >= least for _, pence in one.by_year)]
    rows = [
        [one.name, one.org_id, one.kind.replace("_", " "), _OUTCOMES.get(one.outcome, one.outcome),
         one.because, one.control,
         one.source, *(dict(one.by_year).get(year) for year in years), one.pence]
        for one in sorted(listed, key=lambda one: (-one.pence, one.name))
    ]  # fmt: skip
    note = (
        "Found on a register or published as a grant recipient. Individuals, sole traders and partnerships are never "
        "listed. Is one wrong? Tell the council."
    )
    return Table("Suppliers listed", "Organisations paid £50,000 or more in a year", columns, rows, note)


_OUTCOMES = {
    "local": "based or working here",
    "elsewhere": "we found an address elsewhere only",
    "unknown": "we could not tell",
}
