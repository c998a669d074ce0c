"""The authority and the signers of these tests."""

from types import SimpleNamespace

import pytest

from soxa.documents.signing.tests.authority import PASSWORD, Authority
from soxa.documents.signing.tests.paper import LEADER, LEADER_NUMBER, OFFICE, OFFICE_NUMBER
from soxa.documents.signing.tokens import open_p12


@pytest.fixture(scope="session")
def authority():
    return Authority()


@pytest.fixture(scope="session")
def stranger():
    """An authority nobody trusts."""
    return Authority("Người lạ", keys=6)


@pytest.fixture(scope="session")
def cast(authority):
    """The leader and the office, each with a certificate in a key file."""
    leader = authority.issued(LEADER, number=LEADER_NUMBER, organisation=OFFICE, keys=4)
    office = authority.issued(OFFICE, number=OFFICE_NUMBER, organisation=OFFICE, keys=5)
    return SimpleNamespace(
        leader=open_p12(leader.p12(authority.issuing), PASSWORD),
        office=open_p12(office.p12(authority.issuing), PASSWORD),
        leader_holder=leader,
        office_holder=office,
    )
