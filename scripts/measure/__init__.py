"""Measuring: what the checker, the model and the rules are worth, on data with known answers."""
