"""People: made once a site, let in by a password that is kept as a hash, or by a link that works once."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.access.accounts import (
    LINK_SECONDS,
    activate,
    active_people,
    create,
    deactivate,
    find,
    find_by_link,
    holder_of_account,
    make_link,
    opened_by,
    set_password,
    signed_in,
    who_is,
)
from service.access.accounts import change as changed
from service.access.passwords import MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH
from service.storage.database import transaction

PASSWORD = "seven grey herons"


def made(session: Session, login: str = "ana", name: str = "Ana Ruiz", site: str = "news", password: str = PASSWORD):
    return create(session, site, login, name, "reviewer", 1.0, password)


def test_a_password_opens_the_account_and_is_kept_nowhere(database: Engine) -> None:
    with transaction(database) as session:
        made(session)
    with transaction(database) as session:
        (ana,) = opened_by(PASSWORD, who_is(session, " ANA "))
        holder = holder_of_account(ana)
        assert (holder.site, holder.name, holder.key_id) == ("news", "Ana Ruiz", "")
        assert holder.scopes == {"read", "review"}
        (row,) = session.execute(text("SELECT * FROM account")).all()
        assert PASSWORD not in repr(row) and "scrypt:" in repr(row)


@pytest.mark.parametrize(
    "wrong", ["", " ", PASSWORD[:-1], PASSWORD + " ", PASSWORD.upper(), "x" * 100_000, "\0", "🔑" * 20, "scrypt:"]
)
def test_another_password_opens_nothing(database: Engine, wrong: str) -> None:
    with transaction(database) as session:
        made(session)
        assert opened_by(wrong, who_is(session, "ana")) == []
        assert opened_by(wrong, who_is(session, "nobody")) == []


def test_without_a_password_nothing_opens_an_account(database: Engine) -> None:
    with transaction(database) as session:
        made(session, password="")
        assert [opened_by(tried, who_is(session, "ana")) for tried in ("", PASSWORD)] == [[], []]


def test_the_same_letters_are_the_same_password_however_a_keyboard_writes_them(database: Engine) -> None:
    with transaction(database) as session:
        made(session, password="caf\u00e9 au lait")
        assert opened_by("cafe\u0301 au lait", who_is(session, "ana"))


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("x1" * 4, f"from {MIN_PASSWORD_LENGTH} to"),
        ("x1" * MAX_PASSWORD_LENGTH, f"to {MAX_PASSWORD_LENGTH} characters, this one has 400"),
        ("ana@news.example", "too easily guessed"),
        ("  ANA@news.example ", "too easily guessed"),
        ("ana maria ruiz", "too easily guessed"),
        ("aaaaaaaaaaaa", "too easily guessed"),
        ("tab\tin the middle", "can be typed"),
        ("half \ud800 of a pair", "can be typed"),
    ],
)
def test_what_is_no_good_password_is_told(database: Engine, password: str, told: str) -> None:
    with transaction(database) as session, pytest.raises(InvalidInput, match=told) as refused:
        made(session, "ana@news.example", "Ana Maria Ruiz", password=password)
    assert refused.value.field == "password" and password not in str(refused.value)


@pytest.mark.parametrize(
    ("login", "name", "field"),
    [
        ("", "Ben", "login"),
        ("me", "Ben", "login"),
        ("None", "Ben", "login"),
        ("@ben", "Ben", "login"),
        ("ben lee", "Ben", "login"),
        ("b\u00e9n", "Ben", "login"),
        ("b" * 101, "Ben", "login"),
        ("ANA", "Ben", "login"),
        ("ben", "", "name"),
        ("ben", " \u200b", "name"),
        ("ben", " \n ", "name"),
        ("ben", "B\0n", "name"),
        ("ben", "B" * 201, "name"),
        ("ben", "ana  RUIZ", "name"),
    ],
)
def test_a_person_has_a_login_and_a_name_of_their_own(database: Engine, login: str, name: str, field: str) -> None:
    with transaction(database) as session:
        made(session)
    with pytest.raises(InvalidInput) as refused, transaction(database) as session:
        made(session, login, name)
    assert refused.value.field == field
    with transaction(database) as session:
        assert [account.login for account in active_people(session, "news")] == ["ana"]


def test_a_login_is_known_once_a_site_and_one_password_opens_both(database: Engine) -> None:
    with transaction(database) as session:
        made(session)
        made(session, site="sport")
        made(session, site="politics", password="another one, too")
        assert [account.site for account in opened_by(PASSWORD, who_is(session, "ana"))] == ["news", "sport"]
        assert find(session, "news", "Ana") is not None and find(session, "elsewhere", "ana") is None


def test_a_name_and_a_role_are_changed_each_alone(database: Engine) -> None:
    with transaction(database) as session:
        ana = made(session)
        changed(session, ana, name="  Ana   María Ruiz ")
        changed(session, ana, role="admin")
        assert (ana.name, ana.role) == ("Ana María Ruiz", "admin")
        assert "admin" in holder_of_account(ana).scopes
        with pytest.raises(InvalidInput, match="one of reviewer, admin, not 'root'"):
            changed(session, ana, role="root")


def test_a_link_sets_a_password_once_and_while_it_lasts(database: Engine) -> None:
    with transaction(database) as session:
        ana = made(session, password="")
        first, second = make_link(ana, 10.0), make_link(ana, 10.0)
        assert find_by_link(session, first, 11.0) is None  # replaced
        assert find_by_link(session, second, 10.0 + LINK_SECONDS) is None  # run out
        assert find_by_link(session, second, 11.0) is ana
        assert second.split(".")[1] not in repr(session.execute(text("SELECT * FROM account")).all())
        set_password(ana, PASSWORD)
        assert find_by_link(session, second, 11.0) is None  # used


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: ".",
        lambda token: token[:-1],
        lambda token: token.partition(".")[0] + ".",
        lambda token: "x" * 22 + "." + token.partition(".")[2],
        lambda token: token.swapcase(),
        lambda token: "\x00." + token,
    ],
)
def test_what_is_no_link_leads_nowhere(database: Engine, spoil) -> None:
    with transaction(database) as session:
        ana = made(session)
        assert find_by_link(session, spoil(make_link(ana, 10.0)), 11.0) is None


def test_sign_ins_end_with_another_password_and_with_the_account(database: Engine) -> None:
    with transaction(database) as session:
        ana = made(session)
        before = ana.sign_ins
        assert signed_in(session, ana.id, before) is ana and signed_in(session, "x" * 22, 0) is None
        set_password(ana, "eight white storks")
        assert signed_in(session, ana.id, before) is None and signed_in(session, ana.id, ana.sign_ins) is ana
        token = make_link(ana, 10.0)
        deactivate(ana, 20.0)
        assert signed_in(session, ana.id, ana.sign_ins) is None and who_is(session, "ana") == []
        assert find_by_link(session, token, 21.0) is None and active_people(session, "news") == []
        with pytest.raises(InvalidInput, match="activate the account first"):
            make_link(ana, 22.0)
        activate(ana)
        assert opened_by("eight white storks", who_is(session, "ana")) == [ana]
