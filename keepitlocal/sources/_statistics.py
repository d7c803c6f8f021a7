"""SQL for files whose rows give several figures about one area: each figure becomes a row of its own."""

from collections.abc import Mapping as Map

NO_FIGURE = "no figure"


def figures(measures: Map[str, str], /) -> dict[str, str]:
    """The ``measure`` and ``value`` columns, of SQL for each measure. A row set aside stays one row."""
    given = ", ".join(f"CASE WHEN {value} IS NOT NULL THEN '{measure}' END" for measure, value in measures.items())
    return {"measure": _each(given), "value": _each(", ".join(measures.values()))}


def _each(items: str) -> str:
    there = f"list_filter([{items}], lambda item: item IS NOT NULL)"
    return f"unnest(CASE WHEN aside IS NOT NULL THEN [NULL] ELSE {there} END)"


def no_figure(measures: Map[str, str], /) -> str:
    """Whether a row gives none of the figures."""
    return f"coalesce({', '.join(measures.values())}) IS NULL"
