"""The generated province holds what its sizes say, counted by hand: four communes, forty cells, a thousand members."""

from datetime import date

import pytest
from django.db import transaction

from soxa.kernel.access import sight_of
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit
from soxa.kernel.units.tree import forget_tree, tree
from soxa.org.models import Account, Person
from soxa.party.models import Cell, Member, Membership, MissingPaper
from soxa.samples.demo_fixture import settle, standing
from soxa.samples.province import AUDITOR_NAME, CLERK_NAME, PASSWORD, ROOT_CODE, generate

LAST_DAY = date(2026, 11, 20)
EVE, MERGED = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def standing_province(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        taken = []
        generate(communes=4, cells=40, members=1000, step=lambda: taken.append(1))
        settle()
        yield taken


@pytest.fixture
def steps(standing_province, db):
    forget_tree()
    return standing_province


def members_of(code, day):
    return read(FIGURES["party.members"], Moment.at(day), tree().codes[code]).part


@pytest.mark.django_db
def test_the_same_each_time():
    found = []
    for _again in range(2):
        with transaction.atomic():
            generate(communes=1, cells=8, members=120)
            rows = Membership.objects.order_by("pk").values_list(
                "member__person__full_name", "member__card_no", "unit__code", "since", "until"
            )
            found.append(list(rows))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    # 120 members; 12 transferred; those of the office were in an old office before
    assert len(found[0]) > 132


def test_units(steps):
    assert len(steps) == 4
    # the province, 4 communes, the 2 + 3 old ones, 40 cells and the office cell that each old commune had
    assert Unit.objects.count() == 1 + 4 + 5 + 40 + 5
    assert Cell.objects.count() == 45
    standing = tree()
    assert len(standing.of_kind("commune", EVE)) == 7
    assert len(standing.of_kind("commune", MERGED)) == 4
    # the two new communes' offices are founded that day, five old ones end
    assert len(standing.of_kind("cell", EVE)) == 43
    assert len(standing.of_kind("cell", MERGED)) == 40


def test_lives(steps):
    home = Membership.objects.home()
    assert Member.objects.count() == 1000
    assert Person.objects.count() == 1002
    # one in fifty has left
    assert home.filter(Membership.standing(LAST_DAY)).count() == 980
    assert home.filter(opened_by="admitted").count() == 40
    assert home.filter(opened_by="internal").count() == home.filter(closed_by="internal").count() == 50
    assert home.filter(opened_by="in").count() == 50
    assert MissingPaper.objects.count() == 10
    # 25 members in each of the two new offices, 2 of them transferred there, 1 a newcomer of before or after the merger
    carried = home.filter(opened_by="reorganised", since=MERGED).count()
    assert carried == home.filter(closed_by="reorganised", until=MERGED).count()
    assert 44 <= carried <= 46


def test_figures(steps):
    assert members_of(ROOT_CODE, LAST_DAY) == 980
    # members 0 … 249 without 7, 57, 107, 157, 207
    assert members_of("98001", LAST_DAY) == 245
    assert members_of("98001.1", MERGED) == 0
    old = members_of("98001.1", EVE) + members_of("98001.2", EVE)
    assert members_of("98001", EVE) == 0
    assert members_of("98001", MERGED) >= old > 100


def test_accounts(steps):
    clerk, auditor = (Account.objects.get(username=name) for name in (CLERK_NAME, AUDITOR_NAME))
    assert clerk.check_password(PASSWORD)
    assert auditor.check_password(PASSWORD)
    sight = sight_of(clerk, "party")
    codes = {code for code, key in tree().codes.items() if key in sight}
    # the commune, its 10 cells, and the books of two old communes and their offices in its custody
    assert len(codes) == 1 + 10 + 2 + 2
    assert {code[:5] for code in codes} == {"98001"}
    assert sight_of(auditor, "party").everything


def test_a_book_with_units_is_left_alone(steps):
    with pytest.raises(Refused):
        generate(communes=1, cells=8, members=10)


def test_sizes_that_cannot_be():
    with pytest.raises(ValueError, match="eight cells"):
        generate(communes=10, cells=20, members=100)
