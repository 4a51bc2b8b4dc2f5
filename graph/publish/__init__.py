"""The graph to files: one module a format, one registry."""
