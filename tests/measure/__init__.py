"""What measures the service, run for a moment."""
