"""Groups of examples out of sound pairs: as they are, with synthetic errors, mismatched, with a sentence too many."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.evaluation.corpora import Pair
from models.languages import LanguagePair
from models.network.kinds import KINDS
from models.text.normalise import stem
from models.text.words import is_wordlike, words
from models.training.corruption import Corruptor
from models.training.mismatches import MISMATCH_MARGIN, mismatched
from models.training.rated import z_of_share
from models.training.rows import UNKNOWN, Example, Group, without_source
from models.training.source_gold import source_gold

WEIGHT = 0.4
SHARES = {"mismatched": 0.30, "sound": 0.04, "addition": 0.04, "omission": 0.06, "corrupted": 0.44, "salad": 0.12}
MIN_SALAD_WORDS = 5
"""Of fewer words out of order a sentence may still read well."""
SALADS_ALONE, SALAD_MARGIN = 0.4, 1.5
"""Share of salads that are shown without their source, and by how much z at most a salad is worse."""
JOINED, MAX_JOINED_WORDS = 0.35, 22
"""So many short pairs become one with another, so that a full stop is nothing bad in itself."""
MIN_SHARE = 0.02
ON_SUBJECT = 0.7
"""So many mismatched sources are on the target's subject: neighbours in an article are, and look alike."""
MAX_ALIKE = 0.6
"""Share of the words of the shorter of two targets above which they may say the same."""
INDEXED, MIN_LETTERS, MAX_SEEN = 60_000, 5, 60
"""Of a language's pairs, those looked at for that; how long a word must be, and in how many it may stand."""


