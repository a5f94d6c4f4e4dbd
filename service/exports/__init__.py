"""What leaves the service as files: decisions, post-edits, articles. One file a format, none of them knows HTTP."""
