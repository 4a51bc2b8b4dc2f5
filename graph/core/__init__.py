"""What every stage shares: the types between stages, the ontology, names, places, errors and settings."""
