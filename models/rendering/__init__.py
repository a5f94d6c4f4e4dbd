"""A report for people: on a terminal, as a self-contained page, and as the parts a page is made of."""
