"""The quality network: pairs as token rows, an encoder, and heads on it."""
