"""The cast of the Party's tests, on a book that stands at one day."""

from datetime import date

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client

from soxa.kernel.access import Actor, machine
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.org.roles import OFFICE_HEAD
from soxa.party.tests.cast import TODAY, Cast, make_cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast(db) -> Cast:
    """Two communes, three cells, eight members, six sign-ins; today is 20/11/2026."""
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=machine("thử"))
    return make_cast()


@pytest.fixture
def head(cast) -> Actor:
    """The office head of the upper commune, as an actor."""
    account = cast.accounts["chanh"]
    return Actor("Người chanh", "Chánh Văn phòng Đảng ủy", cast.units["upper"].pk, account.pk, OFFICE_HEAD)


@pytest.fixture
def at(cast):
    """A browser in which somebody of the cast has signed in."""

    def signed_in(login: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[login], backend=BACKEND)
        assert client.session[BACKEND_SESSION_KEY] == BACKEND
        return client

    return signed_in
