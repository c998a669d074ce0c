"""Two offices of each side over a folder: they stand for a file of tests, the folder is emptied before each."""

import shutil
from pathlib import Path

import pytest

from soxa.documents.signing.tests.authority import Authority
from soxa.exchange import axis
from soxa.exchange.models import Mailbox, Partner
from soxa.exchange.tests.offices import Office, pair
from soxa.kernel.units.tree import forget_tree
from soxa.samples.demo_fixture import settle, standing


@pytest.fixture(scope="session")
def authority():
    return Authority("Liên thông")


@pytest.fixture(scope="module")
def standing_pairs(_of_tests, tmp_path_factory, authority, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        folder = tmp_path_factory.mktemp("truc")
        pairs = {side: pair(side, folder / side, authority) for side in ("party", "state")}
        settle()
        yield pairs


@pytest.fixture
def anew(request, standing_pairs, db):
    """Of a side, the same two offices as they stand, nothing in the folder between them; none of a side not asked for."""
    forget_tree()
    wanted = {"party", "state"} & set(request.fixturenames) or {request.getfixturevalue("side")}
    others = Mailbox.objects.exclude(side__in=wanted)
    for rows in (Partner.objects.filter(mailbox__in=others), others):
        rows._raw_delete(rows.db)

    def offices(side):
        standing_offices = standing_pairs[side]
        folder = Path(standing_offices[0].mailbox.folder)
        shutil.rmtree(folder)
        axis.make(folder, side)
        return tuple(Office(side, Mailbox.objects.get(pk=one.mailbox.pk)) for one in standing_offices)

    return offices


@pytest.fixture(params=["party", "state"])
def side(request):
    return request.param


@pytest.fixture
def party(anew):
    return anew("party")


@pytest.fixture
def state(anew):
    return anew("state")


@pytest.fixture
def both(anew, side):
    return anew(side)
