"""Answers from the RDF: an Oxigraph store and the saved queries."""

from graph.query.saved import SavedQuery, run_saved, saved_queries
from graph.query.store import ask, open_store
from graph.query.table import Table

__all__ = ["SavedQuery", "Table", "ask", "open_store", "run_saved", "saved_queries"]
