"""A browser in which one of the demo commune's people has signed in, and what its pages cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soxa.desk import waiting
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(username: str) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def words(response: Any) -> str:
    """The page's text without its tags, spaces single."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def markup(response: Any) -> str:
    """The page as it was sent, tags and all, spaces single."""
    return " ".join(response.content.decode().split())


def first_page(client: Client, *codes: str) -> Any:
    """The first page with what these sources of it tell; the other forty are asked where the whole page is tested."""
    asked = tuple(one for one in waiting.WAITING if one.code in codes)
    assert len(asked) == len(codes), codes
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "WAITING", asked)
        return client.get("/")


def queries(client: Client, address: str) -> int:
    """How many questions a page asks of the database, the session and the sign-in included.

    What a process learns once, the tree and the settings, it has learnt before, and what was to be said of the last act is said.
    """
    tree(), book_day(), client.get("/them/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
