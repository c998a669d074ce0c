"""The authority and the signers of these tests."""

from functools import cache
from types import SimpleNamespace

import pytest

from soxa.documents.signing.tests.authority import PASSWORD, RSA, Authority
from soxa.documents.signing.tests.paper import LEADER, LEADER_NUMBER, OFFICE, OFFICE_NUMBER
from soxa.documents.signing.tokens import open_p12

once = cache(Authority)  # for every module that asks for these


@pytest.fixture(scope="session")
def authority():
    return once()


@pytest.fixture(scope="session")
def stranger():
    """An authority nobody trusts."""
    return once("Người lạ", keys=6)


@pytest.fixture(scope="session")
def cast(authority):
    return issued(authority)


@cache
def issued(authority):
    """The leader and the office, each with a certificate in a key file: one of either kind of keys."""
    leader = authority.issued(LEADER, number=LEADER_NUMBER, organisation=OFFICE)
    office = authority.issued(OFFICE, number=OFFICE_NUMBER, organisation=OFFICE, keys=RSA)
    return SimpleNamespace(
        leader=open_p12(leader.p12(authority.issuing), PASSWORD),
        office=open_p12(office.p12(authority.issuing), PASSWORD),
        leader_holder=leader,
        office_holder=office,
    )
