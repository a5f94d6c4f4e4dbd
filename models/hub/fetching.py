"""Fetching a model from a hub, or taking in a folder that was carried over; nothing else here uses the network.

Files are written to a folder beside the final one, where a broken download goes on at the next try; only when every
file is what the hub says it is (SHA-256 of large files, git's own hash of small ones) is the folder given its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, OfflineModeIsEnabled, RepositoryNotFoundError
from huggingface_hub.file_download import http_get
from huggingface_hub.hf_api import RepoSibling
from huggingface_hub.utils._headers import build_hf_headers

from models.errors import ModelUnavailable
from models.hub.catalogue import HubModel
from models.hub.store import KEPT_SUFFIXES, ORIGIN, WEIGHTS_SUFFIX, models_folder, seal
from models.network.manifest import digest

PARTIAL = ".partial"
TOKENIZER_FILES = ("tokenizer.json", "spiece.model", "tokenizer_config.json", "special_tokens_map.json")
VOCABULARIES = TOKENIZER_FILES[:2]
"""Of those that a tokenizer consists of, the ones that hold its subwords: one of them is enough."""
LEFT_OUT = (".cache", ".git", "SHA256SUMS", ORIGIN)
"""What a folder that was carried over may hold beside the model: left behind by huggingface_hub, git and ourselves."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What would be fetched from one repository at one commit."""

    repository: str
    commit: str
    files: tuple[RepoSibling, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be fetched of a model; `tokenizer` from another repository, None where it has its own."""

    model: HubModel
    own: Listing
    tokenizer: Listing | None

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Everything that would be fetched."""
        return (self.own, self.tokenizer) if self.tokenizer else (self.own,)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size or 0 for listing in self.listings for file in listing.files)

    @property
    def count(self) -> int:
        """How many files there are."""
        return sum(len(listing.files) for listing in self.listings)


def look_up(
    model: HubModel, revision: str, environment: Mapping[str, str] = os.environ, tokenizer_revision: str = ""
) -> Offer:
    """What would be fetched at a commit of 40 hex digits; with "", at the one that the hub calls main.

    `tokenizer_revision`: the same for the repository that the tokenizer comes from. Raises ModelUnavailable.
    """
    own = _listing(model.repository, revision or model.revision, environment)
    if not any(file.rfilename.endswith(WEIGHTS_SUFFIX) for file in own.files):
        converter = "comet" if model.backend == "comet" else "weights"
        raise ModelUnavailable(
            f"{model.repository} holds no safetensors at {own.commit[:12]}, and pickles are never loaded: convert a "
            f"copy with python -m scripts.convert.{converter} where it can do no harm; then: "
            f"python scripts/fetch_model.py {model.name} --from FOLDER"
        )
    if not model.tokenizer or any(file.rfilename in VOCABULARIES for file in own.files):
        return Offer(model, own, None)
    beside = _listing(model.tokenizer, tokenizer_revision or model.tokenizer_revision, environment)
    there = {file.rfilename for file in own.files}
    files = tuple(f for f in beside.files if f.rfilename in TOKENIZER_FILES and f.rfilename not in there)
    if not any(file.rfilename in VOCABULARIES for file in files):
        raise ModelUnavailable(f"{model.tokenizer} holds no tokenizer at {beside.commit[:12]}")
    return Offer(model, own, replace(beside, files=files))


def _listing(repository: str, wanted: str, environment: Mapping[str, str]) -> Listing:
    try:
        found = HfApi(endpoint=_endpoint(environment)).model_info(
            repository, revision=wanted or "main", files_metadata=True
        )
    except Exception as error:
        raise _unavailable(repository, error) from error
    commit = found.sha or ""
    if not is_commit(commit) or (wanted and commit != wanted):
        raise ModelUnavailable(f"the hub names {commit or 'no commit'!r} where {wanted or 'a commit'} was asked for")
    return Listing(repository, commit, tuple(_wanted(found.siblings or [])))


