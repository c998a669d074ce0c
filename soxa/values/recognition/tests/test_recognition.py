"""A recognition stands from its day until it is withdrawn or another takes its place; a province's communes in a fixed number of questions."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import BACKEND, markup
from soxa.documents.files import Paper
from soxa.kernel import files
from soxa.kernel.access import ROLES, Actor, machine
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.flow import Refused
from soxa.kernel.journal import write
from soxa.kernel.models import Entry, Unit
from soxa.kernel.preferences import BOOK_DAY, book_day, put
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.kernel.units.tree import tree
from soxa.org.models import Account, Office, Person
from soxa.values.criteria.catalogue import ensure_sets
from soxa.values.criteria.counting import board
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator
from soxa.values.recognition import flow, forms, lists
from soxa.values.recognition.models import Recognition, ReplacedPaper

pytestmark = pytest.mark.django_db

ME = machine("thử")
TODAY = date(2026, 11, 20)
DAY = date(2024, 12, 31)
FACTS = {
    "kind": "standard", "year": 2024, "decision": "1127/QĐ-UBND", "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh",
    "since": DAY, "of": None,
}  # fmt: skip


@pytest.fixture
def units(db):
    province = found(Founding("P", "province", "Tỉnh Sông Cẩm"), ME)
    one, two = (found(Founding(code, "commune", f"xã {code}", province), ME) for code in ("01", "02"))
    village = found(Founding("01.1", "village", "Thôn Một", one), ME)
    return {"P": province.pk, "01": one.pk, "02": two.pk, "01.1": village.pk}


def new(units, where="01", **more):
    return flow.new(units[where], {**FACTS, **more}, ME, today=TODAY)


def count(units, on, code="rural.recognised", where="P"):
    return int(read(find(code), Moment.at(on), units[where]).text)


def test_it_counts_from_its_day(units):
    new(units)
    before = DAY - timedelta(days=1)
    assert [count(units, day) for day in (before, DAY, TODAY)] == [0, 1, 1]
    assert (count(units, DAY, where="01"), count(units, DAY, where="02")) == (1, 0)
    assert count(units, DAY, "rural.recognised_advanced") == 0
    new(units, kind="advanced", since=date(2025, 6, 1), year=2025, decision="9/QĐ-UBND")
    assert count(units, TODAY, "rural.recognised_advanced") == 1 and count(units, TODAY) == 1


def test_it_counts_until_the_day_it_is_withdrawn(units):
    made = new(units)
    facts = {
        "on": date(2026, 3, 1),
        "decision": "15/QĐ-UBND",
        "by": "Chủ tịch UBND tỉnh",
        "why": "Không giữ được chuẩn",
    }
    with pytest.raises(Refused, match="sau ngày công nhận"):
        flow.withdraw(made, {**facts, "on": DAY}, ME, today=TODAY)
    with pytest.raises(Refused, match="chưa đến"):
        flow.withdraw(made, {**facts, "on": date(2026, 11, 21)}, ME, today=TODAY)
    flow.withdraw(made, facts, ME, today=TODAY)
    assert [count(units, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [1, 0]
    with pytest.raises(Refused, match="đã ghi thu hồi từ ngày 01/03/2026"):
        flow.withdraw(made, facts, ME, today=TODAY)


def test_a_later_decision_of_its_kind_takes_its_place(units):
    later = new(units)
    earlier = new(
        units, since=date(2015, 12, 20), year=2015, decision="77/QĐ-UBND"
    )  # written down afterwards
    spells = [(one.since.year, one.until.year) for one in Recognition.objects.order_by("since")]
    assert spells == [(2015, 2024), (2024, 9999)]
    assert [count(units, day) for day in (date(2015, 12, 20), DAY, TODAY)] == [1, 1, 1]
    with pytest.raises(Refused, match="đến trước ngày 31/12/2024"):
        facts = {"on": date(2025, 3, 1), "decision": "1", "by": "x", "why": "y"}
        flow.withdraw(earlier, facts, ME, today=TODAY)
    flow.mend(later, FACTS, ME, basis="Ghi nhầm xã", struck=True, today=TODAY)
    earlier.refresh_from_db()
    assert earlier.until.year == 9999


@pytest.mark.parametrize(
    ("where", "more", "words"),
    [
        ("01", {"since": date(2026, 11, 21), "year": 2026}, "chưa đến"),
        ("01.1", {}, "không phải là xã"),
        ("P", {}, "không phải là xã"),
        ("01", {"year": 2025}, r"đến năm của quyết định \(2024\)"),
        ("01", {"year": 2009}, "Năm đạt chuẩn từ 2010"),
    ],
)
def test_what_is_refused_writes_nothing(units, where, more, words):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        new(units, where, **more)
    assert (Entry.objects.count(), Recognition.objects.count()) == (before, 0)


def test_the_same_decision_is_written_once_and_by_whom_it_may_be(units):
    new(units)
    with pytest.raises(Refused, match="đã có quyết định công nhận này ngày 31/12/2024"):
        new(units)
    with pytest.raises(Refused, match="Chức vụ hiện nay"):
        flow.new(units["02"], FACTS, Actor("x", role=ROLES["front"]), today=TODAY)


def test_a_commune_that_did_not_stand_yet_was_not_recognised(units):
    fresh = found(Founding("03", "commune", "xã 03", Unit.objects.get(pk=units["P"]), date(2025, 7, 1)), ME)
    with pytest.raises(Refused, match="Ngày 31/12/2024 xã 03 chưa thành lập"):
        flow.new(fresh.pk, FACTS, ME, today=TODAY)


def test_it_is_put_right_with_its_basis(units):
    made = new(units)
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        flow.mend(made, {**FACTS, "year": 2023}, ME, basis=" ", struck=False, today=TODAY)
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        flow.mend(made, FACTS, ME, basis="Bản gốc", struck=False, today=TODAY)
    moved = {**FACTS, "since": date(2024, 12, 30), "decision": "1126/QĐ-UBND"}
    flow.mend(made, moved, ME, basis="Bản gốc", struck=False, today=TODAY)
    assert [count(units, day) for day in (date(2024, 12, 29), date(2024, 12, 30), TODAY)] == [0, 1, 1]


def paper(words, name="qd.pdf"):
    return Paper(words, name, "application/pdf")


def test_another_file_takes_the_place_of_the_one_kept_which_stays(units):
    made = new(units, paper=paper(b"%PDF-1 page 1"))
    first = made.digest
    whole = paper(b"%PDF-1 pages 1, 2", "qd-du-trang.pdf")
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        flow.mend(made, {**FACTS, "paper": whole}, ME, basis="", struck=False, today=TODAY)
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        same = paper(b"%PDF-1 page 1")
        flow.mend(made, {**FACTS, "paper": same}, ME, basis="Quét lại", struck=False, today=TODAY)
    assert not ReplacedPaper.objects.exists()
    flow.mend(made, {**FACTS, "paper": whole}, ME, basis="Quét thiếu trang 2", struck=False, today=TODAY)
    assert (files.fetch(made.digest), made.name, made.size) == (b"%PDF-1 pages 1, 2", "qd-du-trang.pdf", 17)
    (former,) = made.replaced_papers.all()
    assert (former.digest, former.name, former.replaced_on) == (first, "qd.pdf", TODAY)
    assert (former.basis, former.entry.step) == ("Quét thiếu trang 2", "correct")
    assert files.is_held(first) and files.fetch(first) == b"%PDF-1 page 1"
    bare = {**FACTS, "year": 2023}
    flow.mend(made, bare, ME, basis="Bản gốc", struck=False, today=TODAY)
    assert (made.name, made.replaced_papers.count()) == ("qd-du-trang.pdf", 1)
    flow.mend(made, bare, ME, basis="Ghi nhầm xã", struck=True, today=TODAY)
    assert not ReplacedPaper.objects.exists()


def test_a_file_handed_in_where_none_was_replaces_nothing(units):
    made = new(units)
    flow.mend(made, {**FACTS, "paper": paper(b"%PDF-1")}, ME, basis="Bổ sung", struck=False, today=TODAY)
    assert (made.name, made.replaced_papers.count()) == ("qd.pdf", 0)


def test_of_two_files_handed_in_at_once_the_second_is_asked_for_again(units):
    made = new(units, paper=paper(b"%PDF-1 page 1"))
    shown = {one: str(told) for one, told in forms.held(made).items()} | {
        "since": "31/12/2024",
        "basis": "Quét lại",
    }
    shown.pop("struck")
    seen = forms.MendRecognition(sets=[], initial=forms.held(made), kept=made.digest).mark()
    mark = re.search(r'value="([^"]+)"', seen).group(1)

    def posted(kept):
        given = {"paper": SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n", "image/png")}
        told = {**shown, "as_shown": mark}
        return forms.MendRecognition(told, given, sets=[], initial=forms.held(made), kept=kept)

    assert posted(made.digest).is_valid()
    assert "Người khác vừa ghi chỗ này" in posted("0" * 64).errors["paper"][0]


def test_the_page_leads_to_both_files(province):
    office, (unit, *_rest) = province(1)
    made = flow.new(unit, {**FACTS, "paper": paper(b"%PDF-1 page 1")}, ME, today=TODAY)
    flow.mend(
        made,
        {**FACTS, "paper": paper(b"%PDF-1 pages 1, 2")},
        ME,
        basis="Quét thiếu trang 2",
        struck=False,
        today=TODAY,
    )
    page = markup(office.get("/tieu-chi/cong-nhan/?don-vi=00000"))
    assert "thay ngày 20/11/2026: Quét thiếu trang 2" in page
    home = f"/tieu-chi/cong-nhan/{made.pk}/quyet-dinh/"
    former = made.replaced_papers.get()
    for address, content in ((home, b"%PDF-1 pages 1, 2"), (f"{home}{former.pk}/", b"%PDF-1 page 1")):
        assert f'href="{address}"' in page
        answer = office.get(address)
        assert (answer.content, answer["Content-Disposition"][:10]) == (content, "attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    assert office.get(f"{home}{former.pk + 1}/").status_code == 404


def assessed(unit_ids, *, lacking=()):
    """Results of every indicator of the set of 2026–2030, passed but for the criteria that lack."""
    of = CriteriaSet.objects.get(code="rural.commune", version="2026–2030")
    rows = Indicator.objects.filter(criterion__of=of).select_related("criterion")
    person, other = (Person.objects.create(full_name=name) for name in ("Lê Thị Yến", "Cao Thị Điệp"))
    entry = write(ME, "criterion_result", "load", subject=("criteriaset", str(of.pk)), on=TODAY, facts={})
    CriterionResult.objects.loaded(
        [
            CriterionResult(
                unit_id=unit, indicator=one, since=date(2026, 6, 1), state="verified", assessor=person, verified_by=other,
                outcome="failed" if one.criterion.number in lacking else "passed",
            )
            for unit in unit_ids
            for one in rows
        ],
        entry,
    )  # fmt: skip
    return of


def test_what_a_commune_lacks_to_be_proposed(units):
    from soxa.values.criteria.places import GROUP

    ensure_sets()
    put(GROUP, "2", since=date(2026, 1, 1), actor=ME, unit_id=units["P"])
    of = assessed([units["01"]])
    told = lists.standing_of(board(of, units["01"], TODAY), {})
    assert told.light == ("good", "Đủ điều kiện đề nghị")
    assert told.words == "Đủ điều kiện đề nghị công nhận xã đạt chuẩn nông thôn mới theo số liệu trong sổ."
    assert lists.standing_of(board(of, units["02"], TODAY), {}).light[0] == "warn"
    model = CriteriaSet.objects.get(code="rural.commune_model")
    day = date(2026, 2, 14)
    lacks = lists.standing_of(board(model, units["01"], day), {}).lacks
    assert lacks[-1] == "quyết định công nhận xã nông thôn mới nâng cao"
    held = {"advanced": new(units, kind="advanced")}
    assert "quyết định" not in "; ".join(lists.standing_of(board(model, units["01"], day), held).lacks)
    ended = lists.standing_of(board(model, units["01"], date(2026, 2, 15)), held).lacks
    assert ended[0] == "bộ tiêu chí còn dùng để xét công nhận mới"


@pytest.fixture
def province(db):
    """Writes a province of so many communes with their results and recognitions, and signs in who heads its office."""

    def made(many):
        ensure_sets()
        put(BOOK_DAY, TODAY.isoformat(), since=date(2020, 1, 1), actor=ME)
        with many_acts():
            top = found(Founding("P", "province", "Tỉnh Sông Cẩm"), ME)
            keys = [
                found(Founding(f"{place:05}", "commune", f"xã Tân Lập {place}", top), ME).pk
                for place in range(many)
            ]
        assessed(keys[: many // 2], lacking=(2, 5))
        for key in keys[: many // 3]:
            flow.new(key, FACTS, ME, today=TODAY)
        head = Person.objects.create(full_name="Nguyễn Văn Tỉnh")
        account = Account.objects.create(username="tinh", person=head)
        Office.objects.create(
            person=head, unit=top, role="office_head", title="Chánh Văn phòng", since=date(2020, 1, 1)
        )
        client = Client()
        client.force_login(account, backend=BACKEND)
        return client, keys

    return made


def asked(client, address):
    tree(), book_day(), client.get("/them/")
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen), answer


@pytest.mark.parametrize("many", [6, 30])
def test_a_province_is_told_in_a_fixed_number_of_questions(province, many):
    client, _keys = province(many)
    questions, answer = asked(client, "/tieu-chi/cong-nhan/?ngay=20/11/2026")
    assert questions == QUESTIONS
    told = markup(answer)
    assert f"<b>{many}</b> xã: <b>{many // 3}</b> xã đạt chuẩn nông thôn mới" in told
    assert f"Chưa đủ ({many - many // 3})" in told
    assert "8/10" in told and "Còn thiếu: tiêu chí 2, 5" in told


QUESTIONS = 9


def test_the_list_is_kept_by_what_is_asked_and_leaves_the_book(province):
    client, keys = province(6)
    told = markup(client.get("/tieu-chi/cong-nhan/?xem=da"))
    assert "xã Tân Lập 0" in told and "xã Tân Lập 5" not in told
    assert client.get("/tieu-chi/cong-nhan/tep/xlsx/?xem=da").status_code == 200
    assert client.get("/tieu-chi/cong-nhan/tep/pdf/").status_code == 200
    assert "Không có xã nào khớp" in markup(client.get("/tieu-chi/cong-nhan/?xem=du"))
    one = markup(client.get(f"/tieu-chi/cong-nhan/?don-vi={tree().nodes[keys[0]].code}"))
    assert "1127/QĐ-UBND ngày 31/12/2024" in one