@dataclass
class Synthesiser:
    """Examples out of sound pairs of one language, into English or (`from_english`) out of it."""

    lang: str
    pairs: Sequence[Pair]
    corruptor: Corruptor
    rng: random.Random = field(default_factory=random.Random)
    from_english: bool = False

    def draw(self) -> Group:
        """A random group."""
        source, target = self._pair()
        if len(target) < MAX_JOINED_WORDS and self.rng.random() < JOINED:
            more_source, more_target = self._pair()
            source, target = source + more_source, target + more_target
        kind = self.rng.choices(list(SHARES), list(SHARES.values()))[0]
        if kind == "mismatched":
            sound = self._error_free(source, target)
            return Group([sound, self._mismatched(sound)], [(0, 1, MISMATCH_MARGIN)])
        if kind == "addition":
            return Group([self._addition(source, target)])
        if kind == "salad" and len(target) >= MIN_SALAD_WORDS:
            return self._beside_salad(source, target)
        sound = self._error_free(source, target)
        if kind == "sound":
            return Group([sound])
        worse = self._omission(source, target) if kind == "omission" else self._corrupted(source, target)
        if worse.hter < MIN_SHARE:
            return Group([sound])
        return Group([sound, worse], [(0, 1, min(1.2, 0.3 + 2 * worse.hter))])

    def _pair(self) -> tuple[list[str], list[str]]:
        return self._sides(self.rng.choice(self.pairs))

    def _sides(self, pair: Pair) -> tuple[list[str], list[str]]:
        """The words of the source and of the target."""
        sides = words(pair.source), words(pair.target)
        return (sides[1], sides[0]) if self.from_english else sides

    def _as_long(self, target: list[str]) -> tuple[list[str], list[str]]:
        """Another pair whose target is of about the same length."""
        others = [self._pair() for _ in range(4)]
        return min(others, key=lambda pair: (pair[1] == target, abs(len(pair[1]) - len(target))))

    def _on_subject(self, target: list[str]) -> tuple[list[str], list[str]] | None:
        """Another pair whose target shares a rare word with this one; None where there is none."""
        known = [word for word in target if word in self._with_word]
        if not known:
            return None
        pair = self._sides(self.pairs[self.rng.choice(self._with_word[self.rng.choice(known)])])
        ours, theirs = set(target), set(pair[1])
        alike = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
        return pair if alike < MAX_ALIKE else None

    @cached_property
    def _with_word(self) -> dict[str, list[int]]:
        """Where words of some length stand that few of the first INDEXED targets have, but more than one."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, pair in enumerate(self.pairs[:INDEXED]):
            target = words(pair.source if self.from_english else pair.target)
            for word in {word for word in target if len(word) >= MIN_LETTERS}:
                places[word].append(number)
        return {word: numbers for word, numbers in places.items() if 1 < len(numbers) <= MAX_SEEN}

    def _error_free(self, source: list[str], target: list[str]) -> Example:
        right, answered = [0.0] * len(target), [0.0] * len(source)
        return self._example(target, source, right, answered, 0.0, [0.0] * (len(target) + 1))

    def _example(
        self,
        target: Sequence[str],
        source: Sequence[str],
        wrong: Sequence[float],
        lost: Sequence[float],
        share: float,
        gaps: Sequence[float] = (),
        kind: Sequence[int] = (),
    ) -> Example:
        pair = LanguagePair.beside_english(self.lang, self.from_english)
        return Example(
            pair, target, source, wrong, lost, z_of_share(share), share, WEIGHT, gaps, kind=kind
        )

    def _mismatched(self, sound: Example) -> Example:
        """With another source that is about as long or, harder to tell, on the same subject: it shares a rare word."""
        target = list(sound.target)
        near = self._on_subject(target) if self.rng.random() < ON_SUBJECT else None
        source, own = near or self._as_long(target)
        return mismatched(sound, source, own)

    def _addition(self, source: list[str], target: list[str]) -> Example:
        """A sentence too many, before or after."""
        _, added = self._pair()
        too_many = [1.0 if is_wordlike(word) else UNKNOWN for word in added]
        kinds, kind = [KINDS.index("addition")] * len(added), [-1] * len(target)
        right = [0.0] * len(target)
        share = len(added) / max(1, len(added) + len(target))
        first = self.rng.random() < 0.5
        return self._example(
            added + target if first else target + added,
            source,
            too_many + right if first else right + too_many,
            [0.0] * len(source),
            share,
            [0.0] * (len(added) + len(target) + 1),
            kinds + kind if first else kind + kinds,
        )

    def _omission(self, source: list[str], target: list[str]) -> Example:
        """A sentence of the source is left out, the first or the last: the target itself is sound."""
        left_out, _ = self._pair()
        unanswered = [1.0 if is_wordlike(word) else UNKNOWN for word in left_out]
        share = len(left_out) / max(1, len(left_out) + len(source))
        answered = [0.0] * len(source)
        first = self.rng.random() < 0.5
        gaps = [0.0] * (len(target) + 1)
        gaps[0 if first else -1] = 1.0
        return self._example(
            target,
            left_out + source if first else source + left_out,
            [0.0] * len(target),
            unanswered + answered if first else answered + unanswered,
            share,
            gaps,
        )

    def _beside_salad(self, source: list[str], target: list[str]) -> Group:
        """A sound pair and a salad of it, often without their source: neither view may take one for a sentence."""
        pair = [self._error_free(source, target), self._salad(source, target)]
        if self.rng.random() < SALADS_ALONE:
            pair = [without_source(example) for example in pair]
        return Group(pair, [(0, 1, min(SALAD_MARGIN, 0.3 + 2 * pair[1].hter))])

    def _salad(self, source: list[str], target: list[str]) -> Example:
        """A part of the target, or all of it, in no order; what still follows its own neighbour is not told."""
        length = self.rng.randint(MIN_SALAD_WORDS, len(target))
        start = self.rng.randint(0, len(target) - length)
        order = list(range(start, start + length))
        self.rng.shuffle(order)
        order = [*range(start), *order, *range(start + length, len(target))]
        wrong, kinds = [0.0] * len(target), [-1] * len(target)
        for place in range(start, start + length):
            follows = place > 0 and order[place] == order[place - 1] + 1
            wrong[place] = 1.0 if is_wordlike(target[order[place]]) and not follows else UNKNOWN
            kinds[place] = KINDS.index("language")
        mixed = [target[place] for place in order]
        unknown = [UNKNOWN] * len(source)
        return self._example(mixed, source, wrong, unknown, length / len(target), kind=kinds)

    def _corrupted(self, source: list[str], target: list[str]) -> Example:
        stems = [stem(word, self.lang) for word in source]
        draft = self.corruptor.corrupt(target, () if self.from_english else stems)
        errors = sum(1 for value in draft.wrong if value == 1.0) + draft.lost
        share = min(1.0, errors / max(1, len(target)))
        lost = source_gold(stems, target, draft.words, None if self.from_english else self.corruptor.lexicon)
        return self._example(draft.words, source, draft.wrong, lost, share, draft.gaps, draft.kinds)
