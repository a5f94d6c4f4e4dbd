"""Measuring: what the checker, the model, the rules and the service are worth, on data with known answers."""
