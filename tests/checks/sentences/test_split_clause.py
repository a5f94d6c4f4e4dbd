"""A clause cut in two where the source goes on."""

import pytest

from models.checks.sentences.split_clause import SPLIT_CLAUSE
from tests.checks.conftest import MakeDocument

ONE = "اتهمت الحكومة المعارضة بالتحريض واتهمت بدورها الصحافة بنشر الشائعات."
TWO = "اتهمت الحكومة المعارضة بالتحريض والصحافة. وهي تستعد للانتخابات."


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        (
            ONE,
            "The government denied it and – in turn – the press. It is spreading rumours.",
            ["and – in turn – the press. It is spreading"],
        ),
        (
            ONE,
            "They blamed the strike and, for its part, Lima. It was getting ready.",
            ["and, for its part, Lima. It was getting"],
        ),
        (TWO, "They blamed the strike and, for its part, Lima. It was getting ready.", []),  # the source breaks too
        (ONE, "He drinks tea and, at times, coffee. The coffee is strong.", []),  # no pronoun takes it up
        (ONE, "He spoke and, in turn, Lima answered. It was late.", []),  # the clause has its verb
        (ONE, "The press wrote and Lima replied. It is late.", []),
        (ONE, "It ended.", []),
    ],
)
def test_split_clause(make_document: MakeDocument, source: str, target: str, found: list[str]) -> None:
    flags = SPLIT_CLAUSE.find(make_document(source, target, "ar"))
    assert [flag.span.of(target) for flag in flags] == found
