"""Numbers given inside a lock: in order, never twice, never again; registers opened and closed with term, year and merger."""

from datetime import date

import pytest

from soxa.documents.flow import INCOMING, OUTGOING, draft, receive
from soxa.documents.models import Document, Register
from soxa.documents.registers import TERM_SINCE, cover, open_register, series_of, skip_to
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.kernel.refusal import Refused
from soxa.kernel.units.acts import Founding, found, merge

pytestmark = pytest.mark.django_db
ACTOR = machine("test")
TERM = date(2025, 7, 1)


@pytest.fixture
def commune():
    unit = found(Founding("99901", "commune", "xã Đồng Vải", None, TERM, "QĐ"), ACTOR)
    put(TERM_SINCE, TERM.isoformat(), since=TERM, actor=ACTOR, unit_id=unit.pk)
    return unit


def signed(unit, kind="bao_cao", body="committee", **facts):
    made = draft(Document(unit=unit, body=body, kind=kind, abstract="sơ kết công tác", **facts), ACTOR)
    for step in ("check", "approve"):
        OUTGOING.take(step, made, ACTOR)
    OUTGOING.take("sign", made, ACTOR, {"signer": "Bí thư"})
    return made


def numbered(unit, on, **facts):
    made = signed(unit, **facts)
    OUTGOING.take("number", made, ACTOR, {"on": on})
    return made.notation


def test_each_kind_of_the_party_has_its_own_run_and_the_state_one_for_all(commune):
    day = date(2026, 6, 16)
    assert [numbered(commune, day), numbered(commune, day)] == ["01-BC/ĐU", "02-BC/ĐU"]
    assert numbered(commune, day, kind="quyet_dinh") == "01-QĐ/ĐU"
    assert numbered(commune, day, kind="bao_cao", body="people_committee") == "01/BC-UBND"
    assert numbered(commune, day, kind="quyet_dinh", body="people_committee") == "02/QĐ-UBND"
    assert numbered(commune, day, kind="cong_van", body="people_committee", drafter="VP") == "03/UBND-VP"


def test_the_state_begins_anew_on_the_first_of_january_and_the_party_does_not(commune):
    last, first = date(2026, 12, 31), date(2027, 1, 1)
    assert numbered(commune, last, body="people_committee") == "01/BC-UBND"
    assert numbered(commune, first, body="people_committee") == "01/BC-UBND"
    assert [numbered(commune, last), numbered(commune, first)] == ["01-BC/ĐU", "02-BC/ĐU"]
    spells = Register.objects.filter(body="people_committee").order_by("since").values_list("since", "until")
    assert list(spells) == [(date(2026, 1, 1), first), (first, date(2028, 1, 1))]


def test_a_new_term_begins_anew_and_closes_the_register_before(commune):
    eve, term = date(2030, 6, 30), date(2030, 7, 1)
    assert numbered(commune, eve) == "01-BC/ĐU"
    put(TERM_SINCE, term.isoformat(), since=term, actor=ACTOR, unit_id=commune.pk)
    assert numbered(commune, term) == "01-BC/ĐU"
    assert list(Register.objects.order_by("since").values_list("since", "until")) == [(TERM, term), (term, date(9999, 12, 31))]  # fmt: skip
    # a document of the old term, signed late with its own day, still takes the old term's next number
    assert numbered(commune, eve) == "02-BC/ĐU"


def test_a_number_that_was_given_is_not_given_again(commune):
    day = date(2026, 6, 16)
    made = signed(commune)
    OUTGOING.take("number", made, ACTOR, {"on": day})
    OUTGOING.take("void", made, ACTOR, {"on": day, "reason": "soạn nhầm"})
    assert numbered(commune, day) == "02-BC/ĐU"
    made.refresh_from_db()
    assert (made.number, made.state, made.reason) == (1, Document.VOID, "soạn nhầm")


def test_a_step_that_is_refused_gives_no_number(commune):
    made = draft(Document(unit=commune, body="committee", kind="bao_cao", abstract="x"), ACTOR)
    with pytest.raises(Refused):
        OUTGOING.take("number", made, ACTOR, {"on": date(2026, 6, 16)})
    assert not Register.objects.exists()
    assert not Entry.objects.filter(step="number").exists()


def test_numbers_and_days_run_together(commune):
    assert numbered(commune, date(2026, 6, 16)) == "01-BC/ĐU"
    with pytest.raises(Refused, match="15/06/2026"):
        numbered(commune, date(2026, 6, 15))
    assert Register.objects.get().last_number == 1
    assert numbered(commune, date(2026, 6, 16)) == "02-BC/ĐU"


