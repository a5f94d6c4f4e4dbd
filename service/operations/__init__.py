"""What whoever runs the service wants to know."""
