"""Whether the names of a passage are the source's: then nothing should say that they may differ."""

from __future__ import annotations

from models.article import Segment
from models.checks.names.likeness import WITHOUT_SOUNDS, is_same_name
from models.checks.names.name_forms import is_cased, names_in, words_in
from models.spans import Span

MIN_NAME = 3
"""Letters of a name; shorter ones are like too many words."""


def names_agree(segment: Segment, lang: str, place: Span) -> bool:
    """True where the target has names at `place`, and each of them sounds like a word of the source (in `lang`).

    `place`: offsets of the segment's target. True of "Salem" beside "سالم"; False of Egypt beside "مصر", which
    may well be right, and of every source whose writing says too little of sounds.
    """
    names = [name for name in names_in(segment.target, MIN_NAME) if name.span.overlaps(place)]
    if not names or lang in WITHOUT_SOUNDS:
        return False
    words = [word for word in words_in(segment.source) if not is_cased(word.text) or word.text[0].isupper()]
    return all(any(is_same_name(word, name, lang) for word in words) for name in names)
