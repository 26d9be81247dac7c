"""Registries of one's own: files of actors, issues and role nouns that a user brings, joined with what the seeds know."""
