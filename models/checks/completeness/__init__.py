"""What is missing from the translation, and what stands in it that does not belong there."""
