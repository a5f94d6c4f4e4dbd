"""What reviewers decide: events that are only ever added, and how an article stands after them."""
