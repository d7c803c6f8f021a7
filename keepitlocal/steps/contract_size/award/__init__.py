"""Award under limits: lots go to bids by the mechanism that the tender notice gave, and nothing here is our own choice.

A procedure may limit the lots that one supplier bids for (Procurement Act 2023, section 20(7): rule PA-020b) and those
that it is awarded, if it gives an objective mechanism for a supplier that would otherwise exceed the limit (section 23(4):
rule PA-023d). The tender notice says both (SI 2024/692, regulation 18(2)(p)(i) to (iii)). Scores are exact fractions,
money whole pence. Where the published rule does not settle something, ``Unsettled`` asks, and nothing is awarded.
"""
