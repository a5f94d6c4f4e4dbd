"""What stands in deploy/ and in the Dockerfile fits the service, read without an engine."""
