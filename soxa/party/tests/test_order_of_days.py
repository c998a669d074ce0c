"""Days that cannot be: a return to a cell that has ended, corrections out of order, an end before the present cell."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.units import acts
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.party.flow import correct, enter
from soxa.party.forms import Restore
from soxa.party.member_import import plan
from soxa.party.models import Member
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import HEAD, members, person
from soxa.party.tests.test_corrections import facts_of
from soxa.party.tests.test_flow import NEWCOMER, TRANSFER, did, refused, spells

MERGER = date(2026, 3, 1)


@pytest.fixture
def ended(cast, head):
    """Bến Đá, from which An was struck off, is merged into the school's cell on 1/3/2026."""
    did(cast, head, "struck_off", on=date(2026, 2, 1), paper="QĐ 1")
    source, into = cast.units["ben_da"], cast.units["school"]
    acts.merge([source], into, MERGER, decision="QĐ 5", actor=machine("thử"))
    return cast


def test_nobody_is_restored_in_a_cell_that_has_ended(ended, head):
    said = refused(ended, head, "restore", on=date(2026, 8, 1), paper="QĐ 2")
    assert said == (
        "Chi bộ thôn Bến Đá đã thôi hoạt động từ 01/03/2026, nay là Chi bộ Trường THCS Khe Trên. "
        "Chọn chi bộ mà đồng chí trở về."
    )
    member = did(ended, head, "restore", on=MERGER, paper="QĐ 2", unit=ended.units["school"].pk)
    assert spells(member)[-1] == ("99801.02", "home", MERGER, FOREVER, "restored", "")
    assert Entry.objects.get(step="restore").facts == {"paper": "QĐ 2", "unit": ended.units["school"].pk}


def test_the_form_of_a_restoration_asks_for_the_cell_but_may_leave_it(ended):
    life, typed = life_of(ended.members["an"], TODAY), {"on": "01/08/2026", "paper": "QĐ 2"}
    school = ended.units["school"].pk
    for given, read in ({}, None), ({"unit": str(school)}, school):
        form = Restore({**typed, **given}, life=life, today=TODAY, cells=[(school, "Trường")])
        assert form.is_valid(), form.errors
        assert form.cleaned_data["unit"] == read


GOOD = {
    "born": PartialDate(1970, 5, 1),
    "decision_on": PartialDate(1996, 1, 15),
    "admitted_on": PartialDate(1996, 2, 3),
    "recognised_on": PartialDate(1997, 2, 3),
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"born": PartialDate(2026, 11, 21)}, "Ngày sinh 21/11/2026 chưa đến."),
        ({"born": PartialDate(2027)}, "Ngày sinh 2027 chưa đến."),
        ({"recognised_on": PartialDate(2026, 12)}, "Ngày công nhận chính thức 12/2026 chưa đến."),
        ({"born": PartialDate(1905)}, "Ngày sinh 1905 cho tuổi 121, quá 120 tuổi."),
        (
            {"born": PartialDate(1978, 2, 4)},
            "Ngày sinh 04/02/1978 cho tuổi 17 khi vào Đảng (03/02/1996), chưa đủ 18 (Điều 1, Điều lệ Đảng Cộng sản Việt Nam).",
        ),
        (
            {"admitted_on": PartialDate(1996, 1, 14)},
            "Ngày kết nạp (lễ) 14/01/1996 trước ngày quyết định kết nạp 15/01/1996.",
        ),
        (
            {"recognised_on": PartialDate(1995)},
            "Ngày công nhận chính thức 1995 trước ngày kết nạp 03/02/1996.",
        ),
        (
            {"decision_on": PartialDate(1969)},
            "Ngày quyết định kết nạp 1969 trước ngày sinh 01/05/1970.",
        ),
    ],
)
def test_a_correction_keeps_the_order_of_a_life(cast, head, changes, words):
    member = cast.members["an"]
    with pytest.raises(Refused) as told:
        correct(member, head, today=TODAY, facts=facts_of(member, **{**GOOD, **changes}), unit_id=None)
    assert str(told.value) == words
    member.refresh_from_db()
    assert member.recognised_on == PartialDate(1997, 2, 3)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"born": PartialDate(1978, 2, 3)},
        {"admitted_on": PartialDate(1996, 1, 15)},
        {"admitted_on": PartialDate(1996), "recognised_on": PartialDate(1996)},
        {
            "born": PartialDate(1954), "decision_on": None, "admitted_on": PartialDate(1968),
            "recognised_on": PartialDate(1969),
        },
    ],
)  # fmt: skip
def test_a_correction_in_order_is_written(cast, head, changes):
    member, facts = cast.members["an"], {**GOOD, **changes}
    correct(member, head, today=TODAY, facts=facts_of(member, **facts), unit_id=None)
    member.refresh_from_db()
    assert (member.admitted_on, member.recognised_on) == (facts["admitted_on"], facts["recognised_on"])


