"""What the database is asked for, from articles that were sent, checked and reviewed; another site's never count."""

from __future__ import annotations

import pytest
from newsroom import TARGET, Newsroom
from sqlalchemy import Engine

from models.languages import LanguagePair
from service.statistics import rows
from service.statistics.agreement import agreement_of
from service.statistics.precision import precision, precision_of
from service.statistics.rows import FlagSum, Reviewed, Scope
from service.statistics.shares import share
from service.statistics.thresholds import curves_of
from service.statistics.verdicts import verdicts_of
from service.statistics.working_time import working_time_of
from service.storage.database import transaction

AT = TARGET.index("today")
MARK = {"start": AT, "end": AT + 5, "category": "accuracy/addition", "severity": "minor"}
NEWS, AR, FA = Scope("news"), Scope("news", pair=LanguagePair("ar", "en")), Scope("news", pair=LanguagePair("fa", "en"))


@pytest.fixture
def room(database: Engine) -> Newsroom:
    """Two articles from Arabic (one still in review), one from Persian, one of another site."""
    room = Newsroom(database)
    first, second, third = room.article(), room.article(), room.article(source_lang="fa")
    for article, outcomes in ((first, ("confirm", "dismiss")), (second, ("dismiss", "dismiss")), (third, ("confirm",))):
        for flag, outcome in zip(room.flags(article), outcomes, strict=False):
            room.act(article, "ann", outcome, flag=flag)
    room.act(first, "ann", "mark", **MARK)
    room.act(first, "ann", "finish")
    room.act(first, "bob", "dismiss", flag=room.flags(first)[0])
    room.act(third, "ann", "finish")
    other = Newsroom(database, site="other")
    stranger = other.article()
    other.act(stranger, "eve", "dismiss", flag=other.flags(stranger)[0])
    other.act(stranger, "eve", "finish")
    return room


def test_precision_by_check_and_pair(room: Newsroom) -> None:
    with transaction(room.engine) as session:
        found = precision(session, NEWS)
        assert found.checks == {"fake": share(1, 5)}  # bob has the last word on the first
        assert found.in_pairs == {("fake", AR.pair): share(0, 4), ("fake", FA.pair): share(1, 1)}
        assert precision(session, FA).checks == {"fake": share(1, 1)}
        assert precision(session, Scope("news", since=room.clock)).checks == {}
        assert precision_of(session, "news") == {"fake": share(1, 5)}
        assert precision_of(session, "nobody") == {}


def test_the_threshold_counts_reviewed_articles_alone(room: Newsroom) -> None:
    phrase, emoji = len("take advantage"), len("👩‍🚀🇲🇷")
    with transaction(room.engine) as session:
        assert rows.reviewed(session, AR) == [Reviewed(AR.pair, 1, len(TARGET), 1)]
        assert sorted(rows.flag_sums(session, AR)) == [FlagSum(AR.pair, 0.86, "target", "dismiss", 2, phrase + emoji)]
        assert sorted(rows.flag_sums(session, FA), key=str) == [
            FlagSum(FA.pair, 0.86, "target", "confirm", 1, phrase),
            FlagSum(FA.pair, 0.86, "target", None, 1, emoji),
        ]
        curves = curves_of(session, NEWS)
        both = curves.whole
        assert (both.articles, both.errors) == (2, 2)
        assert both.at(0.85).caught == share(1, 2) and both.at(0.9).caught == share(0, 2)
        assert both.at(0.5).flagged == pytest.approx((phrase + emoji) / len(TARGET))
        assert both.at(0.5).undecided == 1
        assert [(pair, one.articles, one.errors) for pair, one in curves.pairs.items()] == [
            (AR.pair, 1, 1),
            (FA.pair, 1, 1),
        ]
        assert rows.pairs(session, FA) == [LanguagePair("ar", "en"), LanguagePair("fa", "en")]


def test_a_new_revision_is_not_reviewed_yet(room: Newsroom) -> None:
    room.article(id="again", target=f"{TARGET} Soon.")
    article = room.article(id="again")
    room.act(article, "ann", "confirm", flag=room.flags(article)[0])
    room.act(article, "ann", "mark", **MARK)
    room.act(article, "ann", "finish")
    with transaction(room.engine) as session:
        assert rows.reviewed(session, AR) == [Reviewed(AR.pair, 2, 2 * len(TARGET), 2)]
    longer = f"{TARGET} They left."
    room.article(id="again", target=longer)
    with transaction(room.engine) as session:
        assert rows.reviewed(session, AR) == [Reviewed(AR.pair, 1, len(TARGET), 1)]
    room.act(article, "ann", "finish")
    with transaction(room.engine) as session:
        assert rows.reviewed(session, AR) == [
            Reviewed(AR.pair, 2, len(TARGET) + len(longer), 1)  # marked in the text before
        ]


def test_verdicts_times_and_agreement(room: Newsroom) -> None:
    with transaction(room.engine) as session:
        (day,) = verdicts_of(session, NEWS, room.clock)
        assert day.counts == {"reject": 0, "review": 1, "pass": 2}  # dismissals count
        assert verdicts_of(session, Scope("news", since=room.clock), room.clock) == []
        assert verdicts_of(session, FA, room.clock)[0].total == 1
        times = working_time_of(session, NEWS)
        assert (times.count, times.unknown) == (2, 0)
        assert working_time_of(session, FA).quartiles == pytest.approx((4.0, 4.0, 4.0))
        agreed = agreement_of(session, NEWS)
        assert (agreed.flags, agreed.agreed) == (1, share(0, 1))
        assert agreement_of(session, FA).flags == 0
        assert agreement_of(session, Scope("other")).flags == 0
