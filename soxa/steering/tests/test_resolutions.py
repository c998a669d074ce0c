"""Resolutions: the chain from the province to a cell and back, who writes what, what cannot be."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup, queries
from soxa.kernel.models import Entry
from soxa.steering.resolutions.chains import chain, makes_cycle
from soxa.steering.resolutions.models import Article, Resolution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def text(symbol):
    return Resolution.objects.get(symbol=symbol)


def told(**more):
    given = {
        "kind": "plan", "symbol": "07-KH/CB", "title": "Trồng cây đầu xuân", "issuer": "Chi bộ thôn Bến Đá",
        "adopted_on": "10/11/2026", "since": "", "last": "", "above": "", "articles": "Trồng 500 cây\n\nGiao từng nhà",
    }  # fmt: skip
    return {**given, **more}


@pytest.mark.parametrize(
    ("key", "parent", "answer"), [(1, 1, True), (1, 2, True), (1, 3, True), (3, 1, False), (1, 4, False)]
)
def test_what_would_stand_above_itself(key, parent, answer):
    # 3 carries out 2, which carries out 1
    assert makes_cycle(key, parent, {1: None, 2: 1, 3: 2, 4: None}) is answer


def test_a_chain_that_was_broken_still_ends():
    assert chain(1, {1: 2, 2: 3, 3: 2}) == [2, 3]


def test_the_chain_is_read_from_both_ends(at):
    page = markup(at("buong.luc").get(f"/nghi-quyet/{text('05-NQ/ĐU').pk}/"))
    places = [page.index(f"số {symbol}") for symbol in ("01-NQ/TU", "01-NQ/ĐH", "02-CTr/ĐU")]
    assert places == sorted(places)
    assert page.index('aria-current="page"><b>Nghị quyết số 05-NQ/ĐU') < page.index("03-KH/CB")
    assert "Tiêu chí nông thôn mới" in page


def test_a_target_leads_to_its_text(at):
    from soxa.steering.targets.models import Target

    key = Target.objects.get(code="rural.criteria").pk
    assert (
        f'href="/nghi-quyet/{text("05-NQ/ĐU").pk}/"'
        in at("tuyet.ngo").get(f"/chi-tieu/{key}/").content.decode()
    )


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        ("buong.luc", "99901.14", 200),
        ("buong.luc", "99901", 403),
        ("buong.luc", "99901.15", 404),
        ("tuyet.ngo", "99901", 200),
        ("diep.cao", "99901", 200),
        ("nhung.tran", "99901", 403),
        ("tri.doan", "99901", 403),
    ],
)
def test_a_cell_writes_its_own_and_reads_those_above(at, who, unit, status):
    assert at(who).get(f"/nghi-quyet/ghi/?don-vi={unit}").status_code == status


@pytest.mark.parametrize(
    ("who", "unit"), [("buong.luc", "99901.14"), ("tuyet.ngo", "99901"), ("nhung.tran", "")]
)
def test_the_button_leads_to_where_the_reader_writes(at, who, unit):
    year = text("05-NQ/ĐU").pk
    page = at(who).get(f"/nghi-quyet/{year}/").content.decode()
    assert (f"/nghi-quyet/ghi/?don-vi={unit}&amp;thuc-hien={year}" in page) is bool(unit)
    assert ("Ghi văn bản thực hiện" in page) is bool(unit)


def test_another_cell_s_plan_does_not_exist(at):
    held = text("03-KH/CB")
    other = Resolution.objects.create(
        unit_id=_unit("99901.15"), kind="plan", title="Kế hoạch khác", issuer="Chi bộ khác", adopted_on=date(2026, 2, 1),
        since=date(2026, 2, 1),
    )  # fmt: skip
    assert at("buong.luc").get(f"/nghi-quyet/{held.pk}/").status_code == 200
    assert at("buong.luc").get(f"/nghi-quyet/{other.pk}/").status_code == 404
    assert "Kế hoạch khác" not in markup(at("buong.luc").get(f"/nghi-quyet/{text('05-NQ/ĐU').pk}/"))


def _unit(code):
    from soxa.kernel.units.tree import tree

    return tree().codes[code]


def test_a_cell_writes_its_plan_with_tasks(at):
    year = text("05-NQ/ĐU")
    answer = at("buong.luc").post("/nghi-quyet/ghi/?don-vi=99901.14", told(above=year.pk))
    made = text("07-KH/CB")
    assert answer["Location"] == f"/nghi-quyet/{made.pk}/"
    assert (made.above, made.since, made.until.year) == (year, date(2026, 11, 10), 9999)
    assert [row.text for row in Article.objects.filter(resolution=made)] == ["Trồng 500 cây", "Giao từng nhà"]
    entry = Entry.objects.get(pk=made.entry_id)
    assert "Trồng" not in str(entry.facts)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"last": "09/11/2026"}, "Ngày cuối không trước ngày bắt đầu."),
        ({"title": " "}, "Trường này"),
        ({"articles": "\n".join("x" * 3 for _ in range(41))}, "Tối đa 40 dòng."),
        ({"articles": "ngắn\n" + "x" * 1001}, "Dòng 2 dài quá 1000 chữ."),
        ({"adopted_on": "31/02/2026"}, "31/02/2026"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(at, more, said):
    before = Resolution.objects.count()
    answer = at("tuyet.ngo").post("/nghi-quyet/ghi/?don-vi=99901", told(**more))
    assert answer.status_code == 422
    assert said in markup(answer) or said == "Trường này"
    assert Resolution.objects.count() == before


def test_a_cycle_is_refused(at):
    programme, year = text("02-CTr/ĐU"), text("05-NQ/ĐU")
    given = told(
        kind="programme", symbol=programme.symbol, title=programme.title, issuer=programme.issuer,
        adopted_on="17/11/2025", since="17/11/2025", last="31/12/2030", above=year.pk, articles="", basis="nhầm",
    )  # fmt: skip
    answer = at("tuyet.ngo").post(f"/nghi-quyet/{programme.pk}/dinh-chinh/", given)
    assert (answer.status_code, "thì thành vòng" in markup(answer)) == (422, True)
    programme.refresh_from_db()
    assert programme.above == text("01-NQ/ĐH")


def test_a_task_is_put_right_and_one_added_with_the_basis(at):
    year = text("05-NQ/ĐU")
    first, *rest = [row.text for row in year.articles.all()]
    given = told(
        kind="resolution", symbol=year.symbol, title=year.title, issuer=year.issuer, adopted_on="09/01/2026",
        since="09/01/2026", last="31/12/2026", above=year.above_id, articles="\n".join(["Kinh tế", *rest, "Thêm"]),
    )  # fmt: skip
    office, address = at("tuyet.ngo"), f"/nghi-quyet/{year.pk}/dinh-chinh/"
    assert office.post(address, given).status_code == 422
    fewer = {**given, "articles": first, "basis": "CV 9"}
    assert "Không bớt được nhiệm vụ đã ghi" in markup(office.post(address, fewer))
    assert office.post(address, {**given, "basis": "Công văn 9"}).status_code == 302
    assert [row.text for row in year.articles.all()] == ["Kinh tế", *rest, "Thêm"]
    again = office.post(address, {**given, "basis": "Công văn 9"})
    assert "Không có gì thay đổi" in markup(again)


def test_ended_texts_are_shown_when_asked(at):
    held = text("03-KH/CB")
    held.until = date(2026, 11, 1)
    held.save()
    assert "03-KH/CB" not in markup(at("buong.luc").get("/nghi-quyet/?don-vi=99901.14"))
    assert "03-KH/CB" in markup(at("buong.luc").get("/nghi-quyet/?don-vi=99901.14&het=1"))


@pytest.mark.parametrize(("address", "count"), [("/nghi-quyet/", 8), ("/nghi-quyet/{key}/", 17)])
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    office = at("tuyet.ngo")
    address = address.format(key=text("05-NQ/ĐU").pk)
    assert queries(office, address) == count
