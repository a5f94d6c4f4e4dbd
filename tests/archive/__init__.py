"""Archives of articles: read, cut into shards, checked by runs that are killed."""
