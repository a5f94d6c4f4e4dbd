"""`/api/v1/articles` and `/api/v1/jobs`: what was sent, found again, worst first."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN, READ, SUBMIT
from service.api.operations import Operations
from service.api.queries import ListQuery
from service.api.response_schemas import ArticlePage, ArticleState, JobState, RevisionList
from service.api.serializers import abort_not_found, article_state, job_state
from service.articles import article_queries
from service.articles.assigning import filter_of
from service.storage.database import reading, transaction


def articles_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Everything a site has sent, and nothing of another's."""
    api = Operations("articles", auth)

    @api.add("GET /articles", READ, "List articles, worst first", query=ListQuery, answer=ArticlePage)
    def listed(query: ListQuery) -> dict[str, Any]:
        with reading(engine) as session:
            site = holder(auth).site
            wanted = query.filter(filter_of(session, site, query.assigned))
            page = article_queries.page(session, site, query.limit, query.cursor, wanted)
        return {"articles": list(map(article_state, page.kept)), "next_cursor": page.next_cursor}

    @api.add("GET /articles/<article>", READ, "An article at its newest revision", answer=ArticleState)
    def one(article: str) -> dict[str, Any]:
        with reading(engine) as session:
            found = article_queries.find(session, holder(auth).site, article)
            return article_state(found or abort_not_found("article"))

    @api.add("GET /articles/<article>/revisions", READ, "All revisions, the newest first", answer=RevisionList)
    def revisions(article: str) -> dict[str, Any]:
        with reading(engine) as session:
            kept = article_queries.revisions(session, holder(auth).site, article) or abort_not_found("article")
        return {"revisions": list(map(article_state, kept))}

    @api.add("DELETE /articles/<article>", ADMIN, "Delete an article with everything that belongs to it", status=204)
    def delete(article: str) -> str:
        with transaction(engine) as session:
            there = article_queries.delete(session, holder(auth).site, article)
        return "" if there else abort_not_found("article")

    return api.blueprint


def by_id_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """What a site has sent, by the names that the site itself gave it."""
    api = Operations("articles_by_id", auth)

    @api.add(
        "GET /articles/by-id/<path:cms_id>",
        READ,
        "The article of your own id, at its newest revision",
        answer=ArticleState,
    )
    def by_id(cms_id: str) -> dict[str, Any]:
        with reading(engine) as session:
            found = article_queries.find_by_cms_id(session, holder(auth).site, cms_id)
            return article_state(found or abort_not_found("article"))

    return api.blueprint


def jobs_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """How far the work is."""
    api = Operations("jobs", auth)

    @api.add("GET /jobs/<job>", SUBMIT, "How far the work on a revision is", answer=JobState)
    def one(job: str) -> dict[str, Any]:
        with reading(engine) as session:
            return job_state(article_queries.find_job(session, holder(auth).site, job) or abort_not_found("job"))

    return api.blueprint
