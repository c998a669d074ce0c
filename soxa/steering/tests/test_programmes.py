"""Programmes: written, adopted, given as tasks; the tasks tell how the items stand; what cannot be is told in words."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup, queries, signed_in
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import forget_tree, tree
from soxa.org.models import Office, Person
from soxa.samples.demo_fixture import standing
from soxa.steering.programmes.models import Finding, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets.models import Target
from soxa.tasks import flow as tasks
from soxa.tasks.effects import Said
from soxa.tasks.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def named(symbol):
    return WorkProgramme.objects.get(symbol=symbol)


def unit(code):
    return tree().codes[code]


def told(**more):
    given = {
        "kind": "plan", "symbol": "", "title": "Trồng rừng đầu nguồn", "resolution": "", "above": "", "targets": [],
        "lead_unit": unit("99901.PKT"), "person": "", "since": "01/11/2026", "last_on": "31/12/2027", "paper": "",
    }  # fmt: skip
    return {**given, **more}


def item(**more):
    given = {
        "kind": "work", "content": "Giao cây giống cho 12 thôn", "result_wanted": "Biên bản giao", "unit": unit("99901.PKT"),
        "person": "", "due_on": "10/12/2026",
    }  # fmt: skip
    return {**given, **more}


@pytest.fixture(scope="class")
def standing_planting(demo_book, django_db_blocker):
    with standing(django_db_blocker):
        yield planted().pk


@pytest.fixture
def planting(standing_planting, db):
    """A programme of the commune that has been adopted, with one item."""
    forget_tree()
    return WorkProgramme.objects.get(pk=standing_planting)


def planted():
    office = signed_in("tuyet.ngo")
    office.post("/chuong-trinh/them/", told())
    one = WorkProgramme.objects.get(title="Trồng rừng đầu nguồn")
    office.post(f"/chuong-trinh/{one.pk}/viec/them/", item())
    office.post(f"/chuong-trinh/{one.pk}/ban-hanh/", {"on": "16/11/2026", "symbol": "90-KH/ĐU"})
    one.refresh_from_db()
    return one


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("tuyet.ngo", 200, True),
        ("yen.le", 200, True),
        ("diep.cao", 200, True),
        ("thuan.dang", 200, False),
        ("buong.luc", 200, False),
        ("tham.mong", 200, False),
        ("nhung.tran", 200, False),
        ("tri.doan", 403, False),
    ],
)
def test_who_reads_and_who_writes(at, who, reads, writes):
    one, reader = named("11-KH/ĐU"), at(who)
    assert reader.get("/chuong-trinh/").status_code == reads
    assert reader.get(f"/chuong-trinh/{one.pk}/").status_code == reads
    for door in ("dinh-chinh", "ket-thuc", "viec/them"):
        assert reader.get(f"/chuong-trinh/{one.pk}/{door}/").status_code == (200 if writes else 403)


def test_another_cell_s_programme_does_not_exist(at):
    own = named("05-KH/CB")
    day = date(2026, 11, 1)
    other = WorkProgramme.objects.create(
        unit_id=unit("99901.15"), title="Việc chi bộ khác", since=day, until=day
    )
    assert at("buong.luc").get(f"/chuong-trinh/{own.pk}/").status_code == 200
    assert at("buong.luc").get(f"/chuong-trinh/{other.pk}/").status_code == 404
    assert "Việc chi bộ khác" not in markup(at("buong.luc").get("/chuong-trinh/"))
    assert at("buong.luc").get(f"/chuong-trinh/them/?don-vi={'99901.15'}").status_code == 404


def test_a_draft_is_counted_nowhere(at):
    at("tuyet.ngo").post("/chuong-trinh/them/", told())
    one = WorkProgramme.objects.get(title="Trồng rừng đầu nguồn")
    assert one.since == one.until
    at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/viec/them/", item())
    held = one.items.get()
    assert held.since == held.until


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": " "}, ""),
        ({"last_on": "31/10/2026"}, "Ngày cuối không trước ngày bắt đầu 01/11/2026."),
        ({"since": "31/02/2026"}, "31/02/2026"),
    ],
)
def test_a_programme_that_cannot_be_is_told_and_nothing_is_written(at, more, said):
    before = WorkProgramme.objects.count()
    answer = at("tuyet.ngo").post("/chuong-trinh/them/", told(**more))
    assert (answer.status_code, said in markup(answer)) == (422, True)
    assert WorkProgramme.objects.count() == before


def mending(one, **more):
    held = {
        "kind": one.kind, "symbol": one.symbol, "title": one.title, "resolution": one.resolution_id or "",
        "above": one.above_id or "", "targets": list(one.serves.values_list("target_id", flat=True)),
        "lead_unit": one.lead_unit_id or "", "person": one.person_id or "", "since": f"{one.since:%d/%m/%Y}",
        "last_on": f"{one.last_on:%d/%m/%Y}", "paper": one.paper, "basis": "Công văn 8",
    }  # fmt: skip
    return {**held, **more}


def test_a_cycle_of_programmes_is_refused_in_words(at):
    # the inspection's plan is part of the programme against corruption, so this cannot become part of that
    above, part = named("16-CTr/ĐU"), named("24/KH-UBND")
    answer = at("tuyet.ngo").post(f"/chuong-trinh/{above.pk}/dinh-chinh/", mending(above, above=part.pk))
    assert (answer.status_code, "thì thành vòng" in markup(answer)) == (422, True)
    above.refresh_from_db()
    assert above.above_id is None


def test_an_owner_whose_post_has_ended_is_refused_in_words(at):
    one = named("11-KH/ĐU")
    for office in Office.objects.filter(person=one.person):
        office.until = date(2026, 11, 1)
        office.save()
    answer = at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/dinh-chinh/", mending(one, title="Giảm nghèo"))
    assert answer.status_code == 422
    assert f"Đồng chí {one.person.full_name} nay không giữ chức vụ nào" in markup(answer)
    one.refresh_from_db()
    assert one.title == "Giảm nghèo bền vững năm 2026"


def test_targets_served_are_put_right_with_the_basis(at):
    one = named("11-KH/ĐU")
    roads = Target.objects.get(code="rural.roads").pk
    held = sorted(one.serves.values_list("target_id", flat=True))
    office, address = at("tuyet.ngo"), f"/chuong-trinh/{one.pk}/dinh-chinh/"
    assert office.post(address, {**mending(one, targets=[held[0], roads]), "basis": ""}).status_code == 422
    assert office.post(address, mending(one, targets=[held[0], roads])).status_code == 302
    assert set(ServedTarget.objects.filter(programme=one).values_list("target_id", flat=True)) == {held[0], roads}  # fmt: skip
    assert "Không có gì thay đổi" in markup(office.post(address, mending(one)))


def give(at, one, *keys, **more):
    office = at("tuyet.ngo")
    page = office.get(f"/chuong-trinh/{one.pk}/giao-viec/")
    giver = page.content.decode().split('name="giver"')[1].split('<option value="')[1].split('"')[0]
    asked = {"items": keys, "giver": giver, "given_on": "18/11/2026", **more}
    return office.post(f"/chuong-trinh/{one.pk}/giao-viec/", asked)


def test_a_draft_gives_nothing(at):
    at("tuyet.ngo").post("/chuong-trinh/them/", told())
    one = WorkProgramme.objects.get(title="Trồng rừng đầu nguồn")
    answer = at("tuyet.ngo").get(f"/chuong-trinh/{one.pk}/giao-viec/")
    assert (answer.status_code, "ghi ban hành rồi mới giao việc" in markup(answer)) == (409, True)


def finding(**more):
    given = {
        "unit": unit("99901.PKT"), "content": "Thu sai 3 khoản", "recommendation": "Trả lại dân", "amount": "12.500.000",
        "since": "10/11/2026", "due_on": "20/12/2026",
    }  # fmt: skip
    return {**given, **more}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"amount": "12,5"}, "Số tiền ghi bằng đồng, số nguyên lớn hơn 0"),
        ({"amount": "0"}, "Số tiền ghi bằng đồng, số nguyên lớn hơn 0"),
        ({"amount": "mười triệu"}, "không phải là số"),
        ({"due_on": "09/11/2026"}, "Hạn khắc phục không trước ngày kết luận 10/11/2026."),
        ({"since": "21/11/2026"}, "Ngày 21/11/2026 chưa đến."),
        ({"since": "01/03/2026"}, "Ngày kết luận trước ngày chương trình bắt đầu (02/03/2026)."),
    ],
)
def test_a_finding_that_cannot_be_is_told_and_nothing_is_written(at, more, said):
    one = named("24/KH-UBND")
    answer = at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/kien-nghi/them/", finding(**more))
    assert (answer.status_code, said in markup(answer)) == (422, True)
    assert one.findings.count() == 4


def test_a_finding_is_stated_put_right_and_stands_again(at):
    one, office = named("24/KH-UBND"), at("tuyet.ngo")
    assert office.post(f"/chuong-trinh/{one.pk}/kien-nghi/them/", finding()).status_code == 302
    made = Finding.objects.get(programme=one, number=5)
    address = f"/chuong-trinh/{one.pk}/kien-nghi/{made.pk}"
    right = {"on": "18/11/2026", "basis_words": "Phiếu chi 12", "amount": "12.500.000"}
    too_much = office.post(f"{address}/khac-phuc/", {**right, "amount": "12.500.001"})
    assert "lớn hơn số phải thu hồi" in markup(too_much)
    assert "Ngày khắc phục trước ngày kết luận" in markup(office.post(f"{address}/khac-phuc/", {**right, "on": "09/11/2026"}))  # fmt: skip
    assert office.post(f"{address}/khac-phuc/", right).status_code == 302
    made.refresh_from_db()
    assert (made.put_right_on, made.until, made.amount_put_right) == (date(2026, 11, 18), date(2026, 11, 18), 12_500_000)  # fmt: skip
    assert office.post(f"{address}/bo-khac-phuc/", {"why": "Chứng từ sai"}).status_code == 302
    made.refresh_from_db()
    assert (made.put_right_on, made.until.year, made.amount_put_right) == (None, 9999, None)


def test_a_plan_of_work_has_no_findings(at):
    one = named("11-KH/ĐU")
    assert at("tuyet.ngo").get(f"/chuong-trinh/{one.pk}/kien-nghi/them/").status_code == 409


def test_the_chain_is_told_both_ways(at):
    page = markup(at("tuyet.ngo").get(f"/chuong-trinh/{named('11-KH/ĐU').pk}/"))
    order = [page.index(text) for text in ("01-NQ/TU", "01-NQ/ĐH", "02-CTr/ĐU", "số 05-NQ/ĐU", "<b>Kế hoạch số 11-KH/ĐU</b>", "05-KH/CB")]  # fmt: skip
    assert order == sorted(order)
    assert "Tỷ lệ hộ nghèo" in page


@pytest.mark.parametrize(
    ("query", "in_it", "not_in_it"),
    [
        ("", "Giảm nghèo bền vững", "gọi công dân nhập ngũ"),
        ("?tinh-trang=het", "gọi công dân nhập ngũ", "Giảm nghèo bền vững"),
        ("?cham=1", "Phát triển sản phẩm OCOP", "Công tác nội chính"),
        ("?loai=assets", "Kê khai, công khai", "Giảm nghèo bền vững"),
    ],
)
def test_the_list_is_narrowed(at, query, in_it, not_in_it):
    page = markup(at("tuyet.ngo").get(f"/chuong-trinh/{query}"))
    body = page.split("<tbody>")[1]
    assert in_it in body and not_in_it not in body


def test_the_list_is_narrowed_to_a_person_who_does_one_item(at):
    who = Person.objects.get(full_name="Mông Thị Thắm")
    body = markup(at("tuyet.ngo").get(f"/chuong-trinh/?nguoi={who.pk}")).split("<tbody>")[1]
    assert "Giảm nghèo bền vững" in body and "Công tác nội chính" not in body


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_lists_leave_the_book(at, ending):
    one = named("11-KH/ĐU")
    for address in (f"/chuong-trinh/tep/{ending}/", f"/chuong-trinh/{one.pk}/tep/{ending}/"):
        answer = at("tuyet.ngo").get(address)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith(f'.{ending}"')


@pytest.mark.parametrize(
    ("address", "count"),
    [("/chuong-trinh/", 8), ("/chuong-trinh/{one}/", 16), ("/chuong-trinh/{one}/viec/{item}/", 8)],
)
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    one = named("11-KH/ĐU")
    address = address.format(one=one.pk, item=ProgrammeItem.objects.filter(programme=one).first().pk)
    office = at("tuyet.ngo")
    assert queries(office, address) == count


def test_a_resolution_of_a_unit_beside_is_not_carried_out(at):
    other = Resolution.objects.create(
        unit_id=unit("99901.15"), kind="plan", title="Của chi bộ khác", issuer="x", adopted_on=date(2026, 2, 1),
        since=date(2026, 2, 1),
    )  # fmt: skip
    answer = at("buong.luc").post(
        "/chuong-trinh/them/?don-vi=99901.14", told(resolution=other.pk, lead_unit="")
    )
    assert answer.status_code == 422


class TestPlanting:
    """A programme of the commune that has been adopted, with one item."""

    def test_a_programme_is_written_adopted_and_its_items_begin(self, at, planting):
        assert (planting.state, planting.symbol) == ("adopted", "90-KH/ĐU")
        assert (planting.since, planting.until.year, planting.adopted_on) == (
            date(2026, 11, 1), 9999, date(2026, 11, 16),
        )  # fmt: skip
        one = planting.items.get()
        assert (one.since, one.until.year) == (date(2026, 11, 16), 9999)
        assert {entry.step for entry in Entry.objects.filter(subject_kind="workprogramme", subject_key=planting.pk)} == {
            "start", "item", "adopt",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"due_on": "31/10/2026"}, "Hạn 31/10/2026 trước ngày chương trình bắt đầu (01/11/2026)"),
            ({"due_on": "01/01/2028"}, "Hạn 01/01/2028 sau ngày cuối của chương trình (31/12/2027)"),
            ({"content": ""}, ""),
            ({"unit": ""}, ""),
        ],
    )
    def test_an_item_that_cannot_be_is_told_and_nothing_is_written(self, at, planting, more, said):
        answer = at("tuyet.ngo").post(f"/chuong-trinh/{planting.pk}/viec/them/", item(**more))
        assert (answer.status_code, said in markup(answer)) == (422, True)
        assert planting.items.count() == 1

    def test_the_first_and_the_last_day_of_a_programme_are_due_days(self, at, planting):
        for due in ("01/11/2026", "31/12/2027"):
            answer = at("tuyet.ngo").post(f"/chuong-trinh/{planting.pk}/viec/them/", item(due_on=due))
            assert answer.status_code == 302

    def test_someone_of_another_unit_is_no_owner_of_an_item(self, at, planting):
        other = Office.objects.filter(unit__code="99901.CAX", role="unit_head").first().person
        answer = at("tuyet.ngo").post(f"/chuong-trinh/{planting.pk}/viec/them/", item(person=other.pk))
        assert answer.status_code == 422
        assert f"Đồng chí {other.full_name} không giữ chức vụ trong Phòng Kinh tế" in markup(answer)

    def test_items_become_tasks_and_a_task_leads_back(self, at, planting):
        one = planting.items.get()
        assert give(at, planting, one.pk).status_code == 302
        one.refresh_from_db()
        made = one.task
        assert (made.content, made.due_on, made.given_on) == (
            one.content,
            date(2026, 12, 10),
            date(2026, 11, 18),
        )
        assert (made.source_kind, made.source_key) == ("programme", str(planting.pk))
        assert f'href="/chuong-trinh/{planting.pk}/"' in markup(at("tuyet.ngo").get(f"/nhiem-vu/{made.pk}/"))
        assert f'href="/nhiem-vu/{made.pk}/"' in markup(at("tuyet.ngo").get(f"/chuong-trinh/{planting.pk}/"))
        again = at("tuyet.ngo").get(f"/chuong-trinh/{planting.pk}/giao-viec/")
        assert (again.status_code, "đều đã giao" in markup(again)) == (409, True)

    def test_a_task_due_before_it_is_given_is_refused_in_words_and_none_is_given(self, at, planting):
        office = at("tuyet.ngo")
        office.post(
            f"/chuong-trinh/{planting.pk}/viec/them/", item(content="Chọn giống", due_on="17/11/2026")
        )
        first, second = planting.items.order_by("number")
        answer = give(at, planting, first.pk, second.pk)
        assert answer.status_code == 422
        assert "Việc 2: hạn 17/11/2026 trước ngày giao 18/11/2026" in markup(answer)
        assert not Task.objects.filter(source_kind="programme").exists()
        # the day itself will do
        assert give(at, planting, first.pk, second.pk, given_on="17/11/2026").status_code == 302

    def test_an_owner_who_left_before_the_task_is_given_is_refused_in_words(self, at, planting):
        head = Office.objects.filter(unit__code="99901.PKT", role="unit_head").first()
        at("tuyet.ngo").post(f"/chuong-trinh/{planting.pk}/viec/them/", item(person=head.person_id))
        second = planting.items.get(number=2)
        Office.objects.filter(person=head.person_id)
        for office in Office.objects.filter(person=head.person_id):
            office.until = date(2026, 11, 18)
            office.save()
        answer = give(at, planting, second.pk)
        assert answer.status_code == 422
        assert f"Việc 2: đồng chí {head.person.full_name} đã thôi giữ chức vụ" in markup(answer)

    def test_the_due_day_follows_the_task(self, at, planting):
        one = planting.items.get()
        give(at, planting, one.pk)
        one.refresh_from_db()
        actor, on = machine("test"), date(2026, 11, 19)
        tasks.take("accept", one.task, actor, today=on, facts={"on": on})
        asked = {"on": on, "wanted": date(2026, 12, 20), "why": Said("Cây giống về chậm.")}
        tasks.take("ask", one.task, actor, today=on, facts=asked)
        tasks.take("grant", one.task, actor, today=on, facts={"on": on, "due": date(2026, 12, 20)})
        page = markup(at("tuyet.ngo").get(f"/chuong-trinh/{planting.pk}/"))
        assert "hạn 20/12/2026 (chương trình đặt 10/12/2026)" in page
        mend = {**item(due_on="11/12/2026"), "basis": "CV 1"}
        answer = at("tuyet.ngo").post(f"/chuong-trinh/{planting.pk}/viec/{one.pk}/dinh-chinh/", mend)
        assert (answer.status_code, "chương trình theo nhiệm vụ" in markup(answer)) == (422, True)

    def test_the_result_is_the_task_s_and_is_hidden_where_the_task_is(self, at, planting):
        one = planting.items.get()
        give(at, planting, one.pk)
        one.refresh_from_db()
        actor, on = machine("test"), date(2026, 11, 19)
        tasks.take("accept", one.task, actor, today=on, facts={"on": on})
        tasks.take("report", one.task, actor, today=on, facts={"on": on, "text": Said("Đã giao 9.000 cây.")})
        tasks.take("confirm", one.task, actor, today=on, facts={"on": on})
        address = f"/chuong-trinh/{planting.pk}/"
        assert "Đã giao 9.000 cây." in markup(at("tuyet.ngo").get(address))
        front = markup(at("tham.mong").get(address))
        assert "Đã giao 9.000 cây." not in front and "Hoàn thành đúng hạn" in front

    def test_a_withdrawn_task_leaves_the_item_to_be_given_again(self, at, planting):
        one = planting.items.get()
        give(at, planting, one.pk)
        one.refresh_from_db()
        first, on = one.task, date(2026, 11, 18)
        tasks.take("withdraw", first, machine("test"), today=on, facts={"on": on, "why": Said("Giao lại.")})
        assert give(at, planting, one.pk).status_code == 302
        one.refresh_from_db()
        assert one.task_id != first.pk

    def test_a_task_given_before_does_one_item_only(self, at, planting):
        office, one = at("tuyet.ngo"), planting.items.get()
        free = (
            Task.objects.filter(item=None, withdrawn_on=None, unit__code="99901.TYT")
            .order_by("-given_on")
            .first()
        )
        taken = Task.objects.exclude(item=None).first()
        address = f"/chuong-trinh/{planting.pk}/viec/{one.pk}"
        assert office.post(f"{address}/gan/", {"task": taken.pk}).status_code == 422
        assert office.post(f"{address}/gan/", {"task": free.pk}).status_code == 302
        one.refresh_from_db()
        assert one.task == free and free.source_kind != "programme"
        assert office.post(f"{address}/go/", {"on": "20/11/2026", "why": "gắn nhầm"}).status_code == 302
        one.refresh_from_db()
        assert one.task is None and Task.objects.filter(pk=free.pk).exists()

    def test_a_milestone_is_done_on_a_day_that_has_come(self, at, planting):
        office, one = at("tuyet.ngo"), planting.items.get()
        address = f"/chuong-trinh/{planting.pk}/viec/{one.pk}/xong/"
        late = office.post(address, {"on": "21/11/2026", "result": "Xong"})
        assert (late.status_code, "chưa đến" in markup(late)) == (422, True)
        assert office.post(address, {"on": "20/11/2026", "result": "Đã giao đủ"}).status_code == 302
        assert "Hoàn thành đúng hạn" in markup(office.get(f"/chuong-trinh/{planting.pk}/"))
        again = office.get(address)
        assert again.status_code == 409

    def test_an_item_is_dropped_but_not_while_its_task_runs(self, at, planting):
        office = at("tuyet.ngo")
        office.post(f"/chuong-trinh/{planting.pk}/viec/them/", item(content="Tổng kết", kind="milestone"))
        first, second = planting.items.order_by("number")
        give(at, planting, first.pk)
        asked = {"on": "20/11/2026", "why": "Không cần nữa"}
        assert office.post(f"/chuong-trinh/{planting.pk}/viec/{first.pk}/bo/", asked).status_code == 409
        assert office.post(f"/chuong-trinh/{planting.pk}/viec/{second.pk}/bo/", asked).status_code == 302
        second.refresh_from_db()
        assert (second.until, second.dropped_on) == (date(2026, 11, 20), date(2026, 11, 20))

    def test_a_programme_ends_and_goes_on(self, at, planting):
        office = at("tuyet.ngo")
        early = office.post(f"/chuong-trinh/{planting.pk}/ket-thuc/", {"on": "15/11/2026", "result": "x"})
        assert "Ngày kết thúc trước ngày ban hành 16/11/2026." in markup(early)
        assert "Còn 1 đầu việc chưa xong" in markup(office.get(f"/chuong-trinh/{planting.pk}/ket-thuc/"))
        office.post(
            f"/chuong-trinh/{planting.pk}/ket-thuc/", {"on": "20/11/2026", "result": "Đạt 80% diện tích"}
        )
        planting.refresh_from_db()
        one = planting.items.get()
        assert (planting.state, planting.until, one.until) == (
            "closed",
            date(2026, 11, 21),
            date(2026, 11, 21),
        )
        assert office.get(f"/chuong-trinh/{planting.pk}/dung/").status_code == 409
        refused = office.post(f"/chuong-trinh/{planting.pk}/viec/them/", item())
        assert "đã kết thúc hoặc dừng" in markup(refused)
        office.post(f"/chuong-trinh/{planting.pk}/mo-lai/", {"on": "20/11/2026", "why": "Còn việc"})
        planting.refresh_from_db()
        assert (planting.state, planting.until.year, planting.items.get().until.year) == (
            "adopted",
            9999,
            9999,
        )

    def test_the_journal_tells_of_it_in_words(self, at, planting):
        give(at, planting, planting.items.get().pk)
        page = markup(at("tuyet.ngo").get("/nhat-ky/"))
        assert "Giao thành nhiệm vụ các việc của" in page and "Trồng rừng đầu nguồn" in page

    @pytest.mark.parametrize("who", ["buong.luc", "nhung.tran"])
    def test_who_reads_a_programme_from_below_gives_none_of_its_items(self, at, planting, who):
        one = planting.items.get()
        asked = {"items": [one.pk], "giver": "99901", "given_on": "18/11/2026"}
        for answer in (
            at(who).get(f"/chuong-trinh/{planting.pk}/giao-viec/"),
            at(who).post(f"/chuong-trinh/{planting.pk}/giao-viec/", asked),
        ):
            assert answer.status_code == 403
        one.refresh_from_db()
        assert one.task is None