def download(offer: Offer, report: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the model, complete and sealed. A file that is not what the hub says raises ModelUnavailable."""
    folder = _free_place(offer.model, environment)
    commits = "-".join(listing.commit[:12] for listing in offer.listings)
    staging = folder.with_name(f".{offer.model.name}-{commits}{PARTIAL}")
    for listing in offer.listings:
        for file in listing.files:
            _bring(listing, file, staging / file.rfilename, report, environment)
    origin: dict[str, object] = {
        "commit": offer.own.commit, "endpoint": _endpoint(environment) or "the default"
    }
    if offer.tokenizer:
        origin["tokenizer"] = {"repository": offer.tokenizer.repository, "commit": offer.tokenizer.commit}
    _finish(offer.model, staging, folder, origin)
    return folder


def _bring(
    listing: Listing, file: RepoSibling, path: Path, report: Callable[[str], None], environment: Mapping[str, str]
) -> None:
    """Downloads one file, unless an earlier try did."""
    if path.is_file() and _is_as_listed(path, file):
        return
    report(file.rfilename)
    url = hf_hub_url(
        listing.repository, file.rfilename, revision=listing.commit, endpoint=_endpoint(environment)
    )
    begun = path.with_name(path.name + PARTIAL)
    try:
        _go_on(url, begun, file.size)
    except Exception as error:
        raise _unavailable(listing.repository, error) from error
    if not _is_as_listed(begun, file):
        begun.unlink()
        raise ModelUnavailable(f"{file.rfilename} is not the file that the hub lists: it was removed; try again")
    begun.rename(path)


def take_in(model: HubModel, source: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Copies a folder that was carried over, seals it, and returns its place. Raises ModelUnavailable."""
    if not source.is_dir():
        raise ModelUnavailable(f"{source} is not a folder")
    folder = _free_place(model, environment)
    if folder.resolve().is_relative_to(source.resolve()):
        raise ModelUnavailable(f"{source} holds the folder of all models: give the one of {model.name} alone")
    staging = folder.with_name(f".{model.name}-imported{PARTIAL}")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(source, staging, ignore=shutil.ignore_patterns(*LEFT_OUT))
    try:
        if model.tokenizer and not any((staging / name).is_file() for name in VOCABULARIES):
            raise ModelUnavailable(
                f"{source} has no tokenizer: copy {', '.join(TOKENIZER_FILES)} of {model.tokenizer} into it, "
                "those of them that there are"
            )
        _finish(model, staging, folder, {"commit": "", "imported": source.name})
    finally:
        shutil.rmtree(staging, ignore_errors=True)  # nothing is left of what was refused
    return folder


def is_commit(text: str) -> bool:
    """True for 40 hex digits in lower case."""
    return len(text) == 40 and set(text) <= set("0123456789abcdef")


def _finish(model: HubModel, staging: Path, folder: Path, origin: Mapping[str, object]) -> None:
    """Adds the settings that the model lacks and the record of where it came from, seals it and puts it in place."""
    record = {"name": model.name, "repository": model.repository, "licence": model.licence, **origin}
    missing = {name: content for name, content in model.settings if not (staging / name).exists()}
    for name, content in missing.items():
        (staging / name).write_text(content + "\n", encoding="utf-8")
    if missing:
        record["settings"] = list(missing)
    (staging / ORIGIN).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    seal(staging)
    staging.rename(folder)


def _go_on(url: str, begun: Path, size: int | None) -> None:
    """Downloads what is still missing of a file. (hf_hub_download begins anew in every process.)"""
    begun.parent.mkdir(parents=True, exist_ok=True)
    with begun.open("ab") as stream:
        there = stream.tell()
        if size is None or there < size or not there:
            http_get(url, stream, resume_size=there, headers=build_hf_headers(), expected_size=size)


def _free_place(model: HubModel, environment: Mapping[str, str]) -> Path:
    folder = models_folder(environment) / model.name
    if folder.exists():
        raise ModelUnavailable(f"{folder} is there already: remove it to fetch the model again")
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def _wanted(files: list[RepoSibling]) -> list[RepoSibling]:
    """Safetensors, settings and vocabularies. Exports for other programs lie in folders of their own: left out."""
    exports = ("onnx/", "openvino/", "coreml/")
    return [
        file
        for file in files
        if Path(file.rfilename).suffix in KEPT_SUFFIXES
        and not file.rfilename.startswith(exports)
        and ".." not in Path(file.rfilename).parts
    ]


def _is_as_listed(path: Path, file: RepoSibling) -> bool:
    if file.size is not None and path.stat().st_size != file.size:
        return False
    if file.lfs is not None:
        return digest(path) == file.lfs.sha256
    content = path.read_bytes()
    blob = hashlib.sha1(b"blob %d\x00" % len(content) + content, usedforsecurity=False)
    return file.blob_id is not None and blob.hexdigest() == file.blob_id


def _endpoint(environment: Mapping[str, str]) -> str | None:
    return environment.get("HF_ENDPOINT") or None


def _unavailable(repository: str, error: Exception) -> ModelUnavailable:
    """What a failure of the hub's library means for the person who asked."""
    if isinstance(error, GatedRepoError):
        return ModelUnavailable(f"{repository} is gated: agree to its licence on its page, and set HF_TOKEN")
    if isinstance(error, OfflineModeIsEnabled):
        return ModelUnavailable("HF_HUB_OFFLINE is set: nothing is downloaded")
    if isinstance(error, RepositoryNotFoundError):
        return ModelUnavailable(f"the hub has no {repository}, or not for everybody")
    if isinstance(error, HfHubHTTPError) and error.response is not None:
        return ModelUnavailable(f"the hub answered {error.response.status_code} for {repository}")
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ModelUnavailable(f"{repository} could not be fetched: {reason}; the next try goes on from here")
