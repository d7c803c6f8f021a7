"""One file a published format or register: how it is recognised, how it is read, an example.

A tabular source declares ``source`` (the name people see), ``title``, ``table``, ``fields`` and, where it helps,
``signs`` (headings that only it has), ``recognise_grid(grid, mapping)`` (a score to add; negative refuses),
``constants`` and ``derive`` (column -> SQL over the mapped text, for what must be made from several columns). A source
of JSON documents declares ``source``, ``title``, ``recognise(document)`` (a score, 0 for no) and ``read(document)``
(pairs of table name and row). Names that open with an underscore are shared helpers.
"""

from keepitlocal.sources._input import Choice, read_input
from keepitlocal.sources._summary import Reading

__all__ = ["Choice", "Reading", "read_input"]
