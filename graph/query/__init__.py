"""Answers from the RDF: an Oxigraph store and the saved queries."""
