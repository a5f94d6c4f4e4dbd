"""Checks a data set with Ray Data: one checker an actor, on as many machines as the Ray cluster has.

    python -m pip install "ray[data]"                # tried with Ray 2.60
    python examples/ray_map.py stories.parquet checked --actors 8 --cpus 2
    python examples/ray_map.py s3://bucket/stories/ s3://bucket/checked --parquet

A row is an article as the API takes it (docs/API.md): `target`, and if known `source`, `source_lang`, `target_lang`;
other columns are left alone. Its `id` must be there and nobody else's: Ray remembers by it what is done. Stopped at any
moment, the same command goes on with the rest, and lets finished blocks be.

`OUT/reports` gets Parquet files with the columns `id`, `verdict`, `report` (JSON) and `error` (why an article could not
be checked); `OUT/done` is Ray's memory. On several machines OUT must be a place that all of them reach, and this
project with its packages must be installed on each, in the same folder.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ray
import ray.data
from ray.data.checkpoint import CheckpointConfig

from models.errors import InvalidInput
from models.languages import LanguagePair
from scripts.archive.parquet import without_nothing
from scripts.cli.score_lines import read_article
from service.articles.request_schemas import CheckBody
from service.check_queue import ArticleChecker, check_in_time
from service.deadline import TookTooLong

ARTICLES_A_BLOCK = 200
"""A block is written when it is done: of each actor, so much at most is done again after a run was killed."""

SPARE_CPUS = 2
"""Beside the actors: for reading and for leaving out what is done. With fewer, Ray would wait for them without end."""


class CheckOne:
    """What an actor holds: a checker of its own, loaded once. `pair`: the languages of articles that name none."""

    def __init__(self, pair: LanguagePair, load: Callable[[], ArticleChecker]) -> None:
        self._pair, self._checker = pair, load()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row's article, checked. Whatever is wrong with one article ends no run."""
        sent = without_nothing({name: value for name, value in row.items() if name in CheckBody.model_fields})
        _, request = read_article(sent, f"article {row['id']}", self._pair)
        try:
            if isinstance(request, InvalidInput):
                raise request
            report = check_in_time(self._checker.check, request).to_dict()
        except (InvalidInput, TookTooLong) as error:
            return {"id": row["id"], "verdict": "", "report": "", "error": str(error)}
        text = json.dumps(report, ensure_ascii=False)
        return {"id": row["id"], "verdict": report["verdict"], "report": text, "error": ""}


def loaded_checker() -> ArticleChecker:
    """The checker with the model that MTQC_MODEL names. Only actors call it: it brings torch along."""
    from models.checker import load_checker
    from models.hub.settings import chosen_model

    return load_checker(*chosen_model())


def main(arguments: list[str] | None = None, load: Callable[[], ArticleChecker] = loaded_checker) -> None:
    """Checks what is not done yet. `load`: what each actor calls for its checker."""
    parser = argparse.ArgumentParser(description="Check a data set with Ray Data.")
    parser.add_argument("articles", help="a .jsonl or .parquet file, a folder of such, or where Ray reads from")
    parser.add_argument("out", help="a folder, or where Ray writes to")
    parser.add_argument("--parquet", action="store_true", help="a folder of Parquet files, not of JSON lines")
    parser.add_argument("--actors", type=int, default=1, help="checkers at once (default: %(default)s)")
    parser.add_argument("--cpus", type=int, default=2, help="processors of each (default: %(default)s)")
    parser.add_argument("-sl", default="", metavar="LANG", help="source language of articles that name none")
    parser.add_argument("-tl", default="", metavar="LANG", help="target language of articles that name none")
    chosen = parser.parse_args(arguments)
    ray.init(ignore_reinit_error=True)
    wanted, found = chosen.actors * chosen.cpus + SPARE_CPUS, int(ray.cluster_resources().get("CPU", 0))
    if found < wanted:
        parser.error(f"{chosen.actors} actors of {chosen.cpus} need {wanted} processors, the cluster has {found}")
    reports, done = (f"{chosen.out.rstrip('/')}/{name}" for name in ("reports", "done"))
    if "://" not in chosen.out:
        reports, done = map(os.path.abspath, (reports, done))
    ray.data.DataContext.get_current().checkpoint_config = CheckpointConfig(
        "id", done, delete_checkpoint_on_success=False
    )
    is_parquet = chosen.parquet or chosen.articles.endswith(".parquet")
    articles = (ray.data.read_parquet if is_parquet else ray.data.read_json)(chosen.articles)
    checked = articles.repartition(target_num_rows_per_block=ARTICLES_A_BLOCK).map(
        CheckOne,
        fn_constructor_args=(LanguagePair(chosen.sl, chosen.tl), load),
        compute=ray.data.ActorPoolStrategy(size=chosen.actors),
        num_cpus=chosen.cpus,
        runtime_env={"env_vars": {"OMP_NUM_THREADS": str(chosen.cpus)}},
    )
    checked.write_parquet(reports)


if __name__ == "__main__":
    main()
