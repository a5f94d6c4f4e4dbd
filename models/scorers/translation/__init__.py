"""The back-end of translation models."""
