"""Synthetic errors: a sound translation with some words made wrong, and which ones.

Most errors read well: a phrase is replaced by another that stands between the same two words elsewhere
("made attempts to *move closer* to" / "to *take advantage of* to"), so that only the source gives them away.
Others come from misreading the source (`misreading`) or turn the meaning round (`meaning_shifts`); the rest
breaks the sentence. Generated errors after Lee (2020), Tuan et al. (2021) and DESIGN's trial.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from models.languages import ENGLISH
from models.network.kinds import KINDS, UNKNOWN_KIND
from models.text.lexicon import Lexicon
from models.text.normalise import stem
from models.training import meaning_shifts as shifts
from models.training.draft import Draft
from models.training.misreading import Misreader, supported
from models.training.phrasebook import Phrasebook, ending

Kind = Callable[[Draft, Sequence[str]], None]
"""One kind of error, made in a draft whose source has these stems; sometimes it finds no place to be made."""

BROKEN_JOINTS = (".", ".", ".", ";", "–", ",", "that", "which", "it", "and", "of", "with")
MIN_WORDS = 4
"""Words of a sentence in which an error can be made."""
AUXILIARIES = frozenset(["is", "are", "was", "were", "will", "has", "have", "had", "can", "could", "would", "should"])
NEGATIONS = ("not", "never", "no longer")
SYNTHETIC_KIND = {
    name: KINDS.index(kind)
    for kind, names in {
        "sense": ("phrase_in_context", "word_of_same_ending", "lookalike", "other_sense"),
        "opposite": ("turn_round", "negate"),
        "roles": ("exchange_names", "change_relation", "change_person"),
        "time": ("change_tense",),
        "number": ("change_fact",),
        "addition": ("insert",),
        "language": ("swap", "break_sentence", "repeat"),
    }.items()
    for name in names
}
"""The kind (an index of KINDS) of each kind of error made here, where it is of one kind."""


def unfaithful(lexicon: Lexicon, book: Phrasebook, rng: random.Random) -> dict[str, tuple[Kind, int]]:
    """Errors that only the source gives away, by name, with their shares."""
    misreader = Misreader(lexicon, rng)
    return {
        "lookalike": (misreader.lookalike, 14),
        "other_sense": (misreader.other_sense, 8),
        "exchange_names": (lambda draft, _: shifts.exchange_names(draft, rng), 5),
        "change_relation": (lambda draft, _: shifts.change_relation(draft, book, rng), 5),
        "turn_round": (lambda draft, _: shifts.turn_round(draft, rng), 6),
        "change_person": (lambda draft, _: shifts.change_person(draft, rng), 2),
        "change_tense": (lambda draft, _: shifts.change_tense(draft, rng), 4),
    }


class Corruptor:
    """Makes errors in the targets of one source language."""

    def __init__(self, book: Phrasebook, lexicon: Lexicon | None, rng: random.Random) -> None:
        self.book, self.lexicon, self.rng = book, lexicon, rng
        self.kinds: dict[str, tuple[Kind, int]] = {
            "phrase_in_context": (self.phrase_in_context, 40),
            "word_of_same_ending": (self.word_of_same_ending, 16),
            "foreign_phrase": (self.foreign_phrase, 8),
            "drop": (self.drop, 8),
            "swap": (self.swap, 8),
            "break_sentence": (self.break_sentence, 9),
            "insert": (self.insert, 5),
            "repeat": (self.repeat, 2),
            "change_fact": (self.change_fact, 6),
            "negate": (self.negate, 4),
        }
        if lexicon is not None:  # without a source nobody can tell that these are wrong
            self.kinds |= unfaithful(lexicon, book, rng)

    def corrupt(self, words: Sequence[str], source_stems: Sequence[str]) -> Draft:
        """A copy with one to three errors (more in longer sentences)."""
        draft = Draft.of(words)
        shares = [share for _, share in self.kinds.values()]
        edits = self.rng.choice((1, 1, 2, 3)) + (len(words) > 30)
        for name in self.rng.choices(list(self.kinds), shares, k=edits):
            if len(draft.words) >= MIN_WORDS:
                draft.making = SYNTHETIC_KIND.get(name, UNKNOWN_KIND)
                self.kinds[name][0](draft, source_stems)
        return draft

    def phrase_in_context(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """A fluent mistranslation: other words that stand between the same neighbours elsewhere."""
        for _ in range(6):
            start = self.rng.randrange(1, len(draft.words) - 1)
            end = min(len(draft.words) - 1, start + self.rng.choice((1, 1, 2, 2, 3)))
            options = self.book.phrases(draft.words[start - 1], draft.words[end])
            if not options or any(draft.wrong[start:end]):
                continue
            phrase = self.rng.choice(options)
            old = {stem(word, ENGLISH) for word in draft.words[start:end]}
            fresh = [word for word in phrase if stem(word, ENGLISH) not in old]
            if any(len(word) > 3 for word in fresh) and not self._supported(fresh, source_stems):
                draft.replace(start, end, phrase)
                return

    def word_of_same_ending(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """Another word of about the same class."""
        start = self._content_word(draft)
        word = self.rng.choice(self.book.by_ending.get(ending(draft.words[start]), ("thing",)))
        if stem(word, ENGLISH) != stem(draft.words[start], ENGLISH) and not self._supported(
            [word], source_stems
        ):
            draft.replace(start, start + 1, [word])

    def foreign_phrase(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """Two to five words out of another sentence."""
        other = self.rng.choice(self.book.sentences)
        length = self.rng.randint(2, 5)
        cut = self.rng.randrange(max(1, len(other) - length))
        start = self.rng.randrange(len(draft.words))
        draft.replace(
            start, min(len(draft.words), start + self.rng.randint(1, length)), other[cut : cut + length]
        )

    def drop(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """An omission: the words on either side of the gap are unclear, unless they are wrong already."""
        length = self.rng.randint(1, min(6, len(draft.words) - 3))
        start = self.rng.randrange(len(draft.words) - length)
        draft.leave_out(start, start + length)

    def swap(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """Two neighbouring chunks change places."""
        size = self.rng.randint(1, min(4, len(draft.words) // 2))
        start = self.rng.randrange(len(draft.words) - 2 * size + 1)
        middle, end = start + size, start + 2 * size
        draft.replace(start, end, draft.words[middle:end] + draft.words[start:middle])

    def break_sentence(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """A full stop (or a stray joint) in the middle; what follows may begin in a capital."""
        place = self.rng.randrange(2, len(draft.words) - 1)
        joint = self.rng.choice(BROKEN_JOINTS)
        following = draft.words[place]
        if joint == ".":
            following = following[:1].upper() + following[1:]
        lost = self.rng.random() < 0.4  # sometimes a word goes missing at the break
        draft.replace(place, place + 1 + lost, [joint, following])

    def insert(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """A word too many."""
        word = self.rng.choice(self.rng.choice(self.book.sentences))
        place = self.rng.randrange(len(draft.words))
        draft.replace(place, place, [word])

    def repeat(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """A word or chunk twice."""
        size = self.rng.choice((1, 1, 2, 4))
        start = self.rng.randrange(max(1, len(draft.words) - size))
        draft.replace(start + size, start + size, draft.words[start : start + size])

    def change_fact(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """Another number."""
        numbers = [i for i, word in enumerate(draft.words) if word.isdecimal() and not draft.wrong[i]]
        if numbers:
            place = self.rng.choice(numbers)
            changed = str(self.rng.randint(2, max(20, 2 * int(draft.words[place][:6]))))
            if changed != draft.words[place]:
                draft.replace(place, place + 1, [changed])

    def negate(self, draft: Draft, source_stems: Sequence[str]) -> None:
        """A negation that is not there, or none where there was one."""
        negated = [i for i, word in enumerate(draft.words) if word in ("not", "never") and 0 < i < len(draft.words) - 1]
        if negated and self.rng.random() < 0.7:
            place = self.rng.choice(negated)
            kept = draft.words[place - 1]
            draft.replace(place - 1, place + 1, [kept])
            return
        places = [i for i, w in enumerate(draft.words[:-1]) if w in AUXILIARIES and not draft.wrong[i]]
        if places:
            place = self.rng.choice(places)
            draft.replace(place + 1, place + 1, self.rng.choice(NEGATIONS).split())

    def _content_word(self, draft: Draft) -> int:
        content = draft.content()
        return self.rng.choice(content) if content else self.rng.randrange(len(draft.words))

    def _supported(self, words: Sequence[str], source_stems: Sequence[str]) -> bool:
        """True when the source could have said it after all."""
        if self.lexicon is None or not source_stems:
            return False
        content = [word for word in words if len(word) > 3]
        return bool(content) and supported(content, source_stems, self.lexicon)
