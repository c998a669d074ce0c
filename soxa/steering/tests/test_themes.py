"""The theme of a year and the meeting that adopted a text: written, shown where work is told, refused in words."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.kernel.units.tree import tree
from soxa.meetings.models import Meeting
from soxa.steering.models import Resolution, YearTheme
from soxa.steering.resolutions.themes import theme_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

OF_2026 = "Kỷ cương, trách nhiệm; chuyển đổi số; vì Nhân dân phục vụ"


def text(symbol):
    return Resolution.objects.get(symbol=symbol)


@pytest.mark.parametrize("address", ["/chi-tieu/", "/nghi-quyet/", "/tong-quan/"])
def test_the_theme_of_the_year_stands_over_the_work(at, address):
    assert OF_2026 in markup(at("tuyet.ngo").get(address))


def test_a_page_of_another_year_bears_that_year_s_theme(at):
    page = markup(at("tuyet.ngo").get("/chi-tieu/?ngay=31/12/2025"))
    assert OF_2026 not in page
    assert "Chủ đề năm 2025:" in page


def test_a_cell_works_under_the_commune_s_theme_until_it_has_its_own(at):
    cell = tree().codes["99901.14"]
    assert theme_of(cell, date(2026, 6, 1)).words == OF_2026
    given = {"year": "2026", "words": " Mỗi đảng viên   một việc tốt ", "resolution": "", "paper": ""}
    answer = at("buong.luc").post("/nghi-quyet/chu-de-nam/ghi/?don-vi=99901.14", given)
    assert answer["Location"] == "/nghi-quyet/chu-de-nam/?don-vi=99901.14"
    assert theme_of(cell, date(2026, 6, 1)).words == "Mỗi đảng viên một việc tốt"
    assert theme_of(tree().codes["99901.15"], date(2026, 6, 1)).words == OF_2026


def test_a_year_has_one_theme(at):
    given = {"year": "2026", "words": "Khác", "resolution": "", "paper": ""}
    answer = at("tuyet.ngo").post("/nghi-quyet/chu-de-nam/ghi/?don-vi=99901", given)
    assert (answer.status_code, "Năm 2026 đã có chủ đề" in markup(answer)) == (422, True)
    assert YearTheme.objects.filter(words="Khác").count() == 0


def test_a_theme_is_put_right_with_its_basis(at):
    one = YearTheme.objects.get(year=2026)
    given = {"year": "2026", "words": "Kỷ cương", "resolution": one.resolution_id, "paper": ""}
    address = f"/nghi-quyet/chu-de-nam/{one.pk}/dinh-chinh/"
    assert at("tuyet.ngo").post(address, given).status_code == 422
    assert at("tuyet.ngo").post(address, {**given, "basis": "Công văn 9"}).status_code == 302
    one.refresh_from_db()
    assert one.words == "Kỷ cương"


@pytest.mark.parametrize(
    ("who", "status"), [("tuyet.ngo", 200), ("diep.cao", 200), ("nhung.tran", 403), ("buong.luc", 403)]
)
def test_who_writes_the_commune_s_theme(at, who, status):
    assert at(who).get("/nghi-quyet/chu-de-nam/ghi/?don-vi=99901").status_code == status


def test_a_text_leads_to_the_meeting_that_adopted_it_and_back(at):
    year = text("05-NQ/ĐU")
    held = Meeting.objects.get(kind="committee", held_on=date(2026, 1, 9))
    assert year.meeting == held
    page = at("tuyet.ngo").get(f"/nghi-quyet/{year.pk}/").content.decode()
    assert f'<a href="/sinh-hoat/{held.pk}/">' in page
    back = at("tuyet.ngo").get(f"/sinh-hoat/{held.pk}/").content.decode()
    assert f'<a href="/nghi-quyet/{year.pk}/">Nghị quyết số 05-NQ/ĐU</a>' in back


def test_who_may_not_open_the_meeting_is_told_of_it_without_a_door(at):
    year = text("05-NQ/ĐU")
    page = at("buong.luc").get(f"/nghi-quyet/{year.pk}/").content.decode()
    assert "09/01/2026" in page
    assert f'<a href="/sinh-hoat/{year.meeting_id}/">' not in page


def _mended(one, **more):
    given = {
        "kind": one.kind, "symbol": one.symbol, "title": one.title, "issuer": one.issuer, "adopted_on": "09/01/2026",
        "since": "09/01/2026", "last": "31/12/2026", "above": one.above_id, "meeting": one.meeting_id,
        "articles": "\n".join(row.text for row in one.articles.all()), "basis": "nhầm",
    }  # fmt: skip
    return {**given, **more}


def test_only_a_meeting_held_by_then_can_have_adopted_a_text(at):
    year = text("05-NQ/ĐU")
    later = Meeting.objects.get(kind="committee", held_on=date(2026, 3, 30))
    answer = at("tuyet.ngo").post(f"/nghi-quyet/{year.pk}/dinh-chinh/", _mended(year, meeting=later.pk))
    assert answer.status_code == 422
    assert "đã họp không sau ngày 09/01/2026" in markup(answer)
    other = Meeting.objects.filter(kind="cell", held_on__isnull=False).first()
    answer = at("tuyet.ngo").post(f"/nghi-quyet/{year.pk}/dinh-chinh/", _mended(year, meeting=other.pk))
    assert answer.status_code == 422
    year.refresh_from_db()
    assert year.meeting.held_on == date(2026, 1, 9)


def test_a_later_meeting_of_the_same_day_is_written_with_its_basis(at):
    year, day = text("05-NQ/ĐU"), date(2026, 1, 9)
    other = Meeting.objects.create(
        kind="standing",
        unit_id=year.unit_id,
        month=day.replace(day=1),
        planned_on=day,
        held_on=day,
        state="closed",
    )
    answer = at("tuyet.ngo").post(f"/nghi-quyet/{year.pk}/dinh-chinh/", _mended(year, meeting=other.pk))
    assert answer.status_code == 302
    year.refresh_from_db()
    assert year.meeting == other
