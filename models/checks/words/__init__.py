"""What the rules know of languages: tables of words, one file a subject; a new language has its rows here."""