def test_days_already_out_of_order_do_not_stop_another_correction(cast, head):
    member = cast.members["an"]  # born in 1990, admitted in 1996
    correct(member, head, today=TODAY, facts=facts_of(member, phone="0912345678"), unit_id=None)
    member.person.refresh_from_db()
    assert member.person.phone == "0912345678"


def test_an_end_before_the_present_cell_names_the_cell_of_that_day(cast, head):
    did(cast, head, "move_within", unit=cast.units["school"].pk, on=date(2026, 7, 1))
    said = refused(cast, head, "died", on=date(2026, 6, 20))
    assert said == (
        "Ngày phải sau 01/07/2026, là ngày vào chi bộ hiện nay. "
        "Trước ngày 20/06/2026 đồng chí ở Chi bộ thôn Bến Đá, sinh hoạt đến hết 30/06/2026 "
        "rồi chuyển trong đảng bộ. "
        "Sổ không ghi lùi qua mốc đó: ghi ngày có hiệu lực từ 02/07/2026, nêu ngày thật ở ô văn bản."
    )


ARRIVED = date(2026, 11, 10)
DISORDERED = [
    (
        {"decision_on": PartialDate(2003)},
        "Ngày kết nạp (lễ) 01/01/2001 trước ngày quyết định kết nạp 2003.",
    ),
    (
        {"decision_on": PartialDate(2002, 2), "admitted_on": PartialDate(2002)},
        "Ngày công nhận chính thức 01/01/2002 trước ngày quyết định kết nạp 2/2002.",
    ),
    (
        {"recognised_on": PartialDate(2000, 12)},
        "Ngày công nhận chính thức 12/2000 trước ngày kết nạp 01/01/2001.",
    ),
    ({"decision_on": PartialDate(1979)}, "Ngày quyết định kết nạp 1979 trước ngày sinh 1980."),
    (
        {"born": PartialDate(1990)},
        "Ngày sinh 1990 cho tuổi 11 khi vào Đảng (01/01/2001), chưa đủ 18 (Điều 1, Điều lệ Đảng Cộng sản Việt Nam).",
    ),
    ({"recognised_on": PartialDate(2026, 12)}, "Ngày công nhận chính thức 12/2026 chưa đến."),
    (
        {"admitted_on": PartialDate(2026, 11, 11), "recognised_on": None},
        "Ngày kết nạp (lễ) 11/11/2026 sau ngày đến 10/11/2026.",
    ),
]


