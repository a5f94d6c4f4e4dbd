"""What is HTTP about the service: what comes in, what goes wrong with it, and what is said and logged of it."""
