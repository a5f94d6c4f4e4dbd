"""Archives: many articles checked in one run that may be stopped at any time and goes on where it was."""
