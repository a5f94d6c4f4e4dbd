"""What was left in the language or the script of the source."""
