"""May the CMS publish it? The three ways of a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import keys, sites
from service.articles.publishing import PUBLISHING, SiteRules, publishing

DONE, RETIRED, QUEUED = "done", "retired", "queued"


@pytest.mark.parametrize(
    ("state", "verdict", "review", "hold", "later", "never"),
    [
        # what each mode says: may it be published / should an editor look
        (QUEUED, None, "pending", "no no", "yes no", "yes no"),
        (DONE, "pass", "pending", "yes no", "yes no", "yes no"),
        (DONE, "review", "pending", "no yes", "yes yes", "yes no"),
        (DONE, "reject", "in review", "no yes", "yes yes", "yes no"),
        (DONE, "reject", "reviewed", "yes no", "yes no", "yes no"),
        (DONE, "review", "approved", "yes no", "yes no", "yes no"),
        (DONE, "pass", "sent back", "no no", "no yes", "yes no"),
        (DONE, "reject", "sent back", "no no", "no yes", "yes no"),
        (RETIRED, None, "pending", "no yes", "yes yes", "yes no"),
    ],
)
def test_what_a_mode_says(state: str, verdict: str | None, review: str, hold: str, later: str, never: str) -> None:
    words = {True: "yes", False: "no"}
    for mode, told in zip(PUBLISHING, (hold, later, never), strict=True):
        found = publishing(SiteRules(mode), state, verdict, review, is_back=review == "sent back")
        assert f"{words[found.allowed]} {words[found.review_wanted]}" == told, mode
        assert found.mode == mode and found.reason.endswith(".")


def test_a_site_chooses_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = f"sqlite:///{tmp_path / 'mtqc.sqlite3'}"
    assert keys.main(["--database", database, "add", "--site", "news", "--name", "CMS"]) == 0
    capsys.readouterr()
    for mode in ("never-hold", "publish-then-review"):
        assert sites.main(["--database", database, "set", "--site", "news", "--publishing", mode]) == 0
    assert sites.main(["--database", database, "list"]) == 0
    assert capsys.readouterr().out == "news\tpublish-then-review\n"
    assert sites.main(["--database", database, "set", "--site", "news", "--four-eyes", "yes"]) == 0
    assert sites.main(["--database", database, "list"]) == 0
    assert capsys.readouterr().out == "news\tpublish-then-review\tfour eyes\n"
    assert sites.main(["--database", database, "set", "--site", "news"]) == 2
    assert "give --publishing, --four-eyes or both" in capsys.readouterr().err
    assert sites.main(["--database", database, "set", "--site", " ", "--publishing", "hold"]) == 2
    assert "there is no site ' '" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        sites.main(["set", "--site", "news", "--publishing", "sometimes"])
