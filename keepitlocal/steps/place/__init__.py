"""Step 1: services of a place seen together. Where departments pay the same bodies, or buy similar work apart."""
