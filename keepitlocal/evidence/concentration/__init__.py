"""How much of the money a few suppliers hold."""
