"""Where the one-time link of a person leads (`service.review.set_password`)."""

from __future__ import annotations

SET_PASSWORD = "/set-password/"


def link_address(base: str, token: str) -> str:
    """link_address("https://mtqc.example/", "x.y") == "https://mtqc.example/set-password/x.y" """
    return f"{base.rstrip('/')}{SET_PASSWORD}{token}"
