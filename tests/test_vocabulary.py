"""One word, one meaning: class names, names of bounds, and the glossary that tells them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import regex
from test_architecture import SOURCES

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
WIRE_FORMS = {"service.api.capabilities", "service.api.report_form", "service.api.response_schemas"}
"""What is sent: pydantic forms are called as what they tell of, and their names stand in the OpenAPI document."""

PAIR_EDGES = {
    "models.intake.requests.CheckRequest",  # as it is sent: each language may be left out to be detected
    "models.rendering.view.View",  # names for people, not codes
    "scripts.measure.cases.Case",  # a record of a file
    "service.api.admin_forms.PairOfSite",
    "service.api.admin_forms.RecalibrationState",
    "scripts.score.score",
    "service.api.queries.LanguagesQuery",
    "service.api.queries.ListQuery",
    "service.articles.article_queries.Filter",  # either one alone, or both
    "service.articles.request_schemas.CheckBody",
    "service.articles.site_settings.GlossarySettings",
    "service.storage.counted.DecidedFlag",
    "service.storage.counted.Recalibration",
    "service.storage.tables.ArticleRow",
}
"""What names two languages side by side for those outside: requests, the command line, columns. All else takes a
`models.languages.LanguagePair`."""


def test_no_public_class_name_stands_for_two_things() -> None:
    """Models and service and scripts alike: a name that is met anywhere means one thing."""
    named: dict[str, set[str]] = {}
    for module, path in SOURCES.items():
        if module not in WIRE_FORMS:
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    named.setdefault(node.name, set()).add(module)
    assert {name: modules for name, modules in named.items() if len(modules) > 1} == {}


def takers_of_two_languages(tree: ast.Module) -> set[str]:
    """The public functions and classes that take the source's and the target's language as two values."""
    found, waiting = set(), [(node, "") for node in tree.body]
    while waiting:
        node, prefix = waiting.pop()
        names: set[str] = set()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            names = {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            fields = (n.target for n in node.body if isinstance(n, ast.AnnAssign))
            names = {field.id for field in fields if isinstance(field, ast.Name)}
            waiting.extend((inner, f"{node.name}.") for inner in node.body)
        public = not getattr(node, "name", "_").startswith("_") or getattr(node, "name", "") == "__init__"
        if public and any({f"source{end}", f"target{end}"} <= names for end in ("_lang", "_language")):
            found.add(f"{prefix}{getattr(node, 'name', '')}")
    return found


def test_a_pair_of_languages_is_one_value() -> None:
    """Two languages side by side are taken for each other sooner or later."""
    trees = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in SOURCES.items()}
    found = {f"{module}.{name}" for module, tree in trees.items() for name in takers_of_two_languages(tree)}
    assert found - PAIR_EDGES == set(), "take a LanguagePair, or add what faces outwards to PAIR_EDGES"
    assert PAIR_EDGES - found == set(), "gone: take it out of PAIR_EDGES"


@pytest.mark.parametrize(
    ("code", "takers"),
    [
        ("def f(source_lang, target_lang): ...", {"f"}),
        ("async def f(*, source_language, target_language): ...", {"f"}),
        ("class A:\n  source_lang: str\n  target_lang: str", {"A"}),
        ("class A:\n  def __init__(self, source_lang, target_lang): ...\n  def g(self, pair): ...", {"A.__init__"}),
        ("class A:\n  def g(self, target_lang, source_lang=1): ...", {"A.g"}),
        ("def _f(source_lang, target_lang): ...", set()),
        ("def f(source_lang): ...\ndef g(target_lang): ...", set()),
        ("class A:\n  source_lang: str\n  target: str", set()),
    ],
)
def test_two_languages_side_by_side_are_seen(code: str, takers: set[str]) -> None:
    assert takers_of_two_languages(ast.parse(code)) == takers


@pytest.mark.parametrize("module", SOURCES)
def test_bounds_are_called_max_and_min(module: str) -> None:
    tree = ast.parse(SOURCES[module].read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id.isupper()}
    words = ("MOST", "LARGEST", "LONGEST", "FEWEST", "LEAST", "SHORTEST")
    assert {name for name in names if name.strip("_").split("_")[0] in words} == set()


def test_nothing_judges() -> None:
    """Models estimate and score, raters rate, reviewers decide: the word would stand for all three."""
    kept = {"judgement", "judgements", "ix_judgement_by_check", "ix_judgement_of_pair"}  # a table, a column, a JSON key
    texts = [path for top in ("models", "service", "scripts", "docs") for path in (ROOT / top).rglob("*")]
    found = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in [*texts, *ROOT.glob("*.md")]
        if path.suffix in {".py", ".md", ".html", ".js", ".css"} and not {"migrations", "CHANGELOG.md"} & {*path.parts}
        for word in regex.findall(r"\w*judg\w*", path.read_text("utf-8"), regex.IGNORECASE)
        if word not in kept or path.parent.name not in ("storage", "api")
    }
    assert found == set()


def defined(module: str) -> set[str]:
    """The names that a module defines at its top level, and of its classes' members."""
    found = set()
    for node in ast.parse(SOURCES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {node.name} | {f"{node.name}.{n.name}" for n in node.body if isinstance(n, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [n for target in targets for n in (target.elts if isinstance(target, ast.Tuple) else [target])]
            found |= {name.id for name in named if isinstance(name, ast.Name)}
    return found


def glossary() -> list[tuple[str, str, str]]:
    """(term, module, name) of every row whose last column names code."""
    rows = regex.findall(r"^\| \*\*(.+?)\*\* \|.*\| `([\w.]+)\.(\w+)` \|$", GLOSSARY.read_text("utf-8"), regex.M)
    return [tuple(row) for row in rows]


def test_the_glossary_has_an_entry_for_what_matters() -> None:
    assert len(glossary()) > 30


@pytest.mark.parametrize(("term", "module", "name"), glossary())
def test_what_the_glossary_names_is_there(term: str, module: str, name: str) -> None:
    assert module in SOURCES, f"{term}: there is no {module}"
    assert name in defined(module), f"{term}: {module} has no {name}"
