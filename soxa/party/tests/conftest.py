"""The cast of the Party's tests, on a book that stands at one day."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from soxa.kernel.access import Actor
from soxa.kernel.preferences import put
from soxa.org.roles import OFFICE_HEAD
from soxa.party.dues.grounds import Rate, set_rates
from soxa.party.dues.reckoning import REGION
from soxa.party.tests.cast import TODAY, Cast, cast_on_its_day
from soxa.samples.demo_fixture import as_made, kept, settle, standing

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def standing_cast(_of_tests, django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with standing(django_db_blocker):
        made = cast_on_its_day()
        settle()
        yield kept(made)


@pytest.fixture
def cast(standing_cast, db) -> Cast:
    """Two communes, three cells, eight members, six sign-ins; today is 20/11/2026."""
    return as_made(standing_cast)


@pytest.fixture
def head(cast) -> Actor:
    """The office head of the upper commune, as an actor."""
    return head_of(cast)


def head_of(cast: Cast) -> Actor:
    account = cast.accounts["chanh"]
    return Actor("Người chanh", "Chánh Văn phòng Đảng ủy", cast.units["upper"].pk, account.pk, OFFICE_HEAD)


@pytest.fixture
def at(cast):
    """A browser in which somebody of the cast has signed in."""

    def signed_in(login: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[login], backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def paying(cast) -> int:
    """Bến Đá with its rates, as `rated` writes them."""
    return rated(cast)


@pytest.fixture(scope="module")
def standing_paying(standing_cast, django_db_blocker) -> Iterator[int]:
    """The same for all tests of a module, where each of them is of those who pay."""
    with standing(django_db_blocker):
        unit_id = rated(standing_cast)
        settle()
        yield unit_id


def rated(cast) -> int:
    """Bến Đá's rates: Ân by pension, An by wage, Bưởi a student, Ấn and Âu by the minimum wage of region IV; the cell's key."""
    january, head = date(2026, 1, 1), head_of(cast)
    put(REGION, "IV", since=january, actor=head, unit_id=cast.units["upper"].pk)
    rates = {
        "dang": Rate("pension", 5_200_000),
        "sac": Rate("none"),
        "an": Rate("insured", 8_190_000),
        "au": Rate("none"),
        "moi": Rate("student"),
    }
    unit_id: int = cast.units["ben_da"].pk
    set_rates(
        unit_id, {cast.members[key].pk: rate for key, rate in rates.items()}, january, head, today=TODAY
    )
    return unit_id
