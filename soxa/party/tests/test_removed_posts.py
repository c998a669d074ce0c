"""Removal ends the posts it names, on the day it is announced; what never was is undone with it."""

from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.discipline.models import Discipline
from soxa.party.tests.test_discipline import opened, refused, take

HOME = "/dang-vien/ky-luat/"
DECIDED, ANNOUNCED = date(2026, 5, 4), date(2026, 5, 8)
REMOVAL = {"level": "removal", "body": "standing", "on": DECIDED, "paper": "QĐ 2"}


@pytest.fixture
def posts(cast) -> dict[str, Office]:
    """Bùi Văn An is secretary of Bến Đá, sits in the commune's committee, and is vice-chairman of the people's committee."""
    return {
        title: Office.objects.create(
            person=cast.members["an"].person, unit=cast.units[unit], role=role, code=code, title=title, since=date(2025, 1, 1)
        )
        for unit, role, code, title in (
            ("ben_da", "cell_secretary", "cell_secretary", "Bí thư Chi bộ"),
            ("upper", "", "", "Đảng ủy viên"),
            ("upper", "government", "", "Phó Chủ tịch UBND xã"),
        )
    }  # fmt: skip


def until(office: Office) -> date:
    return Office.objects.get(pk=office.pk).until


def removed(cast, head, posts, *titles) -> Discipline:
    case = opened(cast, head)
    take(case, head, "decide", **REMOVAL, posts=[posts[one].pk for one in titles])
    take(case, head, "announce", on=ANNOUNCED)
    return case


def test_the_form_asks_which_posts_and_announcing_ends_them(cast, head, at, posts):
    case, browser = opened(cast, head), at("chanh")
    form = browser.get(f"{HOME}{case.pk}/quyet-dinh/").content.decode()
    assert "Bí thư Chi bộ" in form and "Đảng ủy viên" in form and "Phó Chủ tịch UBND" not in form
    typed = {**REMOVAL, "on": "04/05/2026"}
    assert "chọn chức vụ bị cách" in browser.post(f"{HOME}{case.pk}/quyet-dinh/", typed).content.decode()
    typed["posts"] = [str(posts["Bí thư Chi bộ"].pk)]
    assert browser.post(f"{HOME}{case.pk}/quyet-dinh/", typed).status_code == 302
    assert until(posts["Bí thư Chi bộ"]) == FOREVER
    said = browser.post(f"{HOME}{case.pk}/cong-bo/", {"on": "08/05/2026"}, follow=True).content.decode()
    assert "Đã ghi thôi giữ: Bí thư Chi bộ." in said and "Chức vụ bị cách" in said
    assert [until(one) for one in posts.values()] == [ANNOUNCED, FOREVER, FOREVER]
    assert Entry.objects.filter(flow="post", step="end").count() == 1


def test_only_posts_held_in_the_party_are_removed(cast, head, posts):
    case = opened(cast, head)
    refused("đồng chí không giữ", case, head, "decide", **REMOVAL, posts=[posts["Phó Chủ tịch UBND xã"].pk])
    Office.objects.filter(pk=posts["Đảng ủy viên"].pk).moved(Entry.objects.first(), until=DECIDED)
    refused(
        "không giữ vào ngày 04/05/2026", case, head, "decide", **REMOVAL, posts=[posts["Đảng ủy viên"].pk]
    )


def test_after_a_complaint_a_post_is_kept_when_the_decision_says_so(cast, head, at, posts):
    case = removed(cast, head, posts, "Bí thư Chi bộ", "Đảng ủy viên")
    take(case, head, "complain", on=date(2026, 5, 20))
    back = case.removed.get(title="Đảng ủy viên").pk
    typed = {"on": "01/07/2026", "outcome": "annulled", "paper": "QĐ 9", "posts_back": [str(back)]}
    assert at("chanh").post(f"{HOME}{case.pk}/giai-quyet-khieu-nai/", typed).status_code == 302
    held = Office.objects.filter(person=cast.members["an"].person, since=date(2026, 7, 1))
    assert [(one.title, one.until) for one in held] == [("Đảng ủy viên", FOREVER)]
    assert until(posts["Bí thư Chi bộ"]) == ANNOUNCED


def test_a_post_that_another_holds_by_then_is_not_given_back(cast, head, posts):
    case = removed(cast, head, posts, "Bí thư Chi bộ")
    Office.objects.create(
        person=cast.members["sac"].person, unit=cast.units["ben_da"], role="cell_secretary", code="cell_secretary",
        title="Bí thư Chi bộ", since=date(2026, 6, 1),
    )  # fmt: skip
    take(case, head, "complain", on=date(2026, 5, 20))
    back = {
        "on": date(2026, 7, 1),
        "outcome": "annulled",
        "paper": "QĐ 9",
        "posts_back": [case.removed.get().pk],
    }
    refused("nay là đồng chí", case, head, "settle", **back)


def test_a_day_put_right_moves_the_end_and_a_case_that_never_was_undoes_it(cast, head, at, posts):
    case = removed(cast, head, posts, "Bí thư Chi bộ")
    typed = {
        "violation": "Vi phạm", "act_on": "06/05/2024", "opened_on": "02/03/2026", "source": "KL", "level": "removal",
        "body": "standing", "decided_on": "04/05/2026", "decision": "QĐ 2", "announced_on": "11/05/2026", "basis": "QĐ 2",
    }  # fmt: skip
    address = f"/chi-bo/dinh-chinh/ky-luat/{case.pk}/"
    assert (
        "lập lại, chọn chức vụ" in at("chanh").post(address, {**typed, "level": "warning"}).content.decode()
    )
    assert at("chanh").post(address, typed).status_code == 302
    assert until(posts["Bí thư Chi bộ"]) == date(2026, 5, 11)
    assert at("chanh").post(address, {"basis": "QĐ 2", "struck": "on"}).status_code == 302
    assert until(posts["Bí thư Chi bộ"]) == FOREVER
