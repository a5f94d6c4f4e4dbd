"""What kinds of problems there are (RFC 9457): a name for programs, and a page that says what it is and what to do.

The `type` of a problem is the address of its page, `/docs/problems/<name>` of the very service that answers.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "/docs/problems/"
UNNAMED = "about:blank"
"""The type of what has no more to it than its status."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem by its name: `meaning`, what has happened; `remedy`, what whoever gets it can do.

    `title`: the same for all problems of the kind, whoever answers with one.
    """

    name: str
    status: int
    title: str
    meaning: str
    remedy: str


TYPES = {
    kind.name: kind
    for kind in (
        ProblemType(
            "unreadable-request",
            400,
            "Unreadable request",
            "The request could not be read.",
            "See that it is well formed.",
        ),
        ProblemType(
            "broken-json",
            400,
            "Broken JSON",
            "The body is not JSON, or is not a JSON object.",
            "`detail` names the line and the column of the error, both counted from 1. Let a library write the JSON.",
        ),
        ProblemType(
            "no-valid-key",
            401,
            "No valid key",
            "The request has no key, or one that is unknown or revoked.",
            "Send `Authorization: Bearer mtqc_…`. A key works only with the database it was created in: "
            "`scripts/keys.py` prints which database that was, and the service prints at start which one it reads.",
        ),
        ProblemType(
            "scope-missing",
            403,
            "Scope missing",
            "The key is valid, but does not allow this.",
            "The documentation of each operation names the scope that it needs. Use another key, or ask for one.",
        ),
        ProblemType(
            "not-found",
            404,
            "Not found",
            "It does not exist, or it belongs to another site.",
            "Check whether the address needs our id (`id`) or yours (`cms_id`).",
        ),
        ProblemType(
            "method-not-allowed",
            405,
            "Method not allowed",
            "The address exists, but does not accept this method.",
            "The header `Allow` lists the methods that it accepts.",
        ),
        ProblemType(
            "not-in-time",
            408,
            "Request not in time",
            "The request did not arrive in time.",
            "Send it again, completely and over a fast enough connection: it has 30 seconds to arrive, and more for a "
            "long body with a valid key.",
        ),
        ProblemType(
            "conflict",
            409,
            "Conflict",
            "Something has been decided meanwhile, or the state of the review does not allow this now.",
            "`detail` says what to do first. Read the article and its decisions again before you decide.",
        ),
        ProblemType(
            "unfinished-review",
            409,
            "Unfinished review",
            "The review cannot be finished: there are serious flags that nobody has decided on.",
            "Confirm, change or dismiss each of the flags whose fingerprints are in `flags`, then finish.",
        ),
        ProblemType(
            "not-checked-yet",
            409,
            "Not checked yet",
            "The article is being checked, for the first time or again: there is no report of it to decide on.",
            "Send the same again after as many seconds as `Retry-After` says, or when `article.checked` has come.",
        ),
        ProblemType(
            "too-large",
            413,
            "Too large",
            "The body is larger than this address accepts.",
            "`detail` names the limit. Send it in parts: an article field by field, a batch in several.",
        ),
        ProblemType(
            "wrong-media-type",
            415,
            "Wrong media type",
            "The body has a media type that this address does not accept.",
            "`detail` names those that it accepts: set the header Content-Type.",
        ),
        ProblemType(
            "invalid-input",
            422,
            "Invalid input",
            "The request could be read, but something in it is wrong.",
            "`errors` names each field and what it may be. Fix it: the same request will be rejected again.",
        ),
        ProblemType(
            "took-too-long",
            422,
            "Check took too long",
            "The check was stopped at its deadline, which depends on the length of the texts.",
            "Send the text in parts.",
        ),
        ProblemType(
            "too-many-requests",
            429,
            "Too many requests",
            "More requests per minute than allowed, or too many wrong keys or passwords from one address.",
            "Wait as many seconds as `Retry-After` says.",
        ),
        ProblemType(
            "headers-too-large",
            431,
            "Headers too large",
            "The headers of the request are too large.",
            "Send fewer or shorter ones, cookies above all. Do not put article text in a header.",
        ),
        ProblemType(
            "internal-error",
            500,
            "Internal error",
            "A bug in the service. Everything accepted before is safe.",
            "Try again. If it happens again, give `request_id` to whoever runs the service: it is in the log.",
        ),
        ProblemType(
            "unknown-encoding",
            501,
            "Unknown transfer encoding",
            "The body has a transfer encoding that the service does not know.",
            "Send it with `Content-Length`, or with `Transfer-Encoding: chunked`.",
        ),
        ProblemType(
            "not-available",
            503,
            "Not available now",
            "The job queue or the check queue is full, or the model or the database is not available.",
            "Send it again after as many seconds as `Retry-After` says. Nothing of it was accepted.",
        ),
        ProblemType(
            "no-room-left",
            507,
            "No room left",
            "The disk of the service is full: nothing in this request was accepted.",
            "Tell whoever runs the service, and send it again later. Everything accepted before is safe.",
        ),
    )
}
USUAL = {kind.status: kind.name for kind in reversed(TYPES.values())}
USUAL |= {400: "unreadable-request", 409: "conflict", 422: "invalid-input"}
"""The type of a problem of which no more is known than its status."""


def kind_of(status: int, name: str = "") -> ProblemType | None:
    """The kind of that name, else the usual one of a status; None where there is none."""
    return TYPES.get(name or USUAL.get(status, ""))


def type_of(kind: ProblemType | None, base: str) -> str:
    """The address of a problem's page. `base`: the service's own, without a slash at its end.

    type_of(kind_of(409), "http://127.0.0.1:8000") == "http://127.0.0.1:8000/docs/problems/conflict"
    """
    return f"{base}{PREFIX}{kind.name}" if kind else UNNAMED
