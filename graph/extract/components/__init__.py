"""The registered spaCy components of the extraction pipeline; each can be replaced by name in the settings.

They hand their results on through the Doc:

``doc._.article``       the `graph.core.types.Article` that is read (its ``parts`` tell title, body, dateline)
``doc.spans["mentions"]``   spans whose ``label_`` is an entity type of the ontology (set by mentions; coreference
                        may retype them), ordered, not overlapping except a place inside a name
``doc._.encoded``       a `graph.extract.encoder.model.Encoded`, the encoder's view of the Doc, or None (encoder)
``doc._.scores``        one float in [0, 1] for each of these spans
``doc._.chances``       for each of these spans a dict of probabilities by type, or None where there are none (optional)
``doc._.chains``        list of lists of indices into these spans: those that name the same thing (coreference);
                        every index in exactly one chain
``doc._.claims``        list of `Fact` (relations)
``doc._.themes``        list of `ThemeSpan` (themes)
"""
