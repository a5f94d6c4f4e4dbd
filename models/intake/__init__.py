"""What was sent becomes an article: requests, fields, HTML, the languages."""