@pytest.mark.parametrize("name", ["transfer_in", "visit"])
@pytest.mark.parametrize(("changes", "words"), DISORDERED)
def test_a_newcomer_comes_with_dates_that_can_all_be_true(cast, head, name, changes, words):
    before = Member.objects.count(), Entry.objects.count()
    with pytest.raises(Refused) as told:
        enter(name, head, today=TODAY, facts={**TRANSFER, "unit": cast.units["ben_da"].pk, **changes})
    assert str(told.value) == words
    assert (Member.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("name", ["transfer_in", "visit"])
@pytest.mark.parametrize(
    "changes",
    [
        {
            "decision_on": PartialDate(2001),
            "admitted_on": PartialDate(2001),
            "recognised_on": PartialDate(2001),
        },
        {"decision_on": PartialDate(2001, 1, 1)},
        {"born": PartialDate(1983, 1, 1)},
        {"admitted_on": PartialDate(2026, 11, 10), "recognised_on": None},
        {"admitted_on": PartialDate(2026), "recognised_on": None},
    ],
)
def test_a_newcomer_whose_dates_can_be_true_is_taken(cast, head, name, changes):
    facts = {**TRANSFER, "unit": cast.units["ben_da"].pk, **changes}
    made = enter(name, head, today=TODAY, facts=facts)
    assert (made.admitted_on, made.memberships.get().since) == (facts["admitted_on"], ARRIVED)


YOUNG = (
    "Ngày sinh {born} cho tuổi 17 khi vào Đảng ({day}), chưa đủ 18 (Điều 1, Điều lệ Đảng Cộng sản Việt Nam)."
)
UNSURE = (
    "Ngày sinh {born} không đủ ngày, tháng: có thể chưa đủ 18 tuổi khi vào Đảng ({day}) "
    "(Điều 1, Điều lệ Đảng Cộng sản Việt Nam)."
)
DECIDED = "20/10/2026"  # and the ceremony on 3/11/2026
AGES = [
    (PartialDate(2008, 10, 20), ""),
    (PartialDate(2008, 10, 21), YOUNG.format(born="21/10/2008", day=DECIDED)),
    (PartialDate(2008, 11, 3), YOUNG.format(born="03/11/2008", day=DECIDED)),
    (PartialDate(2008, 9), ""),
    (PartialDate(2008, 10), UNSURE.format(born="10/2008", day=DECIDED)),
    (PartialDate(2007), ""),
    (PartialDate(2008), UNSURE.format(born="2008", day=DECIDED)),
]


@pytest.mark.parametrize(("born", "words"), AGES)
def test_nobody_is_admitted_before_eighteen(cast, head, born, words):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "born": born}
    if not words:
        assert enter("admit", head, today=TODAY, facts=facts).pk
        return
    with pytest.raises(Refused) as told:
        enter("admit", head, today=TODAY, facts=facts)
    assert str(told.value) == words


@pytest.mark.parametrize(("born", "words"), AGES)
@pytest.mark.parametrize("door", ["transfer_in", "correct"])
def test_nobody_is_written_as_admitted_before_eighteen(cast, head, door, born, words):
    days = {
        "born": born, "decision_on": PartialDate(2026, 10, 20), "admitted_on": PartialDate(2026, 11, 3),
        "recognised_on": None,
    }  # fmt: skip

    def written():
        if door == "transfer_in":
            enter(door, head, today=TODAY, facts={**TRANSFER, "unit": cast.units["ben_da"].pk, **days})
        else:
            facts = facts_of(cast.members["moi"], **days)
            correct(cast.members["moi"], head, today=TODAY, facts=facts, unit_id=None)

    if not words:
        written()
        return
    with pytest.raises(Refused) as told:
        written()
    assert str(told.value) == words


@pytest.mark.parametrize(("born", "words"), AGES)
def test_no_list_brings_one_admitted_before_eighteen(cast, born, words):
    row = [*person(born=born.text(), admitted="03/11/2026", recognised=None), "20/10/2026"]
    content = members(row, head=[*HEAD, "Ngày quyết định kết nạp"])
    preview = plan(content, unit_id=cast.units["upper"].pk, on=TODAY)
    assert [fault.cell[0] for fault in preview.findings] == (["C"] if words else [])


@pytest.mark.parametrize(
    ("admitted", "day", "words"),
    [
        (
            PartialDate(1996),
            date(1995, 12, 31),
            "Ngày công nhận chính thức 31/12/1995 trước ngày kết nạp 1996.",
        ),
        (PartialDate(1996), date(1996, 1, 1), ""),
    ],
)
def test_nobody_is_recognised_before_admission(cast, head, admitted, day, words):
    member = cast.members["moi"]
    member.decision_on, member.admitted_on = None, admitted
    member.save()
    member.person.born = PartialDate(1970)
    member.person.save()
    facts = {"on": day, "paper": "QĐ 4", "reason": "hồ sơ cũ"}
    if words:
        assert refused(cast, head, "recognise", "moi", **facts) == words
    else:
        assert did(cast, head, "recognise", "moi", **facts).recognised_on == PartialDate(1996, 1, 1)
