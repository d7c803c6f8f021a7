"""Step 4: contracts that local organisations can carry, how they are let, and grants where they fit."""
