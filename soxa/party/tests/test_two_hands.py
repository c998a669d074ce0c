"""Two people with the same form open: neither undoes what the other wrote."""

import re
from html import unescape

import pytest
from django.urls import reverse

from soxa.kernel import flow
from soxa.kernel.flow import Refused
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.dues.models import DuesCategory
from soxa.party.models import Cell
from soxa.party.tests.test_corrections import facts_of

MARK = re.compile(r'name="as_shown" value="([^"]+)"')
BASIS = {"basis": "CCCD gắn chip", "consent": "CV 12-CV/ĐU"}


def mark_of(answer) -> str:
    found = MARK.search(answer.content.decode())
    assert found, "no mark"
    return unescape(found.group(1))


@pytest.fixture
def opened(at, cast):
    """Âu's form of correction as two people hold it open: the address, what each would post untouched."""
    member = cast.members["au"]
    home = f"/dang-vien/{member.pk}/dinh-chinh/"
    page = at("chanh").get(home)
    facts = facts_of(member)
    del facts["scan"]
    said = {name: value.text() if hasattr(value, "text") else value or "" for name, value in facts.items()}
    return home, {**said, **BASIS, "citizen_id": "", "as_shown": mark_of(page)}


def test_a_correction_keeps_what_was_corrected_meanwhile(at, cast, opened):
    home, said = opened
    person = cast.members["au"].person
    assert at("chanh").post(home, {**said, "phone": "0912345678"}).status_code == 302
    assert at("chanh").post(home, {**said, "address": "Thôn Bến Đá"}).status_code == 302
    person.refresh_from_db()
    assert (person.phone, person.address) == ("0912 345 678", "Thôn Bến Đá")


def test_one_fact_corrected_by_both_is_refused_with_both_values(at, cast, opened):
    home, said = opened
    person = cast.members["au"].person
    at("chanh").post(home, {**said, "address": "Thôn Bến Đá"})
    answer = at("chanh").post(home, {**said, "address": "Thôn Đồng Mới"})
    assert answer.status_code == 422
    shown = unescape(answer.content.decode())
    assert "sổ đang ghi “Thôn Bến Đá”, đồng chí ghi “Thôn Đồng Mới”" in shown
    assert 'value="Thôn Đồng Mới"' in shown
    person.refresh_from_db()
    assert person.address == "Thôn Bến Đá"
    assert (
        at("chanh").post(home, {**said, "address": "Thôn Đồng Mới", "as_shown": mark_of(answer)}).status_code
        == 302
    )
    person.refresh_from_db()
    assert person.address == "Thôn Đồng Mới"


def test_who_read_a_record_before_another_wrote_it_writes_only_his_own_change(cast, head):
    read, other = (Person.objects.get(pk=cast.members["au"].person.pk) for _hand in range(2))
    flow.correct(other, {"phone": "0912 345 678"}, head, basis="GT", unit_id=None)
    flow.correct(read, {"phone": "", "address": "Xóm 1"}, head, basis="GT", unit_id=None)
    read.refresh_from_db()
    assert (read.phone, read.address) == ("0912 345 678", "Xóm 1")


def test_the_same_fact_read_before_and_written_after_is_refused(cast, head):
    read, other = (Person.objects.get(pk=cast.members["au"].person.pk) for _hand in range(2))
    flow.correct(other, {"phone": "0912 345 678"}, head, basis="GT", unit_id=None)
    with pytest.raises(Refused, match="Người khác vừa ghi đúng chỗ này"):
        flow.correct(read, {"phone": "0987 654 321"}, head, basis="GT", unit_id=None)


def rates_page(client, code):
    """The table of a cell's rates as somebody posts it untouched."""
    home = reverse("dues_rates", args=[code])
    page = client.get(home)
    members = re.findall(r'name="loai-([0-9]+)"', page.content.decode())
    kinds = {str(one.member_id): one.kind for one in DuesCategory.objects.filter(until=FOREVER)}
    said = {f"loai-{one}": kinds.get(one, "") for one in members} | {f"thu-{one}": "" for one in members}
    return home, {**said, "since": "12/2026", "as_shown": mark_of(page)}


def test_the_table_of_rates_writes_only_the_lines_that_were_changed(at, cast, paying):
    client = at("chanh")
    home, said = rates_page(client, cast.units["ben_da"].code)
    an, au = cast.members["sac"].pk, cast.members["au"].pk
    assert client.post(home, {**said, f"loai-{an}": "student"}).status_code == 302
    assert client.post(home, {**said, f"loai-{au}": "student"}).status_code == 302
    held = dict(DuesCategory.objects.filter(until=FOREVER).values_list("member_id", "kind"))
    assert (held[an], held[au]) == ("student", "student")
    clash = client.post(home, {**said, f"loai-{au}": "pension", f"thu-{au}": "5000000"})
    assert clash.status_code == 422
    assert "Người khác vừa ghi dòng này" in clash.content.decode()
    assert DuesCategory.objects.get(member=au, until=FOREVER).kind == "student"


def test_a_question_on_a_cell_answered_by_both_is_refused(at, cast):
    client, code = at("chanh"), cast.units["ben_da"].code
    kind = {"kind": "agency", "branch": "party", "on": "", "paper": "CV 3"}
    said = {**kind, "as_shown": MARK.findall(client.get(f"/chi-bo/{code}/").content.decode())[-1]}
    home = reverse("cell_answer", args=[code, "loai"])
    assert client.post(home, said).status_code == 302
    answer = client.post(home, {**said, "kind": "school", "branch": ""})
    assert answer.status_code == 422
    assert "Người khác vừa sửa chỗ này" in answer.content.decode()
    assert Cell.objects.get(unit__code=code).kind == "agency"
