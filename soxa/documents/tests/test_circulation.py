"""A draft put to the committee: who is asked, who sees the slip, the count by hand, and nothing after the end."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.documents import circulation
from soxa.documents.circulation import seats
from soxa.documents.flow import draft
from soxa.documents.models import Document, Opinion
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR, TODAY = machine("thử"), date(2026, 11, 20)


@pytest.fixture
def paper():
    unit_id = tree().codes["99901"]
    made = Document(unit_id=unit_id, body="committee", kind="nghi_quyet", abstract="về chuyển đổi số")
    return draft(made, ACTOR)


@pytest.fixture
def round_(paper):
    """Ten are asked on 10/11, to answer by 17/11."""
    return circulation.ask(
        paper, ACTOR, question="Đồng ý với dự thảo?", asked_on=date(2026, 11, 10), due_on=date(2026, 11, 17),
        people=[one for one in seats(paper, TODAY) if one.member],
    )  # fmt: skip


def slip_of(round_, name):
    return Opinion.objects.get(circulation=round_, person__full_name=name)


def says(round_, name, code, text="", on=date(2026, 11, 16)):
    return circulation.answer(slip_of(round_, name), ACTOR, answer=code, words=text, on=on)


def test_the_committee_is_chosen_by_its_offices(paper):
    both = [
        [one.name for one in seats(paper, TODAY, committee=one_) if one.member]
        for one_ in ("standing", "executive")
    ]
    assert both[0] == ["Đặng Hữu Thuần", "Vi Thị Lan", "Cao Xuân Điệp", "Phùng Đức Kiên", "Hà Văn Sáng"]
    assert both[1] == [
        "Đặng Hữu Thuần", "Vi Thị Lan", "Cao Xuân Điệp", "Bùi Thế Quảng", "Ngô Thị Minh Tuyết", "Phùng Đức Kiên",
        "Hà Văn Sáng", "Mông Thị Thắm", "Triệu Thị Hòa",
    ]  # fmt: skip
    assert "Lê Hải Yến" in [one.name for one in seats(paper, TODAY) if not one.member]


def test_the_clerk_asks_and_takes_one_out(paper):
    clerk, address = signed_in("yen.le"), f"/van-ban/{paper.pk}/xin-y-kien/"
    assert "Xin ý kiến" in words(clerk.get(f"/van-ban/{paper.pk}/"))
    assert words(clerk.get(address)).count("Đảng ủy viên theo dõi chi bộ") == 1
    people = [one.person_id for one in seats(paper, TODAY) if one.member][1:]
    told = {"question": "Đồng ý không?", "on": "20/11/2026", "due": "27/11/2026", "people": people}
    assert clerk.post(address, told).status_code == 302
    page = words(clerk.get(address))
    assert "Phiếu gửi đi 8" in page and "Chưa trả lời 8 100%" in page
    assert "Kính gửi các đồng chí: Vi Thị Lan (Phó Bí thư Thường trực Đảng ủy)" in page
    with pytest.raises(Refused, match="Đợt xin ý kiến trước"):
        circulation.ask(paper, ACTOR, question="x", asked_on=TODAY, due_on=TODAY, people=seats(paper, TODAY))


def test_the_count_by_hand(round_):
    says(round_, "Đặng Hữu Thuần", "agree")
    says(round_, "Vi Thị Lan", "agree", on=date(2026, 11, 18))
    says(round_, "Hà Văn Sáng", "disagree", "chưa rõ kinh phí")
    says(round_, "Mông Thị Thắm", "other", "bổ sung lộ trình")
    found = circulation.tally(list(round_.opinions.all()))
    assert (found.asked, found.answered, found.share) == (9, 4, "44,44%")
    assert [(one.title, one.count, one.share) for one in found.lines] == [
        ("Đồng ý", 2, "22,22%"),
        ("Không đồng ý", 1, "11,11%"),
        ("Ý kiến khác", 1, "11,11%"),
        ("Chưa trả lời", 5, "55,56%"),
    ]
    assert found.text() == (
        "Xin ý kiến 9 đồng chí, 4 đồng chí trả lời (44,44%): đồng ý 2 (22,22%); không đồng ý 1 (11,11%); "
        "ý kiến khác 1 (11,11%); chưa trả lời 5 (55,56%)."
    )
    kept = " ".join(str(one.facts) for one in Entry.objects.filter(flow="circulation"))
    assert "kinh phí" not in kept and "Sáng" not in kept


def test_a_member_answers_his_own_slip_and_sees_no_other(round_):
    member, own = signed_in("hoa.trieu"), slip_of(round_, "Triệu Thị Hòa")
    assert "về chuyển đổi số" in words(member.get(f"/phieu-y-kien/{own.pk}/"))
    assert member.post(f"/phieu-y-kien/{own.pk}/", {"answer": "other", "words": ""}).status_code == 422
    assert member.post(f"/phieu-y-kien/{own.pk}/", {"answer": "agree"}).status_code == 302
    own.refresh_from_db()
    assert (own.answer, own.answered_on, own.entry.actor) == ("agree", TODAY, "Triệu Thị Hòa")
    other = slip_of(round_, "Hà Văn Sáng")
    assert member.get(f"/phieu-y-kien/{other.pk}/").status_code == 404
    assert member.get(f"/van-ban/{round_.document_id}/xin-y-kien/").status_code == 403
    for stranger in ("tri.doan", "buong.luc", "nhung.tran", "luong.nguyen"):
        assert signed_in(stranger).get(f"/phieu-y-kien/{own.pk}/").status_code in (403, 404)
        assert signed_in(stranger).post(f"/phieu-y-kien/{own.pk}/", {"answer": "agree"}).status_code in (
            403,
            404,
        )


def test_the_clerk_types_from_paper_and_not_over_what_a_member_wrote(round_):
    clerk, slip = signed_in("yen.le"), slip_of(round_, "Hà Văn Sáng")
    assert clerk.post(f"/phieu-y-kien/{slip.pk}/", {"answer": "agree", "on": "09/11/2026"}).status_code == 422
    assert clerk.post(f"/phieu-y-kien/{slip.pk}/", {"answer": "agree", "on": "16/11/2026"}).status_code == 302
    assert signed_in("sang.ha").post(f"/phieu-y-kien/{slip.pk}/", {"answer": "disagree"}).status_code == 302
    again = clerk.post(f"/phieu-y-kien/{slip.pk}/", {"answer": "agree", "on": "16/11/2026"})
    assert again.status_code == 422 and "văn thư không ghi đè" in words(again)
    page = words(clerk.get(f"/van-ban/{round_.document_id}/xin-y-kien/"))
    assert page.count("Ghi từ phiếu giấy") == 8 and "Ghi từ phiếu giấy : Hà Văn Sáng" not in page
    slip.refresh_from_db()
    assert slip.answer == "disagree"


def test_nothing_is_written_after_the_end(round_):
    says(round_, "Vi Thị Lan", "agree")
    with pytest.raises(Refused, match="Chưa qua hạn 17/11/2026 và còn 8 đồng chí"):
        circulation.close(round_, ACTOR, on=date(2026, 11, 17))
    clerk, address = signed_in("yen.le"), f"/van-ban/{round_.document_id}/xin-y-kien/"
    assert clerk.post(f"{address}tong-hop/", {"on": "15/11/2026"}).status_code == 422
    assert clerk.post(f"{address}tong-hop/", {"on": "18/11/2026"}).status_code == 302
    assert "Đã tổng hợp" in words(clerk.get(address))
    late, slip = signed_in("sang.ha"), slip_of(round_, "Hà Văn Sáng")
    answer = late.post(f"/phieu-y-kien/{slip.pk}/", {"answer": "agree"})
    assert answer.status_code == 409
    assert "Đợt xin ý kiến đã tổng hợp ngày 18/11/2026; không ghi thêm trả lời." in words(answer)
    with pytest.raises(Refused, match="đã tổng hợp"):
        says(round_, "Hà Văn Sáng", "agree")
    slip.refresh_from_db()
    assert slip.answer == ""
    assert clerk.get(f"{address}?moi=1").status_code == 200


@pytest.mark.parametrize("facts", [{"state": "approved"}, {"secrecy": "mat"}])
def test_only_open_drafts_are_put_to_a_committee(paper, facts):
    for name, value in facts.items():
        setattr(paper, name, value)
    paper.save()
    answer = signed_in("yen.le").get(f"/van-ban/{paper.pk}/xin-y-kien/")
    assert answer.status_code == 409
    with pytest.raises(Refused):
        circulation.ask(paper, ACTOR, question="x", asked_on=TODAY, due_on=TODAY, people=seats(paper, TODAY))


def test_who_may_not_write_does_not_ask(paper):
    assert signed_in("nhung.tran").get(f"/van-ban/{paper.pk}/xin-y-kien/").status_code == 403
    assert signed_in("thuan.dang").get(f"/van-ban/{paper.pk}/xin-y-kien/").status_code == 403


def seat_of(paper, name):
    return next(one for one in seats(paper, TODAY) if one.name == name)


def test_a_member_is_added_and_one_taken_off_while_it_runs(paper, round_):
    added = circulation.add_members(
        round_, [seat_of(paper, "Lê Hải Yến")], ACTOR, on=date(2026, 11, 12), reason="bổ sung thành phần"
    )
    circulation.take_back(
        slip_of(round_, "Mông Thị Thắm"), ACTOR, on=date(2026, 11, 12), reason="đi học dài hạn"
    )
    slips = list(round_.opinions.select_related("person"))
    found = circulation.tally(slips)
    # nine asked at first, one more, one taken off
    assert (added, len(slips), found.asked, found.lines[-1].count) == (1, 10, 9, 9)
    reminder = circulation.reminder(round_, slips, "Văn phòng")
    assert "Lê Hải Yến" in reminder and "Mông Thị Thắm" not in reminder
    page = words(signed_in("yen.le").get(f"/van-ban/{paper.pk}/xin-y-kien/"))
    assert "Phiếu gửi đi 9" in page and "Phiếu này đã rút ngày 12/11/2026: đi học dài hạn." in page
    assert "gửi thêm ngày 12/11/2026: bổ sung thành phần" in page
    kept = [str(one.facts) for one in Entry.objects.filter(flow="circulation", subject_key=str(paper.pk))]
    assert not any("đi học" in one or "bổ sung" in one for one in kept)


def test_who_was_taken_off_has_nothing_to_answer_and_may_be_asked_again(paper, round_):
    slip = slip_of(round_, "Mông Thị Thắm")
    circulation.take_back(slip, ACTOR, on=TODAY, reason="nhầm")
    member = signed_in("tham.mong")
    assert "về chuyển đổi số" not in words(member.get("/"))
    page = member.post(f"/phieu-y-kien/{slip.pk}/", {"answer": "agree"})
    assert page.status_code == 409 and "đã rút" in words(page)
    with pytest.raises(Refused, match="đã rút"):
        says(round_, "Mông Thị Thắm", "agree")
    circulation.add_members(round_, [seat_of(paper, "Mông Thị Thắm")], ACTOR, on=TODAY, reason="gửi lại")
    assert "về chuyển đổi số" in words(member.get("/"))
    assert circulation.tally(list(round_.opinions.all())).asked == 9


def test_what_changes_no_more_is_refused_in_words(paper, round_):
    says(round_, "Đặng Hữu Thuần", "agree")
    with pytest.raises(Refused, match="đã trả lời; không rút"):
        circulation.take_back(slip_of(round_, "Đặng Hữu Thuần"), ACTOR, on=TODAY, reason="x")
    with pytest.raises(Refused, match="chưa được gửi phiếu"):
        circulation.add_members(round_, [seat_of(paper, "Vi Thị Lan")], ACTOR, on=TODAY, reason="x")
    with pytest.raises(Refused, match="trước ngày gửi phiếu"):
        circulation.take_back(slip_of(round_, "Vi Thị Lan"), ACTOR, on=date(2026, 11, 9), reason="x")
    circulation.close(round_, ACTOR, on=date(2026, 11, 19))
    for act in (
        lambda: circulation.add_members(round_, [seat_of(paper, "Lê Hải Yến")], ACTOR, on=TODAY, reason="x"),
        lambda: circulation.take_back(slip_of(round_, "Vi Thị Lan"), ACTOR, on=TODAY, reason="x"),
    ):
        with pytest.raises(Refused, match="tổng hợp"):
            act()


def test_the_round_closes_early_once_all_who_remain_have_answered(paper, round_):
    for one in round_.opinions.select_related("person")[1:]:
        circulation.take_back(one, ACTOR, on=date(2026, 11, 11), reason="x")
    left = round_.opinions.filter(off_on=None).select_related("person").get()
    with pytest.raises(Refused, match="ít nhất một phiếu"):
        circulation.take_back(left, ACTOR, on=TODAY, reason="x")
    circulation.answer(left, ACTOR, answer="agree", words="", on=date(2026, 11, 12))
    assert circulation.close(round_, ACTOR, on=date(2026, 11, 12)).closed_on == date(2026, 11, 12)


def test_the_clerk_changes_the_members_from_the_page(paper, round_):
    clerk, home = signed_in("yen.le"), f"/van-ban/{paper.pk}/xin-y-kien/"
    assert "Lê Hải Yến" in words(clerk.get(f"{home}gui-them/"))
    told = {"people": [seat_of(paper, "Lê Hải Yến").person_id], "on": "20/11/2026", "reason": ""}
    assert clerk.post(f"{home}gui-them/", told).status_code == 422
    assert clerk.post(f"{home}gui-them/", {**told, "reason": "bổ sung"}).status_code == 302
    slip = slip_of(round_, "Lê Hải Yến")
    assert clerk.post(f"{home}rut/{slip.pk}/", {"on": "20/11/2026", "reason": "nhầm"}).status_code == 302
    slip.refresh_from_db()
    assert slip.off_on == TODAY
    assert signed_in("nhung.tran").get(f"{home}rut/{slip.pk}/").status_code == 403
    assert signed_in("quang.bui").get(f"{home}rut/{slip.pk}/").status_code == 404
