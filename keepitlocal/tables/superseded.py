"""Rows that stand in a later file too, and so do not count (derived)."""

from keepitlocal.tables import TRACE

version = 1
columns = {name: TRACE[name] for name in ("input", "row", "set_aside")}
