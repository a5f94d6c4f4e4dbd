"""Sentences that are broken, cut in two, or said twice."""
