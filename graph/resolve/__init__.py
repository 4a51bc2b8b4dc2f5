"""`Mention` and `Claim` to `Entity` and `Statement`: one node for one real thing."""
