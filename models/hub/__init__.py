"""Models that are fetched from a hub: see the modules."""
