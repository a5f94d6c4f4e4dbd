"""Passwords of people: what is taken for one, and how it is kept (scrypt, by `werkzeug.security`)."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

import regex
from werkzeug.security import check_password_hash, generate_password_hash

from models.errors import InvalidInput

MIN_PASSWORD_LENGTH = 10
"""Characters: at ten tries a minute nobody gets through those; signs and digits are not asked for."""
MAX_PASSWORD_LENGTH = 200
"""Characters: more than anybody types, and no long work for whoever sends a novel."""
UNTYPED = regex.compile(r"[\p{Cc}\p{Cs}]")
"""Characters that nobody types: of control, and halves of a UTF-16 pair."""

MAX_AT_ONCE = 2
"""Passwords that are worked on at once, 32 MB each: else as many as there are threads, for any stranger who asks."""
_places = threading.BoundedSemaphore(MAX_AT_ONCE)


def hashed(password: str, *known: str) -> str:
    """What is kept of a password. Takes some 50 ms and 32 MB.

    Raises InvalidInput for one that is too short or too long, or is one of the words that others know (`known`).
    """
    length = len(password)
    if not MIN_PASSWORD_LENGTH <= length <= MAX_PASSWORD_LENGTH:
        bounds = f"from {MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH} characters"
        raise InvalidInput(f"a password has {bounds}, this one has {length:,}", "password")
    if UNTYPED.search(password):
        raise InvalidInput("a password has only characters that can be typed", "password")
    if _normal(password).strip().casefold() in {_normal(word).casefold() for word in known} or len(set(password)) == 1:
        raise InvalidInput("choose another password: this one is too easily guessed", "password")
    with _places:
        return generate_password_hash(_normal(password), method="scrypt")


def matches(password: str, kept: str) -> bool:
    """Whether it is the password that `kept` was made of. Without one (""), it takes as long and is False."""
    short = password[:MAX_PASSWORD_LENGTH + 1]
    with _places:
        same = check_password_hash(kept or _nobodys(), _normal(short))
    return same and bool(kept) and short == password


def _normal(password: str) -> str:
    """Keyboards write the same letters in different ways: é as one character or as two."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return generate_password_hash("", method="scrypt")
