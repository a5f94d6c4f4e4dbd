"""Where a webhook may go, and where it may not."""

from __future__ import annotations

import pytest

from models.errors import InvalidInput
from service.webhooks.addresses import NotAllowed, is_public, locate, parse, refuse_unreachable


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False),
        ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False), ("2002:5db8:d70e::1", True), ("::127.0.0.1", False), ("::93.184.215.14", False),
        ("64:ff9b:1::7f00:1", False), ("64:ff9b:1::5db8:d70e", False), ("fec0::1", False), ("::ffff:0:7f00:1", False),
        ("::ffff:0:5db8:d70e", False), ("2001:0:7f00:1::", False), ("5f00::1", False), ("4000::1", False),
        ("ff02::1", False), ("localhost", False), ("", False), ("192.0.0.8", False), ("192.88.99.1", False),
        ("3fff::1", False), ("::ffff:192.0.0.8", False), ("2001:470::5efe:7f00:1", False),
        ("2001:470::200:5efe:10.0.0.1", False), ("2001:470::200:5efe:93.184.215.14", True), ("2130706433", False),
        ("0x7f.1", False), ("0177.0.0.1", False), ("127.1", False), ("::1%25lo", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    ["", "ftp://cms.example/", "cms.example/hook", "https://", "http://user:pass@cms.example/", "http://cms.example:x/",
     "http://cms.example/#part", "http://[::1", "javascript:alert(1)", "file:///etc/passwd",
     "http://cms.example\\@127.0.0.1/", "http:///127.0.0.1/", "https://cms.example/\ud800"],
)  # fmt: skip
def test_what_is_no_endpoint(url: str) -> None:
    with pytest.raises(InvalidInput):
        parse(url)


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://bücher.example/hook", "xn--bcher-kva.example", "/hook"),
        ("https://cms.example/تحديث?q=é x", "cms.example", "/%D8%AA%D8%AD%D8%AF%D9%8A%D8%AB?q=%C3%A9%20x"),
        ("https://cms.example/a%20b?x=1&y=[2]", "cms.example", "/a%20b?x=1&y=[2]"),
        ("https://[2606:2800::1]:8443/", "2606:2800::1", "/"),
    ],
)
def test_what_is_sent_is_ascii(url: str, host: str, path: str) -> None:
    _, found, _, asked = parse(url)
    assert (found, asked) == (host, path)


@pytest.mark.parametrize("host", ["a..example", "x" * 64 + ".example", "ü" * 80 + ".example"])
def test_a_host_that_can_never_be_looked_up_is_refused(host: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be looked up"):
        parse(f"https://{host}/")


@pytest.mark.parametrize(
    "host",
    ["１２７.０.０.１", "127。0。0。1", "ⓛocalhost", "localhost.", "127.0.0.1.", "127.1", "0x7f000001", "017700000001",
     "[::ffff:7f00:1]", "[fe80::1%25lo]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "0", "a.localhost"],
)  # fmt: skip
def test_an_address_inside_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(InvalidInput):
        refuse_unreachable(f"http://{host}/hook", inside_allowed=False)


def test_the_address_is_looked_up_once() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])  # a name that changes its mind
    place = locate("https://cms.example/hook?a=1", False, lambda host, port: next(answers))
    assert (place.address, place.host, place.port, place.path) == ("93.184.215.14", "cms.example", 443, "/hook?a=1")


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], []])
def test_one_address_inside_is_enough_to_refuse(addresses: list[str]) -> None:
    with pytest.raises(NotAllowed):
        locate("http://cms.example/", False, lambda host, port: addresses)


def test_an_operator_may_allow_an_address_inside() -> None:
    assert locate("http://cms.example:81/", True, lambda host, port: ["10.0.0.1"]).address == "10.0.0.1"


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://[::1]:8080/hook", "[::1]:8080"), ("https://[2606:2800:21f::1]/", "[2606:2800:21f::1]:443"),
        ("http://127.0.0.1:81/", "127.0.0.1:81"), ("https://cms.example/", "cms.example:443"),
    ],
)  # fmt: skip
def test_a_host_header_has_brackets_around_an_ipv6_address(url: str, authority: str) -> None:
    assert locate(url, True, lambda host, port: [host]).authority == authority
