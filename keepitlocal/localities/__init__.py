"""Rules for local, one file each.

A rule is a module with ``title`` (what people read, which may hold ``{name}`` of the place), ``judge(presence, *, place)``
giving a Verdict, and ``applies(place)`` saying whether the place has what the rule needs. Rules are computed side by side.
"""
