"""The graph in the formats of other tools: one module each, listed in `graph.publish.registry`."""
