"""Names that the source has too, about which the model cannot be right."""

import pytest

from models.article import Segment
from models.checks.names.agreeing_names import names_agree
from models.spans import Span


@pytest.mark.parametrize(
    ("lang", "source", "target", "place", "agree"),
    [
        ("ar", "وقال المدير سالم الهادي ذلك.", "The director, Salem Al-Hadi, said so.", "Salem Al-Hadi", True),
        ("ar", "وقال المدير سالم الهادي ذلك.", "The director, Karim Al-Hadi, said so.", "Karim", False),
        ("ar", "زار الوزير مصر أمس.", "The minister visited Egypt yesterday.", "Egypt", False),  # right, unlike
        ("ru", "Об этом сказал Смирнов.", "This was said by Smirnov.", "by Smirnov", True),
        ("ru", "Об этом сказал Смирнов.", "This was said by Smirnov.", "said", False),  # no name
        ("de", "Das sagte Anna Weber.", "So said Anna Weber.", "Anna Weber", True),
        ("de", "Das sagte Anna Weber.", "So said Anna Huber.", "Anna Huber", False),  # one of two
        ("zh", "王明说。", "So said Wang Ming.", "Wang Ming", False),  # the writing does not tell
    ],
)
def test_names_agree(lang: str, source: str, target: str, place: str, agree: bool) -> None:
    begin = target.index(place)
    segment = Segment("s1", source, target, Span(0, len(source)), Span(0, len(target)))
    assert names_agree(segment, lang, Span(begin, begin + len(place))) is agree
