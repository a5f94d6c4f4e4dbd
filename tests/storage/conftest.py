"""What the storage tests begin with."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.storage.tables import ArticleRow, Revision


@pytest.fixture
def revision(database: Engine) -> str:
    """The id of a stored revision."""
    with Session(database) as session, session.begin():
        article = ArticleRow(site="news", cms_id="7", created_at=0.0)
        article.revisions.append(Revision(number=1, sent={"target": "The port 👩‍🚀 reopened."}, received_at=0.0))
        session.add(article)
        session.flush()
        return article.revisions[0].id
