"""Who may do what: keys and their scopes."""
