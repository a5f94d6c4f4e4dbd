"""Characters and the spaces between them: brackets, encoding, invisible marks, glued text."""
