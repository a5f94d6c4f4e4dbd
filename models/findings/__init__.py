"""From ratings and rules to what a report says: passages, flags, scores, the verdict."""
