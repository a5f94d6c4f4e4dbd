"""What the service keeps, and the database it is kept in."""
