"""The web service: a JSON interface and a page over one checker."""
