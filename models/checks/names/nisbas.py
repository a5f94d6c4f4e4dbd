"""Another surname of Arabic form than the source gives somebody: Khalid al-Maghribi for خالد المنصوري.

Arabic and Persian have no capitals that would tell names from words. But where English has a name, a space and one that
begins with "al-", and the source has the same first name with another word in al- behind it, the two are one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from models.checks.names.likeness import is_like, is_same_name
from models.checks.names.name_forms import Name, romanised, sounds
from models.spans import Span

LANGUAGES = frozenset({"ar"})
MIN_LETTERS = 4
_ARTICLE = "ال"
_VOWELS = regex.compile("[aeiouwy]")
_NAMED = regex.compile(r"(?<![\p{L}\-])(\p{Lu}\p{Ll}{2,})\s(?:[Aa]l|[Ee]l)[\s\-](\p{Lu}\p{Ll}{3,})(?![\p{L}\-])")


def other_nisbas(target: str, theirs: Sequence[Name], lang: str) -> Iterator[tuple[Name, Name]]:
    """(the wrong surname, the source's word), where neither sounds like anything of the other side.

    `theirs`: the words of the source, in order.
    """
    if lang not in LANGUAGES:
        return
    named = [tuple(Name(Span(*match.span(n)), match[n]) for n in (1, 2)) for match in _NAMED.finditer(target)]
    for first, last in named:
        for stays, there in pairwise(theirs):
            if not there.text.startswith(_ARTICLE) or len(there.text) < len(_ARTICLE) + MIN_LETTERS:
                continue
            if not is_same_name(stays, first, lang) or any(is_like(word, last.key, lang) for word in theirs):
                continue
            if any(is_like(there, other.key, lang) or _begin_alike(there, other, lang) for _, other in named):
                continue
            yield last, there


def _begin_alike(theirs: Name, ours: Name, lang: str) -> bool:
    """By the first two consonants: Hinai is الهنائي, of which little else is left in Latin letters."""
    begins = [_VOWELS.sub("", sounds(latin))[:2] for latin in romanised(theirs.text.removeprefix(_ARTICLE), lang)]
    return _VOWELS.sub("", sounds(ours.key))[:2] in begins
