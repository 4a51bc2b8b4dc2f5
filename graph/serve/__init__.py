"""The graph over HTTP: a page for people, SPARQL 1.1 Protocol, search, entities and reconciliation for programs.

`graph.serve.app.application` makes the ASGI application of a built folder, `graph.serve.run.serve` runs it. Queries
are answered by processes of their own (`graph.serve.pool`), which can be stopped.
"""
