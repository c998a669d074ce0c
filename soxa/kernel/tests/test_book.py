"""Where a book lives, as its address says."""

from pathlib import Path

import pytest

from soxa.kernel.book import database


@pytest.fixture
def address(monkeypatch):
    return lambda text: monkeypatch.setenv("SOXA_DATABASE_URL", text)


def test_questions_are_kept_by_the_server_only_where_the_address_says_so(address):
    address("postgres://an@/soxa?host=%2Ftmp%2Fcho")
    assert database(Path("/nowhere"))["OPTIONS"] == {}
    address("postgres://an@/soxa?host=%2Ftmp%2Fcho&prepare=on")
    found = database(Path("/nowhere"))
    assert (found["HOST"], found["NAME"]) == ("/tmp/cho", "soxa")  # noqa: S108
    assert found["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 3}
    address("postgres://an@may-chu:5433/soxa?prepare=off")
    assert (database(Path("/nowhere"))["PORT"], database(Path("/nowhere"))["OPTIONS"]) == ("5433", {})


def test_an_unknown_kind_of_address_is_refused(address):
    address("mysql://an@/soxa")
    with pytest.raises(ValueError, match="mysql"):
        database(Path("/nowhere"))
