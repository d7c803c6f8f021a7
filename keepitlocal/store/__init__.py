"""The store of a place: immutable Parquet parts, versions that name them, and a lock."""
