"""Measures what the product does, on data that is not shipped with it."""
