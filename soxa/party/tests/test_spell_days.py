"""Days of spells put right within their bounds; a stay that a reorganisation carried along goes with its member."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.flow import ACTS
from soxa.party.models import Exemption, Membership
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_flow import CAME, did, refused, spells

FIRST = date(2026, 3, 1)
BEN_DA, SCHOOL, THIRD = "99801.01", "99801.02", "99801.03"


def merge(head, old, new, on):
    into = tree().by_code(new)
    perform(Wish(UnitAct.MERGE, tree().by_code(old), on, f"QĐ {on:%m}", into=into), head)


def test_a_stay_carried_along_goes_too(cast, head):
    did(cast, head, "attach", "long", unit=cast.units["ben_da"].pk, on=date(2026, 2, 1), paper="GT")
    above = tree().nodes[cast.units["upper"].pk]
    perform(Wish(UnitAct.FOUND, above, FIRST, "QĐ 1", "Chi bộ Ba", THIRD, "cell", "village"), head)
    merge(head, BEN_DA, THIRD, FIRST)
    member = did(cast, head, "died", "long", on=date(2026, 2, 20), paper="Giấy chứng tử 8")
    assert [(code, kind, until) for code, kind, _since, until, _in, _out in spells(member)] == [
        (SCHOOL, "home", date(2026, 2, 20)),
        (BEN_DA, "attached", date(2026, 2, 20)),
    ]
    assert member.exemptions.get(kind=Exemption.TEMP_OUT).until == date(2026, 2, 20)


# --- days put right ---

BASIS = {"paper": "Giấy giới thiệu 7", "consent": "CV 3-CV/ĐU"}


@pytest.fixture
def moved(cast, head):
    """An moved from Bến Đá to the school on 1/7/2026, and away on 1/10/2026."""
    did(cast, head, "move_within", unit=cast.units["school"].pk, on=date(2026, 7, 1))
    did(cast, head, "transfer_out", on=date(2026, 10, 1), paper="GT 9", went_to="Nơi khác")
    return cast


def edge(member, name, code):
    return f"{name}:{member.memberships.get(unit__code=code).pk}"


def days(member):
    return [(code, since, until) for code, _kind, since, until, _in, _out in spells(member)]


@pytest.mark.parametrize(
    ("name", "code", "on", "left"),
    [
        ("since", BEN_DA, date(1990, 11, 20), (date(1990, 11, 20), date(2026, 7, 1), date(2026, 10, 1))),
        ("since", BEN_DA, date(2026, 6, 30), (date(2026, 6, 30), date(2026, 7, 1), date(2026, 10, 1))),
        ("since", SCHOOL, date(1996, 2, 4), (CAME, date(1996, 2, 4), date(2026, 10, 1))),
        ("since", SCHOOL, date(2026, 9, 30), (CAME, date(2026, 9, 30), date(2026, 10, 1))),
        ("until", SCHOOL, date(2026, 7, 2), (CAME, date(2026, 7, 1), date(2026, 7, 2))),
        ("until", SCHOOL, TODAY, (CAME, date(2026, 7, 1), TODAY)),
    ],
)
def test_a_day_is_put_right_between_its_neighbours(moved, head, name, code, on, left):
    member = moved.members["an"]
    did(moved, head, "correct_day", edge=edge(member, name, code), on=on, **BASIS)
    first, between, last = left
    assert days(member) == [(BEN_DA, first, between), (SCHOOL, between, last)]
    entry = Entry.objects.get(flow="party", step="correct_day")
    assert entry.facts == {"paper": "Giấy giới thiệu 7"}
    corrections = Entry.objects.filter(flow="correction", step="correct")
    assert corrections.count() == (2 if (name, code) == ("since", SCHOOL) else 1)
    assert all(one.facts["basis"] == "Giấy giới thiệu 7; cấp ủy đồng ý: CV 3-CV/ĐU" for one in corrections)


@pytest.mark.parametrize(
    ("name", "code", "on", "words"),
    [
        ("since", BEN_DA, date(2026, 7, 1), "Ngày phải đến 30/06/2026 là muộn nhất, để các quãng không chồng nhau."),
        ("since", SCHOOL, CAME, "Ngày phải từ 04/02/1996 đến 30/09/2026, để các quãng không chồng nhau."),
        ("since", SCHOOL, date(2026, 10, 1), "Ngày phải từ 04/02/1996 đến 30/09/2026, để các quãng không chồng nhau."),
        ("until", SCHOOL, date(2026, 7, 1), "Ngày phải từ 02/07/2026 đến 20/11/2026, để các quãng không chồng nhau."),
        ("since", SCHOOL, date(2026, 7, 1), "Không có gì thay đổi so với dữ liệu đang có trong sổ."),
        ("until", BEN_DA, date(2026, 6, 1), "Ngày này không đính chính riêng được."),
        ("since", "99802.01", date(2026, 6, 1), "Ngày này không đính chính riêng được."),
    ],
)  # fmt: skip
def test_a_day_outside_its_bounds_is_refused(moved, head, name, code, on, words):
    # the last row names a spell of another member
    key = edge(moved.members["xa" if code == "99802.01" else "an"], name, code)
    assert refused(moved, head, "correct_day", edge=key, on=on, **BASIS) == words


def test_the_day_of_a_death_moves_with_the_person_s(cast, head):
    member = did(cast, head, "died", on=date(2026, 5, 5), paper="Giấy chứng tử")
    key = f"until:{member.memberships.get().pk}"
    did(cast, head, "correct_day", edge=key, on=date(2026, 5, 6), **BASIS)
    member.person.refresh_from_db()
    assert (member.person.died_on, days(member)[0][2]) == (date(2026, 5, 6), date(2026, 5, 6))


def test_an_assumed_first_day_is_known_once_put_right(cast, head):
    spell = cast.members["an"].memberships.get()
    Membership.objects.filter(pk=spell.pk).moved(Entry.objects.latest("pk"), assumed=True)
    did(cast, head, "correct_day", edge=f"since:{spell.pk}", on=date(1997, 1, 1), **BASIS)
    spell.refresh_from_db()
    assert (spell.since, spell.until, spell.assumed) == (date(1997, 1, 1), FOREVER, False)


def test_the_form_offers_the_days_that_may_be_put_right(moved):
    life = life_of(moved.members["an"], TODAY)
    form = ACTS["correct_day"].form(None, life=life, today=TODAY)
    assert [str(title) for _key, title in form.fields["edge"].choices] == [
        "03/02/1996: vào Chi bộ thôn Bến Đá (đã có khi lập sổ)",
        "01/07/2026: vào Chi bộ Trường THCS Khe Trên (chuyển trong đảng bộ)",
        "01/10/2026: ra khỏi Chi bộ Trường THCS Khe Trên (chuyển đi)",
    ]
