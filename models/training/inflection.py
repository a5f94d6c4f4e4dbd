"""English forms: a word put into the form of another, so that what replaces it still fits the sentence."""

from __future__ import annotations

from functools import lru_cache

import lemminflect

TAGS = {"VERB": ("VBD", "VBZ", "VBG", "VBN", "VB"), "NOUN": ("NN", "NNS"), "ADJ": ("JJ", "JJR", "JJS")}
"""Penn Treebank tags by the word classes of lemminflect."""
_CLASSES = {tag: name for name, tags in TAGS.items() for tag in tags}
_CACHE = 100_000


def alike(word: str, model: str) -> str:
    """`word` in the form and case of `model`, as far as the dictionary has it; else as it is.

    alike("advantage", "ports") == "advantages"; alike("heal", "Spreading") == "Healing"
    """
    for tag in forms(model.lower()):
        found = inflected(word.lower(), tag)
        if found:
            word = found
            break
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def same_class(one: str, other: str) -> bool:
    """True when both can be verbs, both nouns or both adjectives."""
    first, second = ({_CLASSES[tag] for tag in forms(word.lower())} for word in (one, other))
    return bool(first & second)


@lru_cache(_CACHE)
def forms(word: str) -> tuple[str, ...]:
    """The tags that a lower-case word can have, verbs first: forms("ports") == ("VBZ", "NNS")."""
    lemmas = lemminflect.getAllLemmas(word)
    return tuple(
        tag
        for word_class, tags in TAGS.items()
        for tag in tags
        if any(word in lemminflect.getInflection(lemma, tag, inflect_oov=False) for lemma in lemmas.get(word_class, ()))
    )


@lru_cache(_CACHE)
def inflected(word: str, tag: str) -> str:
    """The form of a lower-case word that a tag asks for, "" when it has none."""
    word_class = next(name for name, tags in TAGS.items() if tag in tags)
    for lemma in lemminflect.getAllLemmas(word).get(word_class, ()):
        for form in lemminflect.getInflection(lemma, tag, inflect_oov=False):
            return str(form)
    return ""
