"""Translators' files: XLIFF in and out, TMX and PO in."""