def test_numbers_given_on_paper_before_the_book_are_left_out(commune):
    made = signed(commune)
    day = date(2026, 6, 16)
    register = open_register(commune.pk, series_of(made, day), ACTOR, on=day)
    skip_to(register, 68, ACTOR, on=day, reason="cấp trên giấy trước khi dùng sổ")
    gap = register.gaps.get()
    assert (gap.first, gap.last) == (1, 67)
    with pytest.raises(Refused, match="số tiếp theo là 68"):
        skip_to(register, 68, ACTOR, on=day, reason="lần nữa")
    OUTGOING.take("number", made, ACTOR, {"on": date(2026, 6, 16)})
    assert made.notation == "68-BC/ĐU"
    assert cover(made.register) == ("Sổ đăng ký văn bản đi", "Báo cáo · Đảng ủy xã", "từ ngày 01/07/2025")
    with pytest.raises(Refused, match="đã mở"):
        open_register(commune.pk, series_of(made, day), ACTOR, on=day)


def test_a_merged_commune_gives_no_more_numbers(commune):
    old = found(Founding("99912", "commune", "xã Khê Hạ"), ACTOR)
    assert numbered(old, date(2025, 6, 30)) == "01-BC/ĐU"
    merge([old], commune, TERM, decision="QĐ", actor=ACTOR)
    with pytest.raises(Refused, match="xã Khê Hạ"):
        numbered(old, TERM, kind="ke_hoach")
    with pytest.raises(Refused, match="xã Khê Hạ"):
        numbered(old, TERM)
    assert numbered(commune, TERM) == "01-BC/ĐU"


def test_what_comes_in_is_numbered_on_the_day_it_arrives(commune):
    def came(on, **facts):
        made = Document(unit=commune, body="committee", kind="cong_van", abstract="về họp", author="Tỉnh ủy", notation="37-CV/TU", **facts)  # fmt: skip
        return receive(made, ACTOR, on=on)

    assert [
        came(date(2026, 12, 31)).number,
        came(date(2026, 12, 31)).number,
        came(date(2027, 1, 1)).number,
    ] == [1, 2, 1]
    assert came(date(2027, 1, 1)).notation == "37-CV/TU"
    # secret documents of the Party side come into a register of their own
    assert came(date(2027, 1, 1), secrecy="mat").number == 1


def test_an_answer_that_is_issued_answers(commune):
    asked = Document(unit=commune, body="committee", kind="cong_van", abstract="đề nghị báo cáo", author="Tỉnh ủy", notation="40-CV/TU", answer_due=date(2026, 6, 20))  # fmt: skip
    receive(asked, ACTOR, on=date(2026, 6, 10))
    INCOMING.take("propose", asked, ACTOR, {"on": date(2026, 6, 10), "proposal": "giao Ban Xây dựng Đảng"})
    INCOMING.take("instruct", asked, ACTOR, {"on": date(2026, 6, 11), "instruction": "Đồng ý"})
    answer = signed(commune, kind="cong_van", answers=asked)
    OUTGOING.take("number", answer, ACTOR, {"on": date(2026, 6, 19)})
    OUTGOING.take("issue", answer, ACTOR, {"on": date(2026, 6, 20), "recipients": "Tỉnh ủy", "copies": 2})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == (Document.ANSWERED, date(2026, 6, 20))
    slip = asked.slips.get()
    assert (slip.proposal, slip.instruction) == ("giao Ban Xây dựng Đảng", "Đồng ý")


def test_the_journal_holds_no_words_of_a_document(commune):
    made = signed(commune)
    OUTGOING.take("number", made, ACTOR, {"on": date(2026, 6, 16)})
    OUTGOING.take("void", made, ACTOR, {"on": date(2026, 6, 16), "reason": "của ông Nguyễn Văn A"})
    written = " ".join(str(entry.facts) for entry in Entry.objects.all())
    assert "Nguyễn Văn A" not in written
    assert "Bí thư" not in written


def test_replacing_ends_the_old_one(commune):
    day = date(2026, 6, 16)
    old = signed(commune)
    OUTGOING.take("number", old, ACTOR, {"on": day})
    OUTGOING.take("issue", old, ACTOR, {"on": day})
    new = signed(commune, replaces=old)
    OUTGOING.take("number", new, ACTOR, {"on": day})
    OUTGOING.take("issue", new, ACTOR, {"on": day})
    old.refresh_from_db()
    assert (old.state, old.ended_on, old.reason) == (Document.REPLACED, day, "thay bằng 02-BC/ĐU")
