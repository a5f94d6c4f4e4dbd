"""Names of elements that stand in running text: HTML's, and the inline elements of XLIFF and TMX."""

from __future__ import annotations

_HTML = """
    a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center cite code col dd del
    details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input
    ins kbd label li link main mark nav object ol option p picture pre q rp rt ruby s samp section select small source
    span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr tt u ul var video wbr
"""
_INLINE = "bpt bx cp csc ec em ept ex g hi it mrk pc ph sc sm ut x"
TAG_NAMES = frozenset(f"{_HTML} {_INLINE}".split())
