"""Calibrating: what a model's numbers are worth, fitted on the dev sets."""
