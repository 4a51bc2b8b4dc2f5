"""A trained text encoder: its view of every word of an article, and what its heads read off it."""
