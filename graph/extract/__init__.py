"""`Article` to `Extraction`: a spaCy pipeline of registered components for mentions, coreference, facts and themes."""
