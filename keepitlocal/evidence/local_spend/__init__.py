"""How much of what the council could choose how to spend went to organisations based or working here."""
