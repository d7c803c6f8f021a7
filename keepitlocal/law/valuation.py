"""The worksheet of an estimate: Procurement Act 2023, Schedule 3. Every line counts, and every line is shown.

Pence. Amounts of a line are as the officer gives them; ``vat`` says whether a fifth is to be added (section 123(2): an
amount includes what is referable to VAT). A line that is not known stays open, and the whole is then "at least".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from keepitlocal.domain.commission import CONCESSION, FRAMEWORK

VAT_PERCENT = 20  # the main rate; some care, welfare and education is exempt, and then nothing is added

# Schedule 3, paragraphs 1 to 3: id, what it is, and its paragraph.
CONTRACT_LINES = (
    ("payable", "What you expect to pay over the first term, and have paid already", "paragraph 1(1)"),
    ("extensions", "Extensions and renewals, each as if it were taken", "paragraph 1(2)"),
    ("options", "Options for more goods, services or works", "paragraph 1(2)"),
    ("fees", "Premiums, fees, commissions and interest", "paragraph 1(2)"),
    ("in_kind", "What you give in kind: rooms, goods, staff", "paragraph 1(2)"),
    ("prizes", "Prizes and payments to those who take part", "paragraph 1(2)"),
)
FRAMEWORK_LINES = (("call_offs", "Every contract that may be called off, by anyone who may use it", "paragraph 2"),)
CONCESSION_LINES = (
    (
        "receipts",
        "The most that the supplier could receive over the first term, from users and from you",
        "paragraph 3(2)",
    ),
    ("extensions", "Extensions and renewals, each as if it were taken", "paragraph 3(3)"),
    ("options", "Options for more services or works", "paragraph 3(3)"),
    ("fees", "Premiums, fees, commissions and interest", "paragraph 3(3)"),
    ("in_kind", "What you give in kind: rooms, goods, staff", "paragraph 3(3)"),
    ("assets", "Sales of assets", "paragraph 3(3)"),
)
SEPARATE = "related"  # Schedule 3, paragraph 4: contracts that could reasonably be one with it


@dataclass(frozen=True)
class Line:
    """One line of the worksheet; ``pence`` is with VAT where it is due, None where it is not known."""

    id: str
    what: str
    citation: str
    pence: int | None


@dataclass(frozen=True)
class Worksheet:
    """An estimate with its lines. ``total_pence`` adds what is known; ``open_lines`` are those that are not."""

    lines: tuple[Line, ...]
    related_pence: int
    separate_reasons: str
    total_pence: int

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """Lines that nobody has answered yet."""
        return tuple(line for line in self.lines if line.pence is None)

    @property
    def words(self) -> str:
        """The estimate in a sentence."""
        least = "at least " if self.open_lines else ""
        said = f"The estimate is {least}£{self.total_pence // 100:,} with VAT"
        if not self.related_pence:
            return f"{said}."
        if self.separate_reasons:
            return f"{said}; £{self.related_pence // 100:,} of others is left out for the reasons given (Schedule 3, paragraph 4)."
        return f"{said}, with £{self.related_pence // 100:,} of others that could reasonably be one with it (Schedule 3, paragraph 4)."


def lines_for(form: str, /) -> tuple[tuple[str, str, str], ...]:
    """The lines that an estimate has: id, what it is, paragraph."""
    return {FRAMEWORK: FRAMEWORK_LINES, CONCESSION: CONCESSION_LINES}.get(form, CONTRACT_LINES)


def worksheet(
    amounts: Mapping[str, int],
    /,
    *,
    form: str = "contract",
    vat: bool = True,
    related_pence: int = 0,
    separate_reasons: str = "",
) -> Worksheet:
    """The worksheet of amounts without VAT (pence, by line), VAT added where ``vat``; ``related_pence`` is with VAT already.

    Raises ValueError for a line that there is not, or a sum below nothing.
    """
    known = {id_ for id_, _, _ in lines_for(form)}
    if strange := sorted(amounts.keys() - known):
        raise ValueError(f"{strange[0]} is no line of an estimate of a {form}; there are {', '.join(sorted(known))}")
    if related_pence < 0 or any(pence < 0 for pence in amounts.values()):
        raise ValueError("no line of an estimate is below nothing")
    lines = tuple(
        Line(id_, what, f"Procurement Act 2023, Schedule 3, {paragraph}", _with_vat(amounts.get(id_), vat))
        for id_, what, paragraph in lines_for(form)
    )
    own = sum(line.pence or 0 for line in lines)
    return Worksheet(lines, related_pence, separate_reasons, own + (0 if separate_reasons else related_pence))


def _with_vat(pence: int | None, vat: bool) -> int | None:
    return pence if pence is None or not vat else pence + pence * VAT_PERCENT // 100
