"""Ends before a reorganisation that carried the member along, and days of spells put right within their bounds."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.models import Entry, SealedCorrection, UnitAct
from soxa.kernel.sealed import open_text
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.periods import FOREVER, Period
from soxa.party.flow import ACTS
from soxa.party.models import Exemption, Membership
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_flow import CAME, did, refused, spells

FIRST, SECOND = date(2026, 3, 1), date(2026, 9, 1)
BEN_DA, SCHOOL, THIRD = "99801.01", "99801.02", "99801.03"


def merge(head, old, new, on):
    into = tree().by_code(new)
    perform(Wish(UnitAct.MERGE, tree().by_code(old), on, f"QĐ {on:%m}", into=into), head)


@pytest.fixture
def carried(cast, head):
    """Bến Đá goes into the school's cell on 1/3/2026, and that into a third one on 1/9/2026."""
    above = tree().nodes[cast.units["upper"].pk]
    perform(Wish(UnitAct.FOUND, above, FIRST, "QĐ 1", "Chi bộ Ba", THIRD, "cell", "village"), head)
    merge(head, BEN_DA, SCHOOL, FIRST)
    merge(head, SCHOOL, THIRD, SECOND)
    yield cast
    forget_tree()


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
