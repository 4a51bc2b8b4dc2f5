"""Policy themes: our SKOS scheme as data, and a classifier that gives themes to articles, with evidence."""
