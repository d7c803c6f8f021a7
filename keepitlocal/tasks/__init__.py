"""What a person does, one verb a file: the only place where store, engines, evidence, steps and report meet.

A task is a module whose docstring opens with its help line, with ``arguments(parser)`` and ``run(options) -> int``. Heavy libraries
are imported inside functions: asking for help must stay quick. Names that open with an underscore are helpers.
"""
