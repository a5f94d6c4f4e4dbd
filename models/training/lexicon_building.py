"""Builds the word lexicon of every language from parallel text, dictionaries and post-edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from models.evaluation import corpora
from models.languages import ENGLISH, LanguagePair
from models.text.lexicon import COUNT_SCALE
from models.text.normalise import fold, stem
from models.text.words import words
from models.training.word_alignment import Ints, Words, WordTable, align_words

MAX_PAIRS = 120_000
"""Sentence pairs, and dictionary entries, a language at most: beyond it an even sample is taken."""
DISCOUNT = 0.6
"""Taken off every expected count (absolute discounting): a pair seen once proves little."""
DICTIONARY_WEIGHT = 2
"""A dictionary entry counts as often, so that the discount does not wipe it out."""
MIN_PROBABILITY = 0.015
MAX_TRANSLATIONS = 16


def sentence_pairs(folder: Path, lang: str, open_terms: bool) -> Iterator[tuple[str, str]]:
    """All that is known of a language beside English: parallel text, dictionary, MLQE-PE post-edits."""
    if lang in corpora.PARALLEL:
        pairs = [(p.source, p.target) for p in corpora.parallel(folder, lang, open_terms)]
        yield from pairs[:: max(1, round(len(pairs) / MAX_PAIRS))]
    if lang in corpora.LEXICONS:
        entries = [(p.source, p.target) for p in corpora.lexicon(folder, lang, open_terms)]
        for entry in entries[:: max(1, round(len(entries) / MAX_PAIRS))]:
            yield from [entry] * DICTIONARY_WEIGHT
    if lang in corpora.MLQE_INTO_ENGLISH:
        for item in corpora.rated(folder, LanguagePair(lang, ENGLISH), "train"):
            yield item.source, item.post_edit


def build_lexicon(pairs: Iterable[tuple[str, str]], lang: str) -> dict[str, np.ndarray]:
    """The pruned lexicon of a language from (source, English) texts, as the tensors `models.text.lexicon` reads."""
    source_words, target_words = Words(), Words()
    forms: dict[int, Counter[str]] = {}
    numbered: list[tuple[list[int], list[int]]] = []
    source_seen: Counter[int] = Counter()
    target_seen: Counter[int] = Counter()
    for source, target in pairs:
        source_ids = source_words.number(stem(word, lang) for word in words(source))
        english = words(target)
        target_ids = target_words.number(stem(word, ENGLISH) for word in english)
        for word, number in zip(english, target_ids, strict=True):
            forms.setdefault(number, Counter())[fold(word)] += 1
        numbered.append((source_ids, target_ids))
        source_seen.update(source_ids)
        target_seen.update(target_ids)
    return _pack(
        align_words(numbered, len(source_words.ids), len(target_words.ids)),
        list(source_words.ids),
        list(target_words.ids),
        [forms[number].most_common(1)[0][0] for number in range(len(target_words.ids))],
        np.array([source_seen[n] for n in range(len(source_words.ids))]),
        np.array([target_seen[n] for n in range(len(target_words.ids))]),
        lang,
    )


def _pack(
    table: WordTable,
    source_stems: list[str],
    target_stems: list[str],
    target_forms: list[str],
    source_seen: Ints,
    target_seen: Ints,
    lang: str,
) -> dict[str, np.ndarray]:
    keep = _strongest(table)
    source_kept, source_id = np.unique(table.source[keep], return_inverse=True)
    # Frequent English words stay even without an entry: being well attested and unanswered is the evidence.
    target_kept = np.union1d(table.target[keep], np.flatnonzero(target_seen >= 3))
    columns = np.searchsorted(target_kept, table.target[keep])
    discounted = np.maximum(table.count[keep] - DISCOUNT, 0)
    order = np.lexsort((columns, source_id))
    rows = np.searchsorted(source_id[order], np.arange(len(source_kept) + 1))
    return {
        f"{lang}.source_stems": _text(source_stems, source_kept),
        f"{lang}.target_stems": _text(target_stems, target_kept),
        f"{lang}.target_forms": _text(target_forms, target_kept),
        f"{lang}.source_counts": _counts(source_seen[source_kept]),
        f"{lang}.target_counts": _counts(target_seen[target_kept]),
        f"{lang}.rows": rows.astype(np.int32),
        f"{lang}.columns": columns[order].astype(np.int32),
        f"{lang}.source_given_target": _byte(discounted / table.target_total[table.target[keep]])[order],
        f"{lang}.target_given_source": _byte(discounted / table.source_total[table.source[keep]])[order],
    }


def _strongest(table: WordTable) -> Ints:
    """Indices of the links worth keeping: likely either way, at most a few for each source word."""
    back = table.count / table.target_total[table.target]
    forth = table.count / table.source_total[table.source]
    likely = np.flatnonzero(
        (table.count > DISCOUNT) & (np.maximum(back, forth) > MIN_PROBABILITY) & (back * forth > 1e-5)
    )
    order = likely[np.lexsort((-(back * forth)[likely], table.source[likely]))]
    first = np.searchsorted(table.source[order], table.source[order], side="left")
    return order[np.arange(len(order)) - first < MAX_TRANSLATIONS]


def _text(all_words: list[str], kept: Ints) -> np.ndarray:
    return np.frombuffer("\n".join(all_words[number] for number in kept).encode("utf-8"), np.uint8)


def _counts(seen: Ints) -> np.ndarray:
    return np.asarray(np.minimum(255, np.round(np.log1p(seen) * COUNT_SCALE)), np.uint8)


def _byte(probability: np.ndarray) -> np.ndarray:
    """Square roots keep small probabilities apart in one byte."""
    return np.asarray(np.minimum(255, np.round(np.sqrt(np.minimum(probability, 1.0)) * 255)), np.uint8)


def build_lexicons(folder: Path, languages: tuple[str, ...], open_terms: bool, path: Path) -> None:
    """Builds and saves the lexicons of the languages as one file. About ten minutes on two cores for all."""
    tensors: dict[str, np.ndarray] = {}
    for lang in languages:
        tensors |= build_lexicon(sentence_pairs(folder, lang, open_terms), lang)
        print(f"lexicon {lang}: {len(tensors[f'{lang}.columns']):,} links", flush=True)
    save_file(tensors, path)
