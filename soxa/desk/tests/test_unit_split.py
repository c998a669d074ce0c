"""A cell or a base split; acts on the tree taken back, members and all; what is refused in words."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.desk.unit_split import SplitWish, outcome
from soxa.desk.unit_split import perform as split
from soxa.desk.unit_undo import take_back
from soxa.kernel.figures import Moment
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, UnitAct, Within
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.periods import FOREVER
from soxa.party.balance import balance
from soxa.party.models import Cell, Exemption, Membership
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401
from soxa.tasks.flow import Giver, give
from soxa.tasks.flow import Wish as Given

pytestmark = pytest.mark.django_db
DAY, EVE = date(2026, 9, 1), date(2026, 8, 31)
TWO = (("99801.11", "Chi bộ thôn Bến Thượng"), ("99801.12", "Chi bộ thôn Bến Hạ"))


@pytest.fixture(autouse=True)
def _tree_of_its_own(cast):  # noqa: F811
    yield
    forget_tree()


def node(code):
    return tree().by_code(code)


def home(cast, key):  # noqa: F811
    return Membership.objects.get(member=cast.members[key], until=FOREVER, kind="home").pk


def shared(cast, **parts):  # noqa: F811
    return {home(cast, key): part for key, part in parts.items()}


def standing(code, on=DAY):
    return Membership.objects.home().filter(Membership.standing(on), unit_id=tree().codes[code]).count()


def rows():
    """Everything an act on the tree writes, as it stands."""
    return [
        sorted(Membership.objects.values_list("member", "unit", "since", "until", "opened_by", "closed_by")),
        sorted(Within.objects.values_list("unit", "ancestor", "since", "until", "custody")),
        sorted(Cell.objects.values_list("unit", "until")),
        sorted(Exemption.objects.values_list("member", "kind", "until")),
        {key: list(names) for key, names in tree().names.items()},
        {key: (one.since, one.until) for key, one in tree().nodes.items()},
    ]


def between(since):
    return Moment(date(2026, 9, 30), since, date(2026, 10, 1))


def everyone(cast):  # noqa: F811
    return shared(cast, dang=1, sac=1, an=2, au=2, moi=2)


def test_a_cell_divided_in_two_ends_and_its_members_stand_in_the_new_ones(cast, head):  # noqa: F811
    made = split(SplitWish(node("99801.01"), DAY, "QĐ 5", TWO, everyone(cast), keeper=2), head)
    assert [unit.code for unit in made] == ["99801.11", "99801.12"]
    assert (standing("99801.01", EVE), standing("99801.01"), standing("99801.11"), standing("99801.12")) == (
        5,
        0,
        2,
        3,
    )
    assert node("99801.01").until == DAY
    assert Cell.objects.get(unit__code="99801.12").kind == "village"
    kept = [row for row in tree().inside[node("99801.12").id] if row[3]]
    assert [tree().nodes[row[0]].code for row in kept] == ["99801.01"]
    said = between(date(2026, 7, 1))
    found = balance(said, tree().codes["99801"])
    moves = {
        tree().nodes[row.unit_id].code: (row.opening, row.reorganised, row.closing) for row in found.rows
    }
    assert moves == {
        "99801.01": (5, -5, 0),
        "99801.02": (2, 0, 2),
        "99801.11": (0, 2, 2),
        "99801.12": (0, 3, 3),
    }
    assert (found.total.opening, found.total.reorganised, found.total.closing, found.closes) == (
        7,
        0,
        7,
        True,
    )


def test_a_part_set_off_leaves_the_rest_where_they_are(cast, head):  # noqa: F811
    stays = home(cast, "dang")
    split(SplitWish(node("99801.01"), DAY, "QĐ 5", TWO[:1], shared(cast, an=1, au=1, moi=1)), head)
    assert (standing("99801.01"), standing("99801.11")) == (2, 3)
    assert node("99801.01").until == FOREVER
    assert Membership.objects.get(pk=stays).until == FOREVER


def test_the_preview_warns_of_a_cell_below_the_charters_least(cast):  # noqa: F811
    told = outcome(SplitWish(node("99801.01"), DAY, "QĐ 5", TWO, everyone(cast), keeper=0))
    assert told.sentences[1] == (
        "Chi bộ thôn Bến Thượng: 2 đảng viên. Mới có 2 đảng viên chính thức, Điều lệ đòi ít nhất 3."
    )
    assert "xã Khe Trên giữ sổ cũ" in told.sentences[3]


def test_a_base_divided_shares_its_cells(head):  # noqa: F811
    base = Wish(UnitAct.FOUND, node("99801"), date(2026, 8, 1), "QĐ 1", name="Đảng bộ", code="B", kind="base")
    perform(base, head)
    for code in ("99801.01", "99801.02"):
        perform(Wish(UnitAct.MOVE, node(code), date(2026, 8, 2), "QĐ 2", into=node("B")), head)
    goes = {node("99801.01").id: 1, node("99801.02").id: 2}
    split(SplitWish(node("B"), DAY, "QĐ 3", (("B1", "Đảng bộ 1"), ("B2", "Đảng bộ 2")), goes, keeper=1), head)
    assert tree().parent(node("99801.02").id, DAY) == node("B2").id
    assert tree().parent(node("99801.02").id, EVE) == node("B").id
    found = balance(between(DAY), tree().codes["B2"])
    assert (found.total.opening, found.total.reorganised, found.total.closing) == (0, 2, 2)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": date(2026, 11, 21)}, "Ngày 21/11/2026 chưa đến"),
        ({"parts": TWO[:1]}, "Chia thì ít nhất hai đơn vị mới"),
        ({"parts": (TWO[0], ("99801.02", "Chi bộ khác"))}, "Mã đơn vị 99801.02 đã có trong sổ."),
        ({"parts": (TWO[0], ("99801.12", "chi bộ thôn BẾN Thượng"))}, "phải khác nhau cả tên và mã"),
        ({"parts": (TWO[0], ("", "Chi bộ khác"))}, "cả tên và mã"),
        ({"goes": {}}, "Còn 5 dòng chưa phân về đơn vị mới, đầu tiên là Bùi Văn An."),
        ({"goes": {999999: 1}}, "Danh sách đã thay đổi"),
        ({"on": date(2026, 1, 6)}, "Từ ngày 06/01/2026 đã ghi 1 biến động"),
    ],
)
def test_a_split_that_may_not_be_is_refused_and_nothing_written(cast, head, changed, words):  # noqa: F811
    given = {"on": DAY, "parts": TWO, "goes": everyone(cast), **changed}
    before, entries = rows(), Entry.objects.count()
    with pytest.raises(Refused, match=words):
        split(SplitWish(node("99801.01"), decision="QĐ", keeper=2, **given), head)
    assert (rows(), Entry.objects.count()) == (before, entries)


def test_the_day_after_the_last_movement_is_early_enough(cast, head):  # noqa: F811
    split(SplitWish(node("99801.01"), date(2026, 1, 7), "QĐ", TWO, everyone(cast), keeper=2), head)
    assert standing("99801.12", date(2026, 1, 7)) == 3


def test_every_act_taken_back_leaves_the_book_as_it_was(cast, head):  # noqa: F811
    stay = Membership.objects.create(
        member=cast.members["thay"], unit=cast.units["ben_da"], kind="attached", since=date(2026, 3, 1),
        name_key="x",
    )  # fmt: skip
    Exemption.objects.create(member=cast.members["thay"], kind=Exemption.TEMP_OUT, since=date(2026, 3, 1))
    goes = {**everyone(cast), stay.pk: 1}
    wishes = (
        lambda: perform(Wish(UnitAct.RENAME, node("99801.01"), DAY, "QĐ", name="Chi bộ Bến Mới"), head),
        lambda: perform(Wish(UnitAct.MERGE, node("99801.02"), DAY, "QĐ", into=node("99801.01")), head),
        lambda: perform(Wish(UnitAct.MERGE, node("99801.01"), DAY, "QĐ", into=node("99801.02")), head),
        lambda: split(SplitWish(node("99801.01"), DAY, "QĐ", TWO, goes, keeper=0), head),
        lambda: split(SplitWish(node("99801.01"), DAY, "QĐ", TWO[:1], shared(cast, an=1)), head),
    )
    whose = ("99801.01", "99801.02", "99801.01", "99801.01", "99801.01")
    for wish, code in zip(wishes, whose, strict=True):
        before = rows()
        wish()
        assert rows() != before
        take_back(code, head, basis="ghi nhầm")
        parts = {tree().codes.get(code) for code, _name in TWO}
        after = rows()
        after[2] = [row for row in after[2] if row[0] not in parts]
        after[4] = {key: names for key, names in after[4].items() if key not in parts}
        after[5] = {key: spell for key, spell in after[5].items() if key not in parts}
        assert after == before
        if code in tree().codes and parts - {None}:
            assert not any(tree().nodes[key].stands(DAY) for key in parts if key)
            break_codes(parts)


def break_codes(parts):
    """Let the next act of the test use the codes again, as no act of the book does."""
    from soxa.kernel.models import Unit

    for unit in Unit.objects.filter(pk__in=[key for key in parts if key]):
        unit.code = f"{unit.code}-{unit.pk}"
        unit.save()
    forget_tree()


def test_a_founding_is_taken_back_while_nobody_is_there(head):  # noqa: F811
    perform(Wish(UnitAct.FOUND, node("99801"), DAY, "QĐ", name="Chi bộ nhầm", code="N", kind="cell"), head)
    take_back("N", head, basis="lập trùng")
    assert not node("N").stands(DAY)
    assert Cell.objects.get(unit__code="N").until == DAY
    with pytest.raises(Refused, match="không có thay đổi nào"):
        take_back("N", head, basis="lập trùng")


def test_what_later_acts_rest_on_is_not_taken_back(cast, head):  # noqa: F811
    perform(Wish(UnitAct.FOUND, node("99801"), DAY, "QĐ", name="Chi bộ mới", code="N", kind="cell"), head)
    perform(Wish(UnitAct.MERGE, node("99801.02"), date(2026, 9, 2), "QĐ", into=node("N")), head)
    before, entries = rows(), Entry.objects.count()
    with pytest.raises(Refused, match="đã có người, chức vụ hoặc việc"):
        take_back("N", head, basis="lập trùng")
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        take_back("99801.02", head, basis=" ")
    spell = Membership.objects.get(member=cast.members["long"], until=FOREVER)
    spell.until, spell.closed_by = date(2026, 10, 1), Membership.DIED
    spell.save()
    before = rows()
    with pytest.raises(Refused, match="1 đảng viên đi theo đã có biến động"):
        take_back("99801.02", head, basis="nhầm")
    assert (rows(), Entry.objects.count()) == (before, entries)


def test_tasks_that_went_on_in_the_successor_come_back(cast, head):  # noqa: F811
    school, ben_da = cast.units["school"], cast.units["ben_da"]
    task = give(
        Given(
            content="Góp ý dự thảo",
            giver=Giver(head.unit_id, head.office),
            unit_id=school.pk,
            given_on=date(2026, 8, 1),
            due_on=date(2026, 12, 1),
        ),
        head,
    )
    perform(Wish(UnitAct.MERGE, node("99801.02"), DAY, "QĐ", into=node("99801.01")), head)
    task.refresh_from_db()
    assert task.unit_id == ben_da.pk
    take_back("99801.02", head, basis="ghi nhầm")
    task.refresh_from_db()
    assert task.unit_id == school.pk
    assert list(task.holdings.values_list("unit", "until", "closed_by")) == [(school.pk, FOREVER, "")]
