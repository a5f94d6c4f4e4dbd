"""Reference metrics by sacrebleu, when a human translation is there to compare with."""

from __future__ import annotations

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from models.article import Article
from models.rating import Score


def similarity_of_back(back: str, source: str) -> float:
    """How much a translation back reads like the source: sacrebleu's sentence chrF (Popović 2015) in [0, 1].

    White space does not count. 0 for an empty side.
    """
    share: float = CHRF().sentence_score(back, [source]).score / 100
    return min(1.0, max(0.0, share))


def reference_scores(article: Article) -> tuple[Score, ...]:
    """BLEU, chrF and 1 - TER (never below 0) of the whole article, as [0, 1]; none without a reference.

    The signatures are sacrebleu's own (Post 2018); article texts are compared as one segment.
    """
    if article.reference is None:
        return ()
    found = []
    for metric in (BLEU(effective_order=True), CHRF(), TER()):
        result = metric.corpus_score([article.target], [[article.reference]])
        share = result.score / 100
        value = 1 - share if isinstance(metric, TER) else share
        found.append(Score(result.name, min(1.0, max(0.0, value)), f"sacrebleu|{metric.get_signature()}"))
    return tuple(found)
