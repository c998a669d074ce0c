"""Who is at the book is asked for each page in the same words; the book answers them each time, as it answers any question."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from soxa.desk.tests.signing_in import signed_in
from soxa.org.models import Account, Person
from soxa.org.sessions import SessionStore
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401


def whole(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_the_account_comes_as_any_question_brings_it(cast, django_assert_num_queries):  # noqa: F811
    seen = datetime(2026, 11, 19, 17, 5, tzinfo=UTC)
    key = cast.accounts["chanh"].pk
    Account.objects.filter(pk=key).update(last_login=seen)
    person = Person.objects.get(account=key)
    person.died_on = date(2026, 11, 2)
    person.save()
    usual = Account.objects.filter(pk=key).get()
    with django_assert_num_queries(1):
        account = Account.objects.get(pk=key)
        assert whole(account.person) == whole(usual.person)
    assert whole(account) == whole(usual)
    assert (account.last_login, account.is_active, account.person.died_on) == (seen, True, date(2026, 11, 2))
    assert account == account.person.account
    assert not account._state.adding and account._state.db == usual._state.db


def test_what_changed_since_is_answered(cast):  # noqa: F811
    key = cast.accounts["chanh"].pk
    assert Account.objects.get(pk=key).is_active
    Account.objects.filter(pk=key).update(is_active=False)
    assert not Account.objects.get(pk=str(key)).is_active
    other = Account.objects.create_user("khong-ai")
    assert Account.objects.get(pk=other.pk).person is None
    with pytest.raises(Account.DoesNotExist):
        Account.objects.get(pk=10**9)


def test_a_session_that_is_over_is_none(cast):  # noqa: F811
    client = signed_in("chanh")
    key = client.session.session_key
    assert SessionStore(key)["_auth_user_id"] == str(cast.accounts["chanh"].pk)
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    over = SessionStore(key)
    assert (dict(over.items()), over.session_key) == ({}, None)
    assert client.get("/").status_code == 302
    assert not SessionStore("khong-co-khoa-nay").items()
