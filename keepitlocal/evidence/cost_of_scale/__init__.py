"""Whether large contracts cost more than small ones: what speaks for it, what against it, and what cannot be told."""
