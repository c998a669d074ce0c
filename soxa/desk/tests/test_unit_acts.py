"""What stands in the way of an act on the tree, asked of the act itself and not of its form."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.units.tree import tree
from soxa.org.roles import CLERK, SYSTEM_ADMIN
from soxa.party.tests.conftest import cast, head, head_of, standing_cast  # noqa: F401
from soxa.samples.demo_fixture import kept, settle, standing

pytestmark = pytest.mark.django_db
DAY, LATE, ENDED = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture(scope="module")
def grown(standing_cast, django_db_blocker):  # noqa: F811
    """A base in each commune since 1/10/2026; the school's cell ended on 1/11/2026, merged into Bến Đá."""
    with standing(django_db_blocker):
        head = head_of(standing_cast)  # noqa: F811
        for code, above, on in (("B1", "99801", LATE), ("B2", "99801", DAY), ("B3", "99802", DAY)):
            named = {"name": f"Đảng bộ {code}", "code": code, "kind": "base"}
            perform(Wish(UnitAct.FOUND, node(above), on, "QĐ 1", **named), head)
        perform(Wish(UnitAct.MERGE, node("99801.02"), ENDED, "QĐ 2", into=node("99801.01")), head)
        settle()
        yield kept(standing_cast)


@pytest.fixture(autouse=True)
def each_begins_there(grown, cast):  # noqa: F811
    """The book as it has grown, for every test."""


def node(code):
    return tree().by_code(code)


@pytest.mark.parametrize(
    ("act", "unit", "into", "on", "words"),
    [
        # a move: the right kind of unit, which stands on the day and after it
        ("move", "99801.01", "99802.01", DAY, "Chọn đơn vị cấp trên đúng loại."),
        ("move", "99801.01", "99801.01", DAY, "Chọn đơn vị cấp trên đúng loại."),
        ("move", "99801.01", "99800", DAY, "Chọn đơn vị cấp trên đúng loại."),
        ("move", "B2", "99800", DAY, "Chọn đơn vị cấp trên đúng loại."),
        ("move", "99801.01", None, DAY, "Chọn đơn vị cấp trên đúng loại."),
        ("move", "99801.01", "B1", date(2026, 9, 30), "Ngày 30/09/2026, Đảng bộ B1 không hoạt động."),
        ("move", "99801.01", "B1", LATE, ""),
        ("move", "99801.01", "99801", DAY, "Đơn vị này đang trực thuộc xã Khe Trên."),
        # a merger: another of the same kind
        ("merge", "99801.01", "99801.01", DAY, "Chọn một đơn vị khác cùng loại để nhập vào."),
        ("merge", "99801.01", "99802", DAY, "Chọn một đơn vị khác cùng loại để nhập vào."),
        (
            "merge",
            "99802.01",
            "99801.02",
            date(2026, 10, 31),
            "Chi bộ Trường THCS Khe Trên đã thôi hoạt động từ 01/11/2026.",
        ),
        (
            "merge",
            "99802.01",
            "99801.02",
            ENDED,
            "Ngày 01/11/2026, Chi bộ Trường THCS Khe Trên không hoạt động.",
        ),
        ("merge", "B2", "B1", date(2026, 9, 30), "Ngày 30/09/2026, Đảng bộ B1 không hoạt động."),
        ("merge", "B2", "B1", LATE, ""),
        ("merge", "99802.01", "99801.01", DAY, ""),
        ("merge", "99801.02", "99801.01", date(2026, 11, 2), "Đơn vị này đã thôi hoạt động."),
        # an end: its books go to what stands above it, or to one of its kind
        ("dissolve", "B2", "B2", LATE, "Chọn đơn vị giữ sổ cũ."),
        ("dissolve", "B2", None, LATE, "Chọn đơn vị giữ sổ cũ."),
        ("dissolve", "B2", "99801.01", LATE, "Sổ cũ do đơn vị cấp trên hoặc một đơn vị cùng loại giữ."),
        ("dissolve", "B2", "99802", LATE, "Sổ cũ do đơn vị cấp trên hoặc một đơn vị cùng loại giữ."),
        ("dissolve", "B2", "B1", date(2026, 9, 30), "Ngày 30/09/2026, Đảng bộ B1 không hoạt động."),
        ("dissolve", "B2", "B1", LATE, ""),
        ("dissolve", "B2", "B3", LATE, ""),
        ("dissolve", "B2", "99801", LATE, ""),
        ("dissolve", "B2", "99800", LATE, ""),
    ],
)
def test_the_unit_named_is_fit_on_the_day(head, act, unit, into, on, words):  # noqa: F811
    wish = Wish(act, node(unit), on, "QĐ 9", into=node(into) if into else None)
    before = Entry.objects.count()
    if not words:
        perform(wish, head)
        return
    with pytest.raises(Refused) as told:
        perform(wish, head)
    assert str(told.value) == words
    assert Entry.objects.count() == before


def test_a_unit_ended_since_the_form_was_filled_is_refused(head):  # noqa: F811
    wish = Wish(UnitAct.MERGE, node("B2"), LATE, "QĐ 9", into=node("B1"))
    perform(Wish(UnitAct.DISSOLVE, node("B1"), date(2026, 10, 2), "QĐ 3", into=node("99801")), head)
    with pytest.raises(Refused, match="Đảng bộ B1 đã thôi hoạt động từ 02/10/2026"):
        perform(wish, head)
    with pytest.raises(Refused, match="Đơn vị này đã thôi hoạt động"):
        perform(Wish(UnitAct.RENAME, wish.into, ENDED, "QĐ 4", name="Tên khác"), head)


@pytest.mark.parametrize("role", [CLERK, SYSTEM_ADMIN])
def test_only_who_writes_units_changes_the_tree(head, role):  # noqa: F811
    from dataclasses import replace

    with pytest.raises(Refused, match="không làm được việc này"):
        perform(Wish(UnitAct.RENAME, node("B2"), LATE, "QĐ 4", name="Tên khác"), replace(head, role=role))
