"""Two offices of each side over a folder."""

import pytest

from soxa.documents.signing.tests.authority import Authority
from soxa.exchange.tests.offices import pair


@pytest.fixture(scope="session")
def authority():
    return Authority("Liên thông")


@pytest.fixture
def party(db, tmp_path, authority):
    return pair("party", tmp_path / "truc-dang", authority)


@pytest.fixture
def state(db, tmp_path, authority):
    return pair("state", tmp_path / "truc-cq", authority)


@pytest.fixture(params=["party", "state"])
def both(request, db, tmp_path, authority):
    return pair(request.param, tmp_path / "truc", authority)
