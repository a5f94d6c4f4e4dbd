"""The quality checker itself: text, models, checks and the verdict. Importing it loads nothing."""
