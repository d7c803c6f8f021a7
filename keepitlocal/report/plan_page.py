"""A plan as one page that opens from disk."""

from collections.abc import Iterable

from keepitlocal.report.pages import render
from keepitlocal.report.plan import Plan


def page(plan: Plan, /, *, files: Iterable[str] = ()) -> str:
    """The page; ``files`` are the names of further files beside it."""
    return render("plan.html", p=plan, files=tuple(files), listed={rule.id for rule in plan.rules})
