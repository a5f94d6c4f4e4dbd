"""An article is found again by the CMS's own id, by its words and by when it came in; each id says which it is."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from service_app import make_client, make_key
from sqlalchemy import Engine, update

from service.storage.database import transaction
from service.storage.tables import ArticleRow

ARTICLES = "/api/v1/articles"
BY_ID = f"{ARTICLES}/by-id"
DAYS = {"storm": 1_763_500_000.0, "vote 12/7": 1_763_600_000.0, "أخبار-7": 1_763_700_000.0}
SENT = [
    {"id": "storm", "target": "The Storm passed.", "source": "انتهت العاصفة", "metadata": {"desk": "weather"}},
    {
        "id": "vote 12/7",
        "fields": [{"name": "title", "target": "100% voted"}, {"name": "body", "target": "A café_bar."}],
    },
    {"id": "أخبار-7", "target": "Nothing new.", "target_lang": "en"},
]


@pytest.fixture
def stocked(cms: FlaskClient, database: Engine) -> FlaskClient:
    """A CMS with three articles that came in on three days."""
    for body in SENT:
        assert cms.post(ARTICLES, json=body).status_code == 202
    with transaction(database) as session:
        for name, at in DAYS.items():
            session.execute(update(ArticleRow).where(ArticleRow.cms_id == name).values(received_at=at))
    return cms


def found(stocked: FlaskClient, **query: str) -> set[str]:
    answer = stocked.get(ARTICLES, query_string=query)
    assert answer.status_code == 200, answer.text
    return {article["cms_id"] for article in answer.get_json()["articles"]}


@pytest.mark.parametrize("name", DAYS)
def test_by_the_id_of_the_cms(stocked: FlaskClient, name: str) -> None:
    answer = stocked.get(f"{BY_ID}/{quote(name, safe='/')}")
    assert answer.status_code == 200 and answer.get_json()["cms_id"] == name
    assert stocked.get(f"{ARTICLES}/{answer.get_json()['id']}").get_json() == answer.get_json()
    assert found(stocked, cms_id=name) == {name}


@pytest.mark.parametrize("name", ["/news/storm", "news/storm", "//news//storm", "news/storm/", "/", "storm\nnews"])
@pytest.mark.parametrize("safe", ["/", ""], ids=["as it is", "encoded"])
def test_an_id_with_slashes_is_no_other_id(stocked: FlaskClient, name: str, safe: str) -> None:
    address = f"{BY_ID}/{quote(name, safe=safe)}"
    for other in {"news/storm", "storm"} - {name}:
        assert stocked.post(ARTICLES, json={"id": other, "target": "Another."}).status_code == 202
    assert stocked.get(address, follow_redirects=True).status_code == 404
    assert stocked.post(ARTICLES, json={"id": name, "target": "This one."}).status_code == 202
    answer = stocked.get(address)
    assert (answer.status_code, answer.get_json()["cms_id"]) == (200, name)


def test_never_another_sites(stocked: FlaskClient, database: Engine) -> None:
    other = make_client(stocked.application, make_key(database, site="sport"))  # type: ignore[arg-type]
    assert other.get(f"{BY_ID}/storm").status_code == 404 and found(other, cms_id="storm") == set()
    assert stocked.get(f"{BY_ID}/none").status_code == 404 and found(stocked, cms_id="none") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("storm", {"storm"}),  # a to z in any case
        ("العاصفة", {"storm"}),  # the source
        ("café", {"vote 12/7"}),  # a field
        ("100%", {"vote 12/7"}),  # no pattern
        ("e_b", set()),
        ("é_b", {"vote 12/7"}),
        ("weather", set()),  # metadata is no text
        ("target", set()),  # nor is what JSON calls it
        ("o", {"storm", "vote 12/7", "أخبار-7"}),
    ],
)
def test_by_words(stocked: FlaskClient, text: str, names: set[str]) -> None:
    assert found(stocked, text=text) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"received_since": "2025-11-20"}, {"vote 12/7", "أخبار-7"}),
        ({"received_before": "2025-11-20"}, {"storm"}),
        ({"received_since": "2025-11-19T20:00:00Z", "received_before": "2025-11-21T00:00:00+01:00"}, {"vote 12/7"}),
        ({"received_since": "2030-01-01"}, set()),
    ],
)
def test_by_the_time_it_came_in(stocked: FlaskClient, query: dict[str, str], names: set[str]) -> None:
    assert found(stocked, **query) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"source_lang": "ar"}, {"storm"}),
        ({"source_lang": "ara", "target_lang": "en-GB"}, {"storm"}),  # read as an article's languages are
        ({"source_lang": "de"}, set()),  # known, and of no article
        ({"review": "approved"}, {"storm"}),
        ({"state": "approved"}, {"storm"}),  # the queue page's name of before
        ({"state": "approved", "review": ""}, {"storm"}),
        ({"state": "queued", "review": "pending"}, {"vote 12/7", "أخبار-7"}),
        ({"review": "all"}, set(DAYS)),
        ({"review": "open", "reviewer": "nobody of this name"}, set()),
    ],
)
def test_by_language_and_review(
    stocked: FlaskClient, database: Engine, query: dict[str, str], names: set[str]
) -> None:
    with transaction(database) as session:
        storm = update(ArticleRow).where(ArticleRow.cms_id == "storm")
        session.execute(storm.values(source_lang="ar", target_lang="en", review="approved"))
    assert found(stocked, **query) == names


def test_the_id_of_the_cms_is_in_every_answer(stocked: FlaskClient) -> None:
    state = stocked.get(f"{BY_ID}/storm").get_json()
    assert stocked.get(f"/api/v1/jobs/{state['job']}").get_json()["cms_id"] == "storm"
    lines = [{"id": "a", "target": "A."}, {"id": "b", "target": 5}, {"target": "C."}, {"id": 7, "target": "D."}, [1]]
    body = "\n".join([*map(json.dumps, lines), "{"]).encode()
    results = stocked.post("/api/v1/batches", data=body, content_type="application/jsonl").get_json()["results"]
    ours = results[2].pop("cms_id")
    assert [result.get("cms_id") for result in results] == ["a", "b", None, "7", "", ""] and len(ours) == 22
    assert stocked.get(f"{BY_ID}/{ours}").get_json()["id"] == results[2]["id"]


def test_the_document_says_which_id_stands_where(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").get_json()
    for path, operations in spec["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    assert parameter.get("description"), f"{path}: {parameter['name']}"
    assert "not" not in spec["paths"]["/api/v1/articles/by-id/{cms_id}"]["get"]["parameters"][0]["description"]
