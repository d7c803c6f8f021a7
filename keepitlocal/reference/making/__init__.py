"""Commands that make the tables of ``reference``: ``python -m keepitlocal.reference.making.councils`` and so on.

They are run by people who keep the tables, never by the program.
"""
