"""Engines hand over named tables from Parquet and run an expression. Nothing else of the program knows which one it is.

An engine is a module with ``connect(tables: dict[str, list[Path]])`` giving an Engine; which ones there are is what the folder holds.
"""
