"""The languages mtqc knows: names, scripts, direction, and which the built-in model was trained on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code with its English name and Unicode scripts (`\\p{Script=…}` names).

    `builtin`: the built-in model judges translations from it into English; `builtin_into`: and, as an
    experiment, from English into it. `spaced`: words are set apart by spaces.
    """

    code: str
    name: str
    scripts: tuple[str, ...]
    builtin: bool = True
    builtin_into: bool = False
    spaced: bool = True

    @property
    def right_to_left(self) -> bool:
        """True for the languages written in Arabic or Hebrew script."""
        return self.scripts[0] in ("Arabic", "Hebrew")


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "Arabic", ("Arabic",), builtin_into=True),
        Language("cs", "Czech", ("Latin",)),
        Language("de", "German", ("Latin",), builtin_into=True),
        Language("en", "English", ("Latin",)),
        Language("es", "Spanish", ("Latin",), builtin_into=True),
        Language("et", "Estonian", ("Latin",)),
        Language("fa", "Persian", ("Arabic",)),
        Language("fr", "French", ("Latin",), builtin_into=True),
        Language("he", "Hebrew", ("Hebrew",)),
        Language("it", "Italian", ("Latin",)),
        Language("ja", "Japanese", ("Hiragana", "Katakana", "Han"), builtin=False, spaced=False),
        Language("ko", "Korean", ("Hangul", "Han"), builtin=False),
        Language("ne", "Nepali", ("Devanagari",)),
        Language("pt", "Portuguese", ("Latin",)),
        Language("ro", "Romanian", ("Latin",)),
        Language("ru", "Russian", ("Cyrillic",), builtin_into=True),
        Language("si", "Sinhala", ("Sinhala",)),
        Language("tr", "Turkish", ("Latin",)),
        Language("uk", "Ukrainian", ("Cyrillic",)),
        Language("zh", "Chinese", ("Han",), builtin_into=True, spaced=False),
    )
}


def primary_code(tag: str) -> str | None:
    """A language tag in lower case without script or region: primary_code("pt_BR") == "pt"; None for no tag."""
    plain = tag.strip().lower().replace("_", "-").split("-")[0]
    return plain if 2 <= len(plain) <= 3 and plain.isascii() and plain.isalpha() else None


def language_name(code: str) -> str:
    """The English name of a code, or the code itself when it is not in the table."""
    return LANGUAGES[code].name if code in LANGUAGES else code
