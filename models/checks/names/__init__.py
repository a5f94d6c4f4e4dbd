"""Names: told from words, compared across scripts, spelt alike within an article."""
