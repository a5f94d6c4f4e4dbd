"""Telling the CMS: signed messages to endpoints that an operator registered."""
