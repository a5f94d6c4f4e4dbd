"""A report as one self-contained page: no file beside it, nothing fetched, no script but its own."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.check_catalogue import check_description, check_name
from models.rendering.runs import split_directions, split_pieces, split_running
from models.rendering.view import arrange, direction
from models.rendering.wording import percent, score_words
from models.report import ArticleReport
from models.text.plural import plural

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
ASSETS = FOLDER / "assets"
FILTERS = {
    "percent": percent,
    "plural": plural,
    "score_words": score_words,
    "direction": direction,
    "pieces": split_running,
    "all_pieces": split_pieces,
    "directions": split_directions,
    "check_name": check_name,
    "check_description": check_description,
}
"""What the templates of this folder need of the environment that renders them."""


def render_html(report: ArticleReport) -> str:
    """The page as text. Its own content policy names its style and script by hash and allows no other."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update(FILTERS)
    style, script = ((ASSETS / name).read_text("utf-8") for name in ("report.css", "report.js"))
    return environment.get_template("report.html").render(
        view=arrange(report),
        style=Markup(style),
        script=Markup(script),
        style_hash=_content_hash(style),
        script_hash=_content_hash(script),
    )


def _content_hash(content: str) -> str:
    """The name that a Content-Security-Policy knows inline content by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
