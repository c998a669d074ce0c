"""The chain of one task: a resolution sets it, an item of a programme carries it out, a task does the item; told from both ends."""

from datetime import date

import pytest
from openpyxl import Workbook

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.units.tree import tree
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.programmes import work
from soxa.steering.programmes.articles import articles_of
from soxa.steering.programmes.items_import import plan
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.resolutions.models import Article, Resolution
from soxa.tasks import flow as tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def named(symbol):
    return WorkProgramme.objects.get(symbol=symbol)


def article(number, symbol="05-NQ/ĐU"):
    return Article.objects.get(resolution__symbol=symbol, number=number)


def item(**more):
    given = {
        "kind": "work", "content": "Giúp 12 hộ sửa nhà", "result_wanted": "", "unit": tree().codes["99901.PVHX"], "person": "",
        "due_on": "10/12/2026",
    }  # fmt: skip
    return {**given, **more}


def added(at, **more):
    office, one = at("tuyet.ngo"), named("11-KH/ĐU")
    assert office.post(f"/chuong-trinh/{one.pk}/viec/them/", item(article=article(2).pk, **more)).status_code == 302  # fmt: skip
    return one, ProgrammeItem.objects.get(programme=one, content="Giúp 12 hộ sửa nhà")


def test_an_item_is_of_a_task_of_the_text_and_both_pages_say_so(at):
    one, made = added(at)
    assert made.article == article(2)
    text = Resolution.objects.get(symbol="05-NQ/ĐU")
    page = markup(at("thuan.dang").get(f"/chuong-trinh/{one.pk}/viec/{made.pk}/"))
    assert (
        f'href="/nghi-quyet/{text.pk}/#nhiem-vu-2"' in page
        and "2. Giảm nghèo, xây dựng nông thôn mới" in page
    )
    of_text = markup(at("thuan.dang").get(f"/nghi-quyet/{text.pk}/"))
    second = of_text.split('id="nhiem-vu-2"')[1].split('id="nhiem-vu-3"')[0]
    assert f'href="/chuong-trinh/{one.pk}/viec/{made.pk}/"' in second and "chưa giao thành nhiệm vụ" in second


def test_the_text_tells_how_the_task_of_the_item_stands(at):
    one, made = added(at, due_on="19/11/2026")
    day = date(2026, 11, 18)
    work.give_items(one, [made.pk], tasks.Giver(tree().codes["99901"], "Bí thư"), machine("test"), given_on=day, today=day)  # fmt: skip
    made.refresh_from_db()
    of_text = markup(at("tuyet.ngo").get(f"/nghi-quyet/{article(2).resolution_id}/"))
    line = of_text.split("Giúp 12 hộ sửa nhà")[0].rsplit("<li>", 1)[1]
    assert "Quá hạn 1 ngày" in line
    assert f'href="/nhiem-vu/{made.task_id}/"' in of_text


def test_a_dropped_item_is_no_longer_told_of(at):
    one, made = added(at)
    work.drop(made, {"on": DEMO_DAY, "why": "Trùng"}, machine("test"), today=DEMO_DAY)
    assert "Giúp 12 hộ sửa nhà" not in markup(at("tuyet.ngo").get(f"/nghi-quyet/{article(2).resolution_id}/"))


def test_the_task_of_another_text_cannot_be_chosen(at):
    one = named("11-KH/ĐU")
    other = article(1, "01-NQ/ĐH")
    answer = at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/viec/them/", item(article=other.pk))
    assert answer.status_code == 422
    said = work.objection(one, {"article": other.pk}, DEMO_DAY)
    assert "không thuộc văn bản mà chương trình thực hiện" in said


def test_a_programme_without_a_text_has_that_of_the_one_above():
    inspected = named("24/KH-UBND")
    assert inspected.resolution_id is None
    assert [one.number for one in articles_of(inspected)] == [1, 2, 3, 4]
    assert {one.resolution.symbol for one in articles_of(inspected)} == {"05-NQ/ĐU"}


def test_the_text_of_a_programme_stays_while_its_items_are_of_it(at):
    one, _made = added(at)
    other = Resolution.objects.get(symbol="02-CTr/ĐU")
    told = {
        "kind": one.kind, "symbol": one.symbol, "title": one.title, "resolution": other.pk, "above": "",
        "targets": list(one.serves.values_list("target_id", flat=True)), "lead_unit": one.lead_unit_id, "person": one.person_id,
        "since": f"{one.since:%d/%m/%Y}", "last_on": f"{one.last_on:%d/%m/%Y}", "paper": one.paper, "basis": "CV 8",
    }  # fmt: skip
    answer = at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/dinh-chinh/", told)
    assert (answer.status_code, "bỏ gắn ở từng việc trước khi đổi" in markup(answer)) == (422, True)


def test_an_item_is_put_right_to_another_task_of_the_text(at):
    one, made = added(at)
    asked = {**item(article=article(1).pk), "basis": "CV 9"}
    assert (
        at("tuyet.ngo").post(f"/chuong-trinh/{one.pk}/viec/{made.pk}/dinh-chinh/", asked).status_code == 302
    )
    made.refresh_from_db()
    assert made.article.number == 1


HEAD = ("TT", "Chương trình", "Việc", "Đơn vị", "Hạn", "Nhiệm vụ của văn bản")


def planned(tmp_path, *said):
    made = Workbook()
    for row in (
        HEAD,
        *((n, "11-KH/ĐU", f"Việc {n}", "99901.PVHX", "20/12/2026", one) for n, one in enumerate(said)),
    ):
        made.active.append(row)
    path = tmp_path / "viec.xlsx"
    made.save(path)
    return plan(path.read_bytes(), unit_id=tree().codes["99901"], on=DEMO_DAY)


def test_a_workbook_names_the_task_by_its_number_or_its_words(tmp_path):
    preview = planned(tmp_path, 2, "giảm nghèo, xây dựng nông thôn mới", None)
    assert [fault.text for fault in preview.faults] == []
    preview.commit(machine("test"))
    made = ProgrammeItem.objects.filter(content__startswith="Việc ").order_by("number")
    assert [one.article and one.article.number for one in made] == [2, 2, None]


@pytest.mark.parametrize(
    ("said", "told"),
    [("5", "Ghi số thứ tự nhiệm vụ"), ("Giảm nghèo, xây dựng nông thôn", "Có phải “Giảm nghèo, xây dựng nông thôn mới”?")],
)  # fmt: skip
def test_a_task_the_text_does_not_set_is_told_by_its_cell(tmp_path, said, told):
    (fault,) = planned(tmp_path, said).faults
    assert (fault.cell, told in fault.text) == ("F2", True), fault.text
