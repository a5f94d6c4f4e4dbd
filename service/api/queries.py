"""What may be asked for in an address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from models.formats.units import UnitLanguages
from service.articles.article_queries import Filter
from service.articles.language_codes import LanguageCode
from service.articles.request_schemas import Id
from service.articles.review_filter import ReviewFilter, read_as_review, review_of
from service.exports.site_files import SiteFile, with_separator
from service.http.strict import Strict, Text, TextShape

MAX_PAGE = 200


def _seconds(moment: str) -> float:
    """Of a date or a time of RFC 3339. Raises ValueError for one that no calendar has."""
    if not moment:
        return 0.0
    found = datetime.fromisoformat(moment)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _on_the_calendar(moment: str) -> str:
    try:
        _seconds(moment)
    except ValueError as error:
        why = "no time zone is a day or more ahead or behind" if "timedelta" in str(error) else error
        raise ValueError(f"{moment} is on no calendar: {why}") from None
    return moment


MOMENT = TextShape(
    r"^(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2}))?)?$",
    "a date (2026-11-26) or a time with its zone (2026-11-26T08:00:00Z)",
)
Moment = Annotated[str, MOMENT, AfterValidator(_on_the_calendar)]


class ListQuery(Strict):
    """Which articles, and how many a page."""

    verdict: Literal["", "pass", "review", "reject"] = ""
    state: Literal["", "queued", "running", "done", "retired"] = Field("", description="Of the work on it")
    review: Literal["", ReviewFilter] = Field("", description="Of its review; open: what waits for people; all: any")
    reviewer: Text = Field("", max_length=200, description="Who is reviewing them")
    assigned: Text = Field("", max_length=100, description="Whose they are to review: a login, or none")
    source_lang: LanguageCode = Field("", description="As given or detected")
    target_lang: LanguageCode = ""
    cms_id: Id = Field("", description="Yours: the `id` that the CMS sent")
    text: Text = Field(
        "", max_length=200, description="Words of the source or the translation as they were sent; a to z in any case"
    )
    received_since: Moment = Field("", description="The newest revision came in at this date (UTC) or time, or later")
    received_before: Moment = Field("", description="The newest revision came in before this date (UTC) or time")
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50
    cursor: Text = Field("", max_length=100, description="`next_cursor` of the page before")

    @model_validator(mode="before")
    @classmethod
    def _by_either_name(cls, sent: Any) -> Any:
        return read_as_review(sent) if isinstance(sent, dict) else sent

    def filter(self, assignee: str) -> Filter:
        """The same as a query of articles. `assignee`: what `assigned` is (`service.articles.assigning.filter_of`)."""
        times = {name: _seconds(getattr(self, name)) for name in ("received_since", "received_before")}
        plain = self.model_dump(exclude={"limit", "cursor", "assigned"}) | times
        return Filter(**plain | {"review": review_of(self.review)}, assignee=assignee)


class LogQuery(Strict):
    """Which deliveries, and how many a page."""

    state: Literal["", "waiting", "delivered", "given up"] = ""
    endpoint: Text = Field("", max_length=100)
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50
    cursor: Text = Field("", max_length=100, description="`next_cursor` of the page before")


class LanguagesQuery(Strict):
    """The languages of a translator's file, where it does not say them."""

    source_lang: Text = Field("", max_length=35, description="ISO 639-1, with or without a region")
    target_lang: Text = Field("", max_length=35, description="ISO 639-1, with or without a region")
    source_language: Text = Field("", max_length=35, deprecated=True, description="The same by its older name")
    target_language: Text = Field("", max_length=35, deprecated=True, description="The same by its older name")

    def languages(self) -> UnitLanguages:
        """The same for the reader of the file."""
        older = self.model_dump(include={"source_language", "target_language"})
        return UnitLanguages(
            self.source_lang or older["source_language"], self.target_lang or older["target_language"]
        )


class ExportQuery(Strict):
    """From when on."""

    since: Moment = Field(
        "", description="Nothing from before this date (UTC) or time, as RFC 3339 writes them: 2026-11-26T08:00:00Z"
    )

    def chosen(self, file: SiteFile) -> SiteFile:
        """The file as it is asked for."""
        return file

    def seconds(self) -> float:
        """Since 1970; 0 for everything."""
        return _seconds(self.since)


class CellsQuery(ExportQuery):
    """From when on, and what stands between two cells."""

    separator: Literal["comma", "semicolon", "tab"] = Field(
        "comma", description="semicolon: for an Excel in whose language the comma is the decimal sign"
    )

    def chosen(self, file: SiteFile) -> SiteFile:
        """The table with that separator."""
        return with_separator(file, self.separator)
