"""A language that is told and plainly wrong: the report says so, whatever it then makes of the text."""

from __future__ import annotations

import pytest
from test_checker import SOURCE, TARGET, check

SPANISH = (
    "El Ministerio de Transporte inauguró esta mañana la nueva línea de tren en la ciudad, y muchos vecinos esperaban "
    "desde hacía años que se abriera."
)
RIGHT = "give the right language"


@pytest.mark.parametrize(
    ("target", "source", "languages", "told"),
    [
        (TARGET, SPANISH, {"source_lang": "fr"}, "The source was given as French, but reads like Spanish."),
        (SPANISH, SOURCE, {"target_lang": "de"}, "The translation was given as German, but reads like Spanish."),
        (TARGET, SPANISH, {"source_lang": "es"}, ""),
        (TARGET, SPANISH, {"source_lang": ""}, ""),
        (TARGET, SOURCE, {}, ""),
    ],
)
def test_a_wrong_language_is_not_believed_in_silence(
    target: str, source: str, languages: dict[str, str], told: str
) -> None:
    notes = [note for note in check(target, source, **languages).coverage.notes if RIGHT in note]
    assert len(notes) == bool(told) and all(note.startswith(told) for note in notes)
