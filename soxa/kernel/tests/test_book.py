"""Where a book lives, as its address says."""

from pathlib import Path

import pytest
from django.db import connection

from soxa.kernel.book import database


@pytest.fixture
def address(monkeypatch):
    return lambda text: monkeypatch.setenv("SOXA_DATABASE_URL", text)


def test_a_server_is_named_by_its_socket_or_by_host_and_port(address):
    address("postgres://an@/soxa?host=%2Ftmp%2Fcho")
    found = database(Path("/nowhere"))
    assert (found["HOST"], found["NAME"], found["USER"]) == ("/tmp/cho", "soxa", "an")  # noqa: S108
    address("postgres://an@may-chu:5433/soxa")
    found = database(Path("/nowhere"))
    assert (found["HOST"], found["PORT"]) == ("may-chu", "5433")


@pytest.mark.django_db
def test_a_server_compiles_no_question_of_ours():
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL alone compiles questions")
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, setting FROM pg_settings WHERE name = 'jit'")
        assert cursor.fetchone() == ("client", "off")


def test_an_unknown_kind_of_address_is_refused(address):
    address("mysql://an@/soxa")
    with pytest.raises(ValueError, match="mysql"):
        database(Path("/nowhere"))
