"""Lots that local organisations can carry: the problem, its plans, the search for them and a bound below all of them."""
