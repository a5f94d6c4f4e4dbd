"""Dates and times: read, compared with the source, held against calendar and clock."""
