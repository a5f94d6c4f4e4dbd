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
            "The body is not JSON, or is no JSON object.",
            "`detail` names the line and the column where it breaks off, both counted from 1. Have a library write it.",
        ),
        ProblemType(
            "no-valid-key",
            401,
            "No valid key",
            "The request bears no key, or one that is unknown or revoked.",
            "Send `Authorization: Bearer mtqc_…`. A key opens only the service whose database it was made in: "
            "`scripts/keys.py` prints which database that was, and the service prints at its start which one it reads.",
        ),
        ProblemType(
            "scope-missing",
            403,
            "Scope missing",
            "The key is valid, but does not allow this.",
            "The documentation of each operation names the scope that it needs. Use another key, or have one made.",
        ),
        ProblemType(
            "not-found",
            404,
            "Not found",
            "There is no such thing, or it belongs to another site.",
            "See that the id is ours (`id`) where the address wants ours, and yours (`cms_id`) where it wants yours.",
        ),
        ProblemType(
            "method-not-allowed",
            405,
            "Method not allowed",
            "The address is right, the method is not.",
            "The header `Allow` names those there are.",
        ),
        ProblemType(
            "not-in-time",
            408,
            "Request not in time",
            "The request did not come in within the time that is waited for one.",
            "Send it again, whole and over a connection that is quick enough: 30 seconds are waited, with a valid key "
            "longer for a long body.",
        ),
        ProblemType(
            "conflict",
            409,
            "Conflict",
            "Somebody was quicker, or the state of the review does not allow it now.",
            "`detail` says what to do first. Read the article and its decisions again before you decide.",
        ),
        ProblemType(
            "unfinished-review",
            409,
            "Unfinished review",
            "The review cannot be finished: serious flags are left on which nobody has decided.",
            "Confirm, change or dismiss each of the flags whose fingerprints `flags` lists, then finish.",
        ),
        ProblemType(
            "too-large",
            413,
            "Too large",
            "The body is larger than is taken at this address.",
            "`detail` names the limit. Send it in parts: an article field by field, a batch in several.",
        ),
        ProblemType(
            "wrong-media-type",
            415,
            "Wrong media type",
            "The body is of another media type than is taken here.",
            "`detail` names those that are: set the header Content-Type.",
        ),
        ProblemType(
            "invalid-input",
            422,
            "Invalid input",
            "The request could be read, and something in it is wrong.",
            "`errors` names each field and what it may be. Mend it: the same request will be refused again.",
        ),
        ProblemType(
            "took-too-long",
            422,
            "Check took too long",
            "The check was given up at its deadline, which the length of the texts gives.",
            "Send the text in parts.",
        ),
        ProblemType(
            "too-many-requests",
            429,
            "Too many requests",
            "More requests a minute than are allowed, or too many wrong keys or passwords from one address.",
            "Wait as many seconds as `Retry-After` says.",
        ),
        ProblemType(
            "headers-too-large",
            431,
            "Headers too large",
            "The headers of the request are larger than is taken.",
            "Send fewer or shorter ones: cookies, above all, and no text of an article.",
        ),
        ProblemType(
            "internal-error",
            500,
            "Internal error",
            "A fault of the service. What was accepted before is kept.",
            "Send it once more; if it stays, give `request_id` to whoever runs the service: the log has it.",
        ),
        ProblemType(
            "unknown-encoding",
            501,
            "Unknown transfer encoding",
            "The body comes in a transfer encoding that is not known here.",
            "Send it with `Content-Length`, or with `Transfer-Encoding: chunked`.",
        ),
        ProblemType(
            "not-available",
            503,
            "Not available now",
            "Too many articles wait, or the model or the database cannot be reached.",
            "Send it again after as many seconds as `Retry-After` says. Nothing of it was accepted.",
        ),
        ProblemType(
            "no-room-left",
            507,
            "No room left",
            "The disk of the service is full: nothing of this request was accepted.",
            "Tell whoever runs the service, and send it again later. What was accepted before is kept.",
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
