"""What a site has chosen, as it is told and changed: how it publishes, and what it wants of the checker."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, ValidationError, model_validator
from sqlalchemy.orm import Session

from models.calibration.calibration import Calibration
from models.check_catalogue import CATALOGUE
from models.errors import InvalidInput
from models.glossary import MAX_TERMS, Term, refuse_useless
from models.languages import LanguagePair
from models.preferences import MAX_IGNORED, MAX_IGNORED_LENGTH, Glossary, Preferences, plain
from service.articles.language_codes import LanguageCode
from service.articles.publishing import choose, rules_of
from service.articles.request_schemas import TermBody
from service.http.faults import describe_fault, faults_of
from service.http.strict import CLEAN, WITH_TEXT, Strict
from service.storage.tables import Site

MAX_GLOSSARIES = 50
"""Of a site; all their terms together are at most MAX_TERMS, as of an article."""
MAX_NAME_LENGTH = 100
MAX_POINTS = 1_000.0
"""Penalty points per 100 words: no text reaches that, so nothing is ever looked at or rejected for its points."""
RULES = tuple(check.id for check in CATALOGUE.values() if check.by == "rule")
Points = Annotated[float, Field(strict=True, ge=0, le=MAX_POINTS)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]


def _known_check(check: str) -> str:
    if check not in RULES:
        raise ValueError(f"must be a check that can be switched off, not {check[:60]!r}: one of {', '.join(RULES)}")
    return check


CheckId = Annotated[str, AfterValidator(_known_check), Field(json_schema_extra={"enum": list(RULES)})]
Ignored = Annotated[str, Field(min_length=1, max_length=MAX_IGNORED_LENGTH), CLEAN]
NewIgnored = Annotated[Ignored, WITH_TEXT]
"""What has been kept before may have none: it is read all the same."""


class ThresholdSettings(Strict):
    """Of the verdict; null: the shipped one."""

    review: Points | None = Field(
        default=None, description="Penalty points per 100 words from which an article is looked at"
    )
    reject: Points | None = Field(default=None, description="The same, from which it is rejected; not below `review`")
    consistency: Share | None = Field(
        default=None, description="The article's score, 0 to 1, below which it is looked at"
    )
    sentence: Share | None = Field(default=None, description="The same of its weakest sentence")


class GlossarySettings(Strict):
    """Terms that are kept here: they join those of every article of these languages."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME_LENGTH), CLEAN]
    source_lang: LanguageCode = Field("", description="ISO 639-1; empty: any")
    target_lang: LanguageCode = Field("", description="ISO 639-1; empty: any")
    terms: list[TermBody] = Field(max_length=MAX_TERMS)

    @model_validator(mode="after")
    def _is_of_use(self) -> GlossarySettings:
        try:
            refuse_useless(self.kept().terms)
        except InvalidInput as error:
            raise ValueError(str(error)) from None
        return self

    def kept(self) -> Glossary:
        """The same for the checker."""
        terms = tuple(Term(term.source, term.target, tuple(term.forbidden)) for term in self.terms)
        return Glossary(self.name, LanguagePair(self.source_lang, self.target_lang), terms)


class Wishes(Strict):
    """What a site wants of the checker."""

    thresholds: ThresholdSettings = ThresholdSettings()
    checks_off: list[CheckId] = Field([], max_length=len(RULES), description="Ids of checks that are not to run")
    ignored: list[Ignored] = Field(
        [], max_length=MAX_IGNORED, description="Words that are never flagged, whatever their case"
    )
    glossaries: list[GlossarySettings] = Field([], max_length=MAX_GLOSSARIES)

    @model_validator(mode="after")
    def _holds_together(self) -> Wishes:
        names = Counter(glossary.name for glossary in self.glossaries)
        if twice := [name for name, times in names.items() if times > 1]:
            raise ValueError(f"two glossaries are called {twice[0]!r}: every glossary needs a name of its own")
        terms = sum(len(glossary.terms) for glossary in self.glossaries)
        if terms > MAX_TERMS:
            raise ValueError(f"all glossaries together have at most {MAX_TERMS:,} terms, not {terms:,}")
        _refuse_crossed(self.thresholds)
        return self

    def preferences(self) -> Preferences:
        """The same for the checker."""
        chosen = self.thresholds.model_dump(exclude_none=True)
        return Preferences(
            frozenset(self.checks_off),
            frozenset(map(plain, self.ignored)) - {""},
            tuple(sorted(chosen.items())),
            tuple(glossary.kept() for glossary in self.glossaries),
        )


def _refuse_crossed(chosen: ThresholdSettings) -> None:
    """Raises ValueError where a text would be rejected for fewer points than have it looked at."""
    shipped = Calibration.load().verdict
    review = shipped.review if chosen.review is None else chosen.review
    reject = shipped.reject if chosen.reject is None else chosen.reject
    if review > reject:
        rejects = f"`reject` ({reject:g}{', as shipped' if chosen.reject is None else ''})"
        looks = f"`review` ({review:g}{', as shipped' if chosen.review is None else ''})"
        raise ValueError(f"thresholds: {rejects} is below {looks}: choose both, the first not below the second")


class SiteSettings(Wishes):
    """Everything that a site has chosen."""

    site: str
    publishing: Literal["hold", "publish-then-review", "never-hold"]
    four_eyes: bool = Field(description="Who has finished an article cannot approve it")


class SiteChanges(Strict):
    """What is to be chosen anew; what is left out stays. A list or an object is replaced as a whole."""

    publishing: Literal["hold", "publish-then-review", "never-hold"] | None = None
    four_eyes: StrictBool | None = None
    thresholds: ThresholdSettings | None = None
    checks_off: list[CheckId] | None = Field(None, max_length=len(RULES))
    ignored: list[NewIgnored] | None = Field(None, max_length=MAX_IGNORED)
    glossaries: list[GlossarySettings] | None = Field(None, max_length=MAX_GLOSSARIES)


def settings_of(session: Session, site: str) -> SiteSettings:
    """What the site has chosen; the defaults where it has chosen nothing."""
    rules = rules_of(session, site)
    rules_wire: dict[str, Any] = {"site": site, "publishing": rules.mode, "four_eyes": rules.four_eyes}
    return SiteSettings.model_validate(_kept(session, site) | rules_wire)


def change(session: Session, site: str, changes: SiteChanges) -> SiteSettings:
    """Sets what is given; it holds for what is checked from now on. Raises InvalidInput: it does not go together."""
    wanted = changes.model_dump(mode="json", exclude_none=True, exclude={"publishing", "four_eyes"})
    try:
        wishes = Wishes.model_validate(_kept(session, site) | wanted)
    except ValidationError as error:
        field, message = faults_of(error)[0]
        raise InvalidInput(describe_fault((field, message)), field) from None
    choose(session, site, changes.publishing, changes.four_eyes)
    session.get_one(Site, site).wishes = wishes.model_dump(mode="json", exclude_defaults=True) or None
    session.flush()
    return settings_of(session, site)


def preferences_of(session: Session, site: str) -> Preferences:
    """What the site wants of the checker."""
    return Wishes.model_validate(_kept(session, site)).preferences()


def _kept(session: Session, site: str) -> dict[str, Any]:
    found = session.get(Site, site)
    return dict(found.wishes or {}) if found is not None else {}
