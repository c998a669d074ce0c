"""Ends before a reorganisation that carried the member along, and what of it is put right for one of them."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.models import Entry, SealedCorrection, UnitAct
from soxa.kernel.sealed import open_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.models import Membership
from soxa.party.tests.conftest import head_of
from soxa.party.tests.test_flow import CAME, did, refused, spells
from soxa.party.tests.test_spell_days import BASIS, BEN_DA, FIRST, SCHOOL, THIRD, days, edge, merge
from soxa.samples.demo_fixture import as_made, kept, settle, standing

SECOND = date(2026, 9, 1)


@pytest.fixture(scope="module")
def standing_carried(standing_cast, django_db_blocker):
    """Bến Đá goes into the school's cell on 1/3/2026, and that into a third one on 1/9/2026."""
    with standing(django_db_blocker):
        head, above = head_of(standing_cast), tree().nodes[standing_cast.units["upper"].pk]
        perform(Wish(UnitAct.FOUND, above, FIRST, "QĐ 1", "Chi bộ Ba", THIRD, "cell", "village"), head)
        merge(head, BEN_DA, SCHOOL, FIRST)
        merge(head, SCHOOL, THIRD, SECOND)
        settle()
        yield kept(standing_cast)


@pytest.fixture
def carried(standing_carried, db):
    """The cast, carried along twice."""
    return as_made(standing_carried)


WENT = {
    "died": {},
    "transfer_out": {"went_to": "Đảng ủy xã khác"},
    "struck_off": {},
    "expelled": {},
    "left": {},
}
REASONS = {"transfer_out": "out"}


@pytest.mark.parametrize("name", WENT)
@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2026, 2, 10), [(BEN_DA, CAME, date(2026, 2, 10))]),
        (FIRST, [(BEN_DA, CAME, FIRST)]),
        (date(2026, 3, 2), [(BEN_DA, CAME, FIRST), (SCHOOL, FIRST, date(2026, 3, 2))]),
        (SECOND, [(BEN_DA, CAME, FIRST), (SCHOOL, FIRST, SECOND)]),
        (
            date(2026, 9, 2),
            [(BEN_DA, CAME, FIRST), (SCHOOL, FIRST, SECOND), (THIRD, SECOND, date(2026, 9, 2))],
        ),
    ],
)
def test_one_who_went_before_a_merger_was_not_carried_by_it(carried, head, name, on, left):
    member = did(carried, head, name, on=on, paper="Giấy 7", **WENT[name])
    found = spells(member)
    assert [(code, since, until) for code, _kind, since, until, _in, _out in found] == left
    assert found[-1][-1] == REASONS.get(name, name)
    assert Membership.objects.filter(member=member).latest("since").closing_paper == "Giấy 7"
    struck, mended = (Entry.objects.filter(flow="correction", step=step) for step in ("strike", "correct"))
    assert struck.count() == 3 - len(left)
    assert mended.count() == struck.count()
    assert {one.subject_kind for one in [*struck, *mended]} <= {"member"}
    assert all(one.facts["basis"] == "Giấy 7" and one.actor == "Người chanh" for one in struck)
    assert SealedCorrection.objects.count() == struck.count() + mended.count()


def test_what_was_struck_stands_sealed(carried, head):
    did(carried, head, "died", on=date(2026, 2, 10), paper="Giấy chứng tử 7")
    entry = Entry.objects.filter(flow="correction", step="strike").latest("pk")
    kept = open_text(entry.correction.sealed, "correction")
    assert "'since': '2026-03-01'" in kept
    assert "99801" not in str(entry.facts)


def test_without_a_paper_nothing_before_a_merger_is_put_right(carried, head):
    said = refused(carried, head, "died", on=SECOND, paper="")
    assert said == (
        "Ngày phải sau 01/09/2026, là ngày vào chi bộ hiện nay do sắp xếp tổ chức. "
        "Nếu ngày này đúng, ghi văn bản làm căn cứ: sổ đính chính, bỏ phần ghi đồng chí theo sắp xếp tổ chức."
    )
    assert did(carried, head, "died", on=date(2026, 9, 2), paper="").person.died_on == date(2026, 9, 2)


def test_a_day_before_the_first_cell_or_a_move_is_still_refused(carried, head):
    assert "Ngày phải sau" in refused(carried, head, "died", on=CAME, paper="Giấy 7")
    assert "Ngày phải sau" in refused(carried, head, "move_within", on=FIRST, unit=carried.units["school"].pk)


def test_the_counts_of_both_cells_close_after_it(carried, head):
    did(carried, head, "died", on=date(2026, 2, 10), paper="Giấy chứng tử 7")
    year, old, new = Moment.over(Period.parse("2026")), carried.units["ben_da"], tree().by_code(THIRD)

    def count(code, unit_id):
        return read(find(code), year, unit_id).part

    assert count("party.died", old.pk) == 1
    assert count("party.reorganised", old.pk) == -4
    assert count("party.reorganised", new.id) == count("party.members", new.id) == 6
    assert count("party.died", carried.units["upper"].pk) == 1
    assert count("party.reorganised", carried.units["upper"].pk) == 0


def test_what_a_reorganisation_dated_is_not_put_right_for_one(carried, head):
    member = carried.members["an"]
    for name, code in (("since", SCHOOL), ("until", SCHOOL), ("until", BEN_DA), ("since", THIRD)):
        said = refused(
            carried, head, "correct_day", edge=edge(member, name, code), on=date(2026, 3, 5), **BASIS
        )
        assert said == "Ngày này không đính chính riêng được."
    did(carried, head, "correct_day", edge=edge(member, "since", BEN_DA), on=date(1996, 2, 5), **BASIS)
    assert days(member)[0] == (BEN_DA, date(1996, 2, 5), FIRST)


def test_a_cell_must_stand_on_the_day(carried, head):
    did(carried, head, "transfer_out", on=date(2026, 10, 1), paper="GT 9", went_to="Nơi khác")
    did(
        carried,
        head,
        "come_back",
        unit=tree().by_code(THIRD).id,
        on=date(2026, 11, 1),
        paper="x",
        came_from="y",
    )
    member = carried.members["an"]
    last = member.memberships.latest("since")
    did(carried, head, "correct_day", edge=f"since:{last.pk}", on=date(2026, 10, 1), **BASIS)
    said = refused(carried, head, "correct_day", edge=f"since:{last.pk}", on=date(2026, 9, 30), **BASIS)
    assert said == "Ngày phải từ 01/10/2026 đến 20/11/2026, để các quãng không chồng nhau."
