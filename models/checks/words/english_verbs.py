"""Which words of an English sentence could be its finite verb, by inflection and by what stands before.

There is no tagger: lemminflect's dictionary lists every form a word can have, and the neighbours rule
out what cannot be a predicate ("the talks", "to insist", "a plan drawn up by"). Whenever in doubt a
word counts as a possible finite verb, so that a sentence called verbless really has none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from models.checks.words.english_tables import all_inflections, all_lemmas
from models.text.word_cache import remembered

AUXILIARIES = frozenset([
    "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will",
    "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "need", "dare",
    "cannot", "ain't", "'m",
])  # fmt: skip
_FINITE_AUXILIARIES = AUXILIARIES - {"be", "been"}
_AUXILIARY_NOUNS = frozenset(["will", "can", "might", "must", "need", "may", "do"])
DETERMINERS = frozenset([
    "the", "a", "an", "this", "these", "those", "my", "your", "his", "its", "our", "their", "some",
    "any", "no", "every", "each", "either", "neither", "all", "both", "such", "another", "other",
    "several", "many", "few", "most", "more", "much", "whose", "what", "which",
])  # fmt: skip
PREPOSITIONS = frozenset([
    "of", "in", "on", "at", "by", "for", "from", "with", "about", "against", "between", "into",
    "through", "during", "before", "after", "above", "below", "under", "over", "across", "along",
    "among", "around", "behind", "beneath", "beside", "besides", "beyond", "despite", "except",
    "inside", "near", "onto", "outside", "per", "since", "throughout", "toward", "towards", "upon",
    "within", "without", "amid", "via", "versus",
])  # fmt: skip
PRONOUNS = frozenset([
    "i", "you", "he", "she", "it", "we", "they", "who", "that", "which", "there", "this", "these",
    "those", "one", "everyone", "nobody",
])  # fmt: skip
_PLURAL_SUBJECTS = frozenset([
    "i", "you", "we", "they", "who", "that", "which", "these", "those", "and", "both", "all",
])  # fmt: skip
_CALENDAR = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "year", "month", "week", "night", "spring", "summer", "autumn", "fall", "winter",
    "century", "decade", "season", "weekend",
])  # fmt: skip
_BY_WITHOUT_AGENT = frozenset([
    "stood", "passed", "lived", "went", "stopped", "dropped", "came", "swore", "drove", "walked", "ran",
    "began",
])  # fmt: skip
_AGENT_START = regex.compile(r"\p{Lu}|(?:the|an?|his|her|its|their|our|my|your|several|some|many)$")
_ALSO_PRONOUNS = frozenset([
    "this", "that", "these", "those", "which", "what", "all", "both", "many", "most", "some",
])  # fmt: skip
_PARTICLES = frozenset([
    "up", "down", "off", "out", "like", "and", "or", "not", "as",
])  # fmt: skip
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen"])
MAX_KEPT_WORDS = 50_000
"""More than the dictionary of verbs has forms."""


@remembered(MAX_KEPT_WORDS)
def verb_tags(word: str) -> frozenset[str]:
    """Penn tags a lower-case word can have as a verb; "VBN" stands with every regular "VBD".

    verb_tags("states") == {"VBZ"}; verb_tags("launched") == {"VBD", "VBN"}; verb_tags("summit") == set()
    """
    tags: set[str] = set()
    for lemma in all_lemmas(word, "VERB").get("VERB", ()):
        inflections = all_inflections(lemma, "VERB")
        tags.update(tag for tag, forms in inflections.items() if word in forms)
        if "VBD" in tags and "VBN" not in inflections:
            tags.add("VBN")
    return frozenset(tags)


@remembered(MAX_KEPT_WORDS)
def parts_of_speech(word: str) -> frozenset[str]:
    """Universal parts of speech of a lower-case word in the dictionary; empty for an unknown word."""
    return frozenset(all_lemmas(word))


def is_plural(word: str) -> bool:
    """True when a lower-case word can be a plural noun."""
    return any(lemma != word for lemma in all_lemmas(word, "NOUN").get("NOUN", ()))


def may_be_finite(words: Sequence[str], index: int) -> bool:
    """True unless the word at `index` cannot be a finite verb there.

    `words` are those of one sentence, as they are written, punctuation left out.
    """
    word = words[index].replace("’", "'")
    lower = word.lower()
    before = words[index - 1].lower() if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    if "'" in lower:
        return _contraction_is_finite(lower, before, after)
    if lower in _FINITE_AUXILIARIES:
        return not (lower in _AUXILIARY_NOUNS and _takes_noun(before)) and not (word == "May" and index > 0)
    if index and word[0].isupper():
        return False
    tags = verb_tags(lower)
    if not tags:
        return _may_be_unknown_verb(lower)
    return _form_is_finite(words, index, tags, before, after)


def _form_is_finite(words: Sequence[str], index: int, tags: frozenset[str], before: str, after: str) -> bool:
    lower = words[index].lower()
    if "VBD" in tags and "VBN" not in tags:
        return True
    if _takes_noun(before):
        return False
    if "VBD" in tags:
        agent = words[index + 2] if index + 2 < len(words) else ""
        return not (after.lower() == "by" and _is_agent(agent) and lower not in _BY_WITHOUT_AGENT)
    if "VBZ" in tags:
        return index > 0
    if tags & {"VB", "VBP"}:
        return _base_is_finite(words, index, before, after)
    return False


def _contraction_is_finite(lower: str, before: str, after: str) -> bool:
    stem, _, ending = lower.rpartition("'")
    if ending == "s":
        possessed = parts_of_speech(after.lower()) & {"NOUN", "ADJ"} and after.lower() not in PREPOSITIONS
        return stem in PRONOUNS or not (possessed or after[:1].isupper() or after[:1].isdigit())
    return ending != ""


def _takes_noun(before: str) -> bool:
    """True when what stands before calls for a noun, an adjective or an infinitive."""
    if before in DETERMINERS or before in PREPOSITIONS or before in {"to", "not"}:
        return before not in _ALSO_PRONOUNS
    if before.endswith(("'s", "s'", "’s", "s’")):
        return True
    return before in _NUMBERS or before.isdigit() or (bool(before) and parts_of_speech(before) == {"ADJ"})


def _is_agent(word: str) -> bool:
    """True for what may begin the doer after "by": "set up by the", but not "rose by 5" or "by saying"."""
    return bool(_AGENT_START.match(word)) and "VBG" not in verb_tags(word.lower())


def _base_is_finite(words: Sequence[str], index: int, before: str, after: str) -> bool:
    """A plain form is finite at the start (imperative) or after a plural subject."""
    lower = words[index].lower()
    if lower in {"last", "next", "present", "past"} and after.lower() in _CALENDAR:
        return False
    if _is_closed(lower):
        return False
    if index == 0:
        return True
    earlier = [word.lower() for word in words[:index]]
    return any(
        word in _PLURAL_SUBJECTS or is_plural(word) or (word.endswith("s") and not parts_of_speech(word))
        for word in earlier
    )


def _may_be_unknown_verb(lower: str) -> bool:
    """True for a word outside the dictionary with a verb's ending."""
    unknown = not parts_of_speech(lower) and not _is_closed(lower)
    return unknown and lower.endswith(("s", "ed")) and "-" not in lower


def _is_closed(lower: str) -> bool:
    """Function words that the dictionary also lists as verbs ("near", "like", "up")."""
    return lower in DETERMINERS or lower in PREPOSITIONS or lower in _PARTICLES


def has_finite_verb(words: Sequence[str]) -> bool:
    """True when some word of a sentence may be its finite verb.

    has_finite_verb("The end of the strike launched by the drivers in Rome last May".split()) is False
    """
    return any(may_be_finite(words, index) for index in range(len(words)))
