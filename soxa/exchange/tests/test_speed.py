"""Two hundred packages in: how long each takes, so that a slow step is noticed."""

import time

import pytest

from soxa.exchange import axis
from soxa.exchange.models import Package
from soxa.exchange.packing import packed
from soxa.exchange.tests.test_hostile import a_letter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COUNT, MOST = 200, 0.5  # seconds each, ten times what an office machine takes


def test_two_hundred_packages_in(both, record_property):
    a, b = both
    ending = "soxa" if a.side == "party" else "edxml"
    for at in range(COUNT):
        letter = a_letter(a, b, ident=f"{at:032x}", notation=f"{at + 1}/BC-X")
        name = f"{at:020d}_{a.mailbox.code}_{letter.ident}.{ending}"
        axis.put(b.slot.parent, b.mailbox.code, name, packed(a.mailbox, letter))
    began = time.perf_counter()
    b.carries()
    each = (time.perf_counter() - began) / COUNT
    record_property("ms_each", round(each * 1000, 1))
    assert Package.objects.filter(mailbox=b.mailbox, state=Package.HERE).count() == COUNT
    assert len(list(a.slot.glob("[!.]*"))) == COUNT
    assert each < MOST, f"{each * 1000:.0f} ms a package"
