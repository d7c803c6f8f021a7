"""What each line of published spend is: from everything published to what the council could choose how to spend."""

from keepitlocal.evidence.the_money._lines import (
    CHOOSABLE,
    Line,
    Overrides,
    clean_name,
    first_of,
    line_of_label,
    line_of_payee,
    lines,
)

__all__ = ["CHOOSABLE", "Line", "Overrides", "clean_name", "first_of", "line_of_label", "line_of_payee", "lines"]
