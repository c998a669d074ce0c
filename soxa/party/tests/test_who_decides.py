"""Who decides which level on whom, and the cell's vote under an expulsion: a table by hand, and what the pages refuse."""

from datetime import date

import pytest

from soxa.kernel.preferences import put
from soxa.org.models import Office
from soxa.party.discipline.deciding import BASE_EXPELS
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_discipline import opened, refused, take, votes

VOTED, DECIDED = date(2026, 4, 10), date(2026, 5, 4)
# of whom, level: who may decide it, as the office says it
MAY = {
    ("", "reprimand"): "cell base inspectors standing above",
    ("", "expulsion"): "inspectors standing above",
    ("cell", "warning"): "cell base inspectors standing above",
    ("cell", "removal"): "base standing above",
    ("cell", "expulsion"): "standing above",
    ("commune", "warning"): "standing above",
    ("commune", "removal"): "standing above",
    ("commune", "expulsion"): "standing above",
}
UNITS = {"cell": "ben_da", "commune": "upper"}


def decision(level, body, **more):
    return {"level": level, "body": body, "on": DECIDED, "paper": "QĐ 2", **more}


def holds(cast, post):
    if post:
        person = cast.members["an"].person
        Office.objects.create(
            person=person, unit=cast.units[UNITS[post]], title="Ủy viên", since=date(2025, 1, 1)
        )


@pytest.mark.parametrize(("post", "level"), MAY)
def test_the_bodies_of_the_table_decide_and_no_other(cast, head, post, level):
    holds(cast, post)
    case = opened(cast, head)
    take(case, head, "vote", **votes(VOTED, 3), level=level)
    allowed = MAY[post, level].split()
    for body in {"cell", "base", "inspectors", "standing", "above"} - set(allowed):
        refused("quyết định", case, head, "decide", **decision(level, body))
    taken = list(Office.objects.filter(person=cast.members["an"].person).values_list("pk", flat=True))
    take(case, head, "decide", **decision(level, allowed[0], posts=taken))
    assert (case.level, case.body) == (level, allowed[0])


def test_a_cell_decides_on_a_cadre_only_beside_his_duties(cast, head):
    holds(cast, "commune")
    case = opened(cast, head)
    take(case, head, "vote", **votes(VOTED, 3), level="warning")
    refused("không thuộc nhiệm vụ do cấp trên giao", case, head, "decide", **decision("warning", "cell"))
    take(case, head, "decide", **decision("warning", "cell", own_duties=True))


def test_an_expulsion_rests_on_two_thirds_of_the_cell(cast, head):
    """Four official members: two agree – not enough; three – enough."""
    case = opened(cast, head)
    refused("chưa biểu quyết đủ hai phần ba", case, head, "decide", **decision("expulsion", "standing"))
    take(case, head, "vote", **votes(VOTED, 2), level="expulsion")
    refused(
        "chưa biểu quyết đủ hai phần ba",
        case,
        head,
        "decide",
        **decision("expulsion", "standing", unvoted="BA 1"),
    )
    take(case, head, "vote", **votes(VOTED, 3), level="expulsion")
    take(case, head, "decide", **decision("expulsion", "standing"))
    assert case.unvoted == ""


def test_what_the_superior_expels_without_a_vote_names_its_ground(cast, head, at):
    case = opened(cast, head)
    refused("ghi căn cứ ở ô cuối", case, head, "decide", **decision("expulsion", "above"))
    take(case, head, "decide", **decision("expulsion", "above", unvoted="Bản án số 12 ngày 02/04/2026"))
    assert "Bản án số 12" in at("chanh").get(f"/dang-vien/ky-luat/{case.pk}/").content.decode()


def test_a_base_committee_expels_where_it_was_empowered(cast, head):
    case = opened(cast, head)
    take(case, head, "vote", **votes(VOTED, 3), level="expulsion")
    refused("do Ủy ban Kiểm tra Đảng ủy xã", case, head, "decide", **decision("expulsion", "base"))
    put(BASE_EXPELS, True, since=date(2026, 1, 1), actor=head, unit_id=None)
    take(case, head, "decide", **decision("expulsion", "base"))


def test_a_level_changed_after_a_complaint_asks_the_same(cast, head, at):
    case = opened(cast, head)
    take(case, head, "decide", **decision("warning", "inspectors"))
    take(case, head, "announce", on=date(2026, 5, 8))
    take(case, head, "complain", on=date(2026, 5, 18))
    changed = {"on": date(2026, 7, 1), "outcome": "changed", "paper": "QĐ 9", "level": "expulsion"}
    refused("chưa biểu quyết đủ hai phần ba", case, head, "settle", **changed, body="standing")
    typed = {"on": "01/07/2026", "outcome": "changed", "paper": "QĐ 9", "level": "reprimand"}
    address = f"/dang-vien/ky-luat/{case.pk}/giai-quyet-khieu-nai/"
    assert "chọn nơi quyết định" in at("chanh").post(address, typed).content.decode()
    assert at("chanh").post(address, {**typed, "body": "standing"}).status_code == 302
    case.refresh_from_db()
    assert (case.level, case.body, case.revisions.get().body_was) == ("reprimand", "standing", "inspectors")
    assert life_of(cast.members["an"], TODAY).standing == "official"
