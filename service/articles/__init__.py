"""Articles that the service keeps: how they come in, and how they are found again."""
