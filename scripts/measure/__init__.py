"""What is measured: of models, of checks, and of the service under load."""
