"""Errors that turn the meaning of a sound English sentence and leave it fluent: who did it, when, to whom, how.

After the damage types of DEMETR (Karpinska et al. 2022) and of critical-error detection (Specia et al. 2021),
made from the language, not from any test: inflections by dictionary, prepositions by the phrasebook.
"""

from __future__ import annotations

import random

from models.text.words import is_wordlike
from models.training.draft import Draft
from models.training.inflection import alike, forms, inflected
from models.training.phrasebook import Phrasebook

RELATIONS = frozenset([
    "of", "by", "for", "against", "with", "without", "from", "to", "in", "on", "over", "about", "between", "under",
    "before", "after", "during", "since", "until", "into", "despite", "because", "towards", "through", "at",
])  # fmt: skip
PERSONS = ({"he", "she"}, {"his", "her", "their"}, {"him", "her"}, {"we", "they"}, {"our", "their"})
OPPOSITES = (
    ("accept", "reject"), ("allow", "forbid"), ("allow", "prevent"), ("agree", "disagree"), ("approve", "refuse"),
    ("ally", "enemy"), ("always", "never"), ("arrive", "leave"), ("attack", "defend"), ("begin", "end"),
    ("big", "small"), ("buy", "sell"), ("cheap", "expensive"), ("confirm", "deny"), ("create", "destroy"),
    ("decrease", "increase"), ("defeat", "victory"), ("deny", "admit"), ("different", "similar"), ("early", "late"),
    ("easy", "difficult"), ("enter", "leave"), ("expand", "shrink"), ("export", "import"), ("failure", "success"),
    ("fall", "rise"), ("far", "near"), ("fast", "slow"), ("few", "many"), ("first", "last"), ("free", "arrest"),
    ("gain", "lose"), ("good", "bad"), ("guilty", "innocent"), ("help", "hinder"), ("high", "low"),
    ("include", "exclude"), ("internal", "external"), ("join", "leave"), ("large", "small"), ("legal", "illegal"),
    ("lend", "borrow"), ("long", "short"), ("majority", "minority"), ("maximum", "minimum"),
    ("new", "old"), ("northern", "southern"), ("north", "south"), ("east", "west"), ("eastern", "western"),
    ("open", "close"), ("peace", "war"), ("positive", "negative"), ("possible", "impossible"), ("poor", "rich"),
    ("praise", "criticise"), ("public", "private"), ("push", "pull"), ("quickly", "slowly"), ("remember", "forget"),
    ("send", "receive"), ("start", "stop"), ("strengthen", "weaken"), ("strong", "weak"), ("succeed", "fail"),
    ("support", "oppose"), ("temporary", "permanent"), ("top", "bottom"), ("upper", "lower"), ("win", "lose"),
    ("young", "old"), ("safe", "dangerous"), ("reward", "punish"), ("raise", "lower"), ("above", "below"),
    ("inside", "outside"), ("before", "after"), ("with", "without"), ("everyone", "nobody"),
)  # fmt: skip
_TENSES = {"VBD": "VBZ", "VBZ": "VBD"}


def exchange_names(draft: Draft, rng: random.Random) -> None:
    """Two one-word names change places: "while Mali accused Niger" becomes "while Niger accused Mali"."""
    names = [i for i in range(1, len(draft.words) - 1) if _one_word_name(draft, i)]
    if len(names) < 2:
        return
    first, second = sorted(rng.sample(names, 2))
    one, other = draft.words[first], draft.words[second]
    if one != other and not _LISTED & set(draft.words[first:second]):
        draft.replace(first, first + 1, [other])
        draft.replace(second, second + 1, [one])


def _one_word_name(draft: Draft, place: int) -> bool:
    before, word, after = draft.words[place - 1 : place + 2]
    inside = place > 1 and before[:1].isupper()
    named = word[:1].isupper() and len(word) > 2 and not after[:1].isupper()
    return named and not inside and is_wordlike(before) and not draft.wrong[place]


_LISTED = frozenset(["and", "or", ",", "/", "-"])
"""Between two names these may make a list, whose order says nothing."""


def change_relation(draft: Draft, book: Phrasebook, rng: random.Random) -> None:
    """A preposition becomes another that stands between the same words elsewhere."""
    places = [i for i in range(1, len(draft.words) - 1) if draft.words[i] in RELATIONS and not draft.wrong[i]]
    rng.shuffle(places)
    for place in places:
        around = book.phrases(draft.words[place - 1], draft.words[place + 1])
        options = sorted({phrase[0] for phrase in around if len(phrase) == 1} & RELATIONS - {draft.words[place]})
        if options:
            draft.replace(place, place + 1, [rng.choice(options)])
            return


def turn_round(draft: Draft, rng: random.Random) -> None:
    """A word becomes its opposite, in the same form."""
    options = []
    for place, word in enumerate(draft.words):
        if draft.wrong[place]:
            continue
        lemmas = {inflected(word.lower(), tag) for tag in ("VB", "NN", "JJ")} | {word.lower()}
        options += [(place, other) for pair in OPPOSITES for one, other in (pair, pair[::-1]) if one in lemmas]
    if options:
        place, other = rng.choice(options)
        draft.replace(place, place + 1, [alike(other, draft.words[place])])


def change_person(draft: Draft, rng: random.Random) -> None:
    """A pronoun becomes another person's."""
    options = [
        (place, other)
        for place, word in enumerate(draft.words)
        if not draft.wrong[place]
        for group in PERSONS
        if word.lower() in group
        for other in sorted(group - {word.lower()})
    ]
    if options:
        place, other = rng.choice(options)
        draft.replace(place, place + 1, [other.capitalize() if draft.words[place][:1].isupper() else other])


def change_tense(draft: Draft, rng: random.Random) -> None:
    """A verb moves to another time: "closed" becomes "closes" or "will close"."""
    places = [i for i in draft.content() if i and _predicate(draft.words[i], draft.words[i - 1])]
    if not places:
        return
    place = rng.choice(places)
    word = draft.words[place]
    tag = next(tag for tag in forms(word) if tag in _TENSES)
    base, other = inflected(word, "VB"), inflected(word, _TENSES[tag])
    if base and other and other != word:
        draft.replace(place, place + 1, ["will", base] if rng.random() < 0.4 else [other])


def _predicate(word: str, before: str) -> bool:
    """Surely a finite verb: a form that only verbs have, right after a name, a noun or a pronoun."""
    tags = set(forms(word))
    subject = before[:1].isupper() or before in _SUBJECTS or {"NN", "NNS"} & set(forms(before))
    return bool(subject) and bool(tags & set(_TENSES)) and not tags & {"NNS", "NN", "VB"} and word not in _BE


_SUBJECTS = frozenset(["he", "she", "it", "they", "we", "who", "which"])
_BE = frozenset(["is", "was", "were"])
