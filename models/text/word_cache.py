"""What was worked out for a word, kept for the next time: of so many words, and of none that is no word.

A text without spaces is one word of 200,000 characters: kept, a thousand of those would fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

MAX_WORDS = 20_000
"""The different words of the longest article, 8 MB a cache: its next words push out those that came longest ago."""
TEXTS_KEPT = 24
"""Sentences whose numbers, dates and times are kept, for each is read beside its neighbours, of which there are few."""
MAX_WORD_LENGTH = 64
"""Longer ones are worked out anew each time: hardly a word of any language is, and none comes often."""
Given = ParamSpec("Given")
Result = TypeVar("Result")


def remembered(
    most: int = MAX_WORDS, longest: int = MAX_WORD_LENGTH
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """A decorator for functions of texts: keeps `most` results of texts of up to `longest` characters."""

    def decorated(function: Callable[Given, Result]) -> Callable[Given, Result]:
        kept = lru_cache(most)(function)

        @wraps(function)
        def answer(*texts: Any, **named: Any) -> Result:
            for text in texts:
                if len(text) > longest:
                    return function(*texts, **named)
            return kept(*texts, **named)

        return answer

    return decorated
