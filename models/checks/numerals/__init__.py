"""Numbers as they are written, in digits, words and signs of any language, read as values."""
