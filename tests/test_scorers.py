"""One contract over the scorers with our heads, with small random weights of the true architectures."""

from __future__ import annotations

import pytest
import torch
from own.tiny_bases import FAMILIES, make_base
from safetensors.numpy import save_file

from models.article import Article, Segment
from models.encoder import PairTokenizer, QualityNetwork
from models.hub.settings import Settings
from models.lexicon import Lexicons
from models.scorers.base import Scorer
from models.scorers.builtin import BuiltinScorer
from models.scorers.heads_scorer import HeadsScorer
from models.scorers.own import OwnScorer, OwnSettings
from models.spans import Span
from models.text.alignment import align
from models.training.lexicon_building import build_lexicon
from models.training.own_base import open_base
from models.weights import BUILTIN

PAIRS = [
    ("مصر", "Egypt"),
    ("قال الوزير", "the minister said"),
    ("الوزير في مصر", "the minister in Egypt"),
] * 4
ARABIC = "قال الوزير في مصر 👩‍🚀. ثم سافر."
ENGLISH = "The minister said in Egypt 👩‍🚀 cafe\u0301. He then travelled 漢字."


@pytest.fixture(scope="module")
def scorers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scorer]:
    lexicon = tmp_path_factory.mktemp("scorer") / "lexicon.safetensors"
    save_file(build_lexicon(PAIRS, "ar"), lexicon)
    torch.manual_seed(0)
    tokenizer = PairTokenizer.load(BUILTIN)
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1)
    found: dict[str, Scorer] = {"builtin": BuiltinScorer(network.eval(), tokenizer, Lexicons(lexicon), "0" * 64)}
    known = OwnSettings("tiny", frozenset({"ar", "de"}), frozenset({"ar", "de"}))
    for family in FAMILIES:
        own, its_tokenizer = open_base(make_base(family, tmp_path_factory.mktemp("bases") / family))
        settings = Settings(batch_tokens=256)
        found[family] = OwnScorer(own.eval(), its_tokenizer, Lexicons(lexicon), "0" * 64, known, settings)
    return found


@pytest.fixture(params=["builtin", *FAMILIES])
def scorer(request: pytest.FixtureRequest, scorers: dict[str, Scorer]) -> Scorer:
    return scorers[request.param]


def segments(source: str | None, target: str, pair: str = "ar-en") -> tuple[Segment, ...]:
    source_lang, target_lang = pair.split("-")
    return align(Article("a", target, source, source_lang, target_lang), lambda s, t: 0.5)


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("ar-en", ARABIC, ENGLISH),
        ("-en", None, ENGLISH),
        ("ar-en", ARABIC, "One."),
        ("ar-en", "مصر", ENGLISH),
        ("ar-en", ARABIC * 40, "The minister said so in Egypt and " * 60 + "stopped."),
        ("ar-en", ARABIC, "x" * 3000),
        ("ar-en", ARABIC, "a" * 90 + " " + "zq" * 45 + " end"),
        ("en-ar", ENGLISH, ARABIC),
        ("en-ar", "Egypt.", ARABIC),
        ("en-ar", "The minister said so in Egypt and " * 60 + "stopped.", ARABIC * 40),
        ("en-de", "The minister said so.", "x" * 3000),
    ],
)
def test_ratings_keep_the_contract(scorer: Scorer, pair: str, source: str | None, target: str) -> None:
    found = segments(source, target, pair)
    ratings = scorer.rate(found, *pair.split("-"))
    assert [rating.segment_id for rating in ratings] == [segment.id for segment in found]
    for segment, rating in zip(found, ratings, strict=True):
        for score in (rating.fluency, rating.consistency):
            assert score.signature == scorer.signature
            assert (score.value is None and score.reason) or 0 <= (score.value or 0) <= 1
        assert (rating.consistency.value is None) == (not segment.source or not segment.target)
        for word in rating.words:
            assert segment.target_span is not None and segment.target_span.contains(word.span)
            assert not any(character.isspace() for character in word.span.of(target))
            assert 0 <= word.alone <= 1
            assert (word.with_source is None) == (not segment.source)


def test_every_word_is_rated_however_long_the_segment(scorer: Scorer) -> None:
    target = "word " * 700
    segment = Segment("s1", ARABIC, target.strip(), Span(0, len(ARABIC)), Span(0, len(target.strip())))
    (rating,) = scorer.rate([segment], "ar", "en")
    assert len(rating.words) == 700
    assert rating.windows > 1


def test_the_same_segments_get_the_same_ratings(scorer: Scorer) -> None:
    found = segments(ARABIC, ENGLISH)
    assert scorer.rate(found, "ar", "en") == scorer.rate(found, "ar", "en")


def test_company_does_not_change_a_rating(scorer: Scorer) -> None:
    found = segments(ARABIC, ENGLISH)
    together = scorer.rate(found, "ar", "en")
    for segment, rating in zip(found, together, strict=True):
        (single,) = scorer.rate([segment], "ar", "en")
        assert [w.alone for w in single.words] == pytest.approx([w.alone for w in rating.words], abs=1e-4)


@pytest.mark.parametrize(("source_lang", "target_lang"), [("ja", "en"), ("", "en"), ("ar", "de"), ("en", "tr")])
def test_it_abstains_with_a_reason(scorer: Scorer, source_lang: str, target_lang: str) -> None:
    for rating in scorer.rate(segments(ARABIC, ENGLISH), source_lang, target_lang):
        assert rating.consistency.value is None
        assert rating.consistency.reason
        assert (rating.fluency.value is None) == (target_lang != "en")


def test_no_segments_no_ratings(scorer: Scorer) -> None:
    assert scorer.rate([], "ar", "en") == []


def test_the_source_is_read(scorer: Scorer) -> None:
    """Even random weights answer to another source with other numbers."""
    one = Segment("s1", "قال الوزير", "the minister said", Span(0, 10), Span(0, 17))
    other = Segment("s1", "سافر إلى مصر", "the minister said", Span(0, 12), Span(0, 17))
    first, second = (scorer.rate([segment], "ar", "en")[0] for segment in (one, other))
    assert [w.alone for w in first.words] == [w.alone for w in second.words]
    assert [w.with_source for w in first.words] != [w.with_source for w in second.words]


def test_the_network_is_told_which_side_is_the_translation(scorer: Scorer) -> None:
    assert isinstance(scorer, HeadsScorer)
    english, arabic = ["the", "minister", "said"], ["قال", "الوزير"]
    (into,) = scorer.judge([(english, arabic)], "ar")
    (out,) = scorer.judge([(arabic, english)], "ar", from_english=True)
    assert (len(out.words), len(out.source), len(out.gaps)) == (2, 3, 3)
    assert into.source != pytest.approx(out.words)


def test_a_word_of_which_no_subword_is_left_does_not_shift_the_others(scorers: dict[str, Scorer]) -> None:
    scorer = scorers["builtin"]
    assert isinstance(scorer, BuiltinScorer)
    words = ["the", "minister", "said", "so"]
    (plain,) = scorer.judge([(words, ["قال", "الوزير"])], "ar")
    (odd,) = scorer.judge([(["the", "\u200d", *words[1:]], ["قال", "الوزير"])], "ar")
    assert odd.words[[0, 2, 3, 4]] == pytest.approx(plain.words, abs=1e-5)
    assert odd.words[1] == 0
    assert odd.source == pytest.approx(plain.source, abs=1e-5)
    assert len(plain.source) == 2
