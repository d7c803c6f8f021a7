"""Step 3: which community organisations the council works with already."""
