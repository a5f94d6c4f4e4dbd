"""`/api/v1/articles` and `/api/v1/jobs`: what was sent, found again, worst first."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import ADMIN, READ, SUBMIT, Holder
from service.api.operations import SiteOperations
from service.api.queries import ListQuery
from service.api.response_schemas import ArticlePage, ArticleState, JobState, RevisionList
from service.api.serializers import abort_not_found, article_state, job_state
from service.articles import article_queries
from service.articles.assigning import filter_of

ARTICLES = SiteOperations("articles")
"""Everything a site has sent, and nothing of another's."""


@ARTICLES.add("GET /articles", READ, "List articles, worst first", query=ListQuery, answer=ArticlePage)
def _listed(session: Session, holder: Holder, query: ListQuery) -> dict[str, Any]:
    site = holder.site
    wanted = query.filter(filter_of(session, site, query.assigned))
    page = article_queries.page(session, site, query.limit, query.cursor, wanted)
    return {"articles": list(map(article_state, page.kept)), "next_cursor": page.next_cursor}


@ARTICLES.add("GET /articles/<article>", READ, "An article at its newest revision", answer=ArticleState)
def _one(session: Session, holder: Holder, article: str) -> dict[str, Any]:
    found = article_queries.find(session, holder.site, article)
    return article_state(found or abort_not_found("article"))


@ARTICLES.add("GET /articles/<article>/revisions", READ, "All revisions, the newest first", answer=RevisionList)
def _revisions(session: Session, holder: Holder, article: str) -> dict[str, Any]:
    kept = article_queries.revisions(session, holder.site, article) or abort_not_found("article")
    return {"revisions": list(map(article_state, kept))}


@ARTICLES.add("DELETE /articles/<article>", ADMIN, "Delete an article with everything that belongs to it", status=204)
def _delete(session: Session, holder: Holder, article: str) -> str:
    there = article_queries.delete(session, holder.site, article)
    return "" if there else abort_not_found("article")


ARTICLES_BY_ID = SiteOperations("articles_by_id")
"""What a site has sent, by the names that the site itself gave it."""


@ARTICLES_BY_ID.add(
    "GET /articles/by-id/<any_text:cms_id>",
    READ,
    "The article of your own id, at its newest revision",
    answer=ArticleState,
)
def _by_id(session: Session, holder: Holder, cms_id: str) -> dict[str, Any]:
    found = article_queries.find_by_cms_id(session, holder.site, cms_id)
    return article_state(found or abort_not_found("article"))


JOBS = SiteOperations("jobs")
"""How far the work is."""


@JOBS.add("GET /jobs/<job>", SUBMIT, "How far the work on a revision is", answer=JobState)
def _job(session: Session, holder: Holder, job: str) -> dict[str, Any]:
    return job_state(article_queries.find_job(session, holder.site, job) or abort_not_found("job"))
