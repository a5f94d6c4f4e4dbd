"""Numbers and measures of one side against those of the other."""
