"""Files and feeds to `Article` values: read, decode, clean, split off metadata, drop near-duplicates."""
