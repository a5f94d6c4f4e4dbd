"""`/api/v1/articles` and `/api/v1/jobs`: what was sent, found again, worst first."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN, READ, SUBMIT
from service.api.queries import ListQuery
from service.api.response_schemas import ArticlePage, ArticleState, JobState, RevisionList
from service.api.serializers import abort_not_found, article_state, job_state
from service.articles import article_queries
from service.articles.assigning import filter_of
from service.storage.database import reading, transaction


def articles_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """Everything a site has sent, and nothing of another's."""
    blueprint = APIBlueprint("articles", __name__, url_prefix="/api/v1")

    @blueprint.get("/articles")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.input(ListQuery, location="query", arg_name="query")
    @blueprint.output(ArticlePage)
    @blueprint.doc(summary="List articles, worst first")
    def listed(query: ListQuery) -> dict[str, Any]:
        with reading(engine) as session:
            site = holder(auth).site
            wanted = query.filter(filter_of(session, site, query.assigned))
            page = article_queries.page(session, site, query.limit, query.cursor, wanted)
        return {"articles": list(map(article_state, page.kept)), "next_cursor": page.next_cursor}

    @blueprint.get("/articles/<article>")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.output(ArticleState)
    @blueprint.doc(summary="An article at its newest revision")
    def one(article: str) -> dict[str, Any]:
        with reading(engine) as session:
            found = article_queries.find(session, holder(auth).site, article)
            return article_state(found or abort_not_found("article"))

    @blueprint.get("/articles/<article>/revisions")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.output(RevisionList)
    @blueprint.doc(summary="All revisions, the newest first")
    def revisions(article: str) -> dict[str, Any]:
        with reading(engine) as session:
            kept = article_queries.revisions(session, holder(auth).site, article) or abort_not_found("article")
        return {"revisions": list(map(article_state, kept))}

    @blueprint.delete("/articles/<article>")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Delete an article with everything that belongs to it")
    def delete(article: str) -> str:
        with transaction(engine) as session:
            there = article_queries.delete(session, holder(auth).site, article)
        return "" if there else abort_not_found("article")

    return blueprint


def by_id_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """What a site has sent, by the names that the site itself gave it."""
    blueprint = APIBlueprint("articles_by_id", __name__, url_prefix="/api/v1")

    @blueprint.get("/articles/by-id/<path:cms_id>")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.output(ArticleState)
    @blueprint.doc(summary="The article of your own id, at its newest revision")
    def by_id(cms_id: str) -> dict[str, Any]:
        with reading(engine) as session:
            found = article_queries.find_by_cms_id(session, holder(auth).site, cms_id)
            return article_state(found or abort_not_found("article"))

    return blueprint


def jobs_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """How far the work is."""
    blueprint = APIBlueprint("jobs", __name__, url_prefix="/api/v1")

    @blueprint.get("/jobs/<job>")
    @blueprint.auth_required(auth, roles=[SUBMIT])
    @blueprint.output(JobState)
    @blueprint.doc(summary="How far the work on a revision is")
    def one(job: str) -> dict[str, Any]:
        with reading(engine) as session:
            return job_state(article_queries.find_job(session, holder(auth).site, job) or abort_not_found("job"))

    return blueprint
