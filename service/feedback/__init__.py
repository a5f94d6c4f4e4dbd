"""What the service learns from its reviewers while it runs."""
