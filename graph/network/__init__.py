"""`Entity` and `Statement` to networkx: the graph in memory and its measures."""
