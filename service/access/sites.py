"""Which sites there are: those that have a key, have chosen something or have sent something."""

from __future__ import annotations

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.storage.tables import ApiKey, ArticleRow, Site


def known_sites(session: Session) -> list[str]:
    """Their names, in order."""
    found = union(select(ApiKey.site), select(Site.name), select(ArticleRow.site))
    return sorted(session.scalars(found))


def refuse_unknown(session: Session, site: str) -> None:
    """Raises InvalidInput for a site that there is not: what is chosen for a name with a slip does nothing."""
    known = known_sites(session)
    if site not in known:
        there = f"there is: {', '.join(known)}" if known else "there is none yet"
        raise InvalidInput(f"there is no site {site!r} ({there}): its first key makes it (keys.py add)", "site")
