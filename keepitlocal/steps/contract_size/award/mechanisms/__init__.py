"""Mechanisms for supplier selection where a bidder would otherwise exceed a limit. One file a mechanism.

A mechanism's file has the ``name`` that a file of bids uses, a ``title`` that opens with it, ``notice(case)`` (paragraphs
drafted for the tender notice), ``differs`` and ``against`` (for the officer who chooses one), and ``award(case) -> Award``.
"""

from types import ModuleType

from keepitlocal.discover import modules


def mechanisms() -> dict[str, ModuleType]:
    """Every mechanism by its name."""
    return {module.name: module for module in modules(__name__)}
