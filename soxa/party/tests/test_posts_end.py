"""Whoever goes keeps no post that goes with his place: the secretary of a cell is one no more, and reads nothing."""

from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY

ON = date(2026, 6, 1)
SECRETARY, STATE, LOWER = "Bí thư Chi bộ thôn Bến Đá", "Phó Chủ tịch UBND xã", "Đảng ủy viên"


@pytest.fixture
def posts(cast) -> None:
    """Bùi Văn An signs in as secretary of Bến Đá, sits in the committee and is vice-chairman of the people's committee."""
    person = cast.members["an"].person
    cast.accounts["buong"].person = person
    cast.accounts["buong"].save()
    for unit, role, title in (
        ("ben_da", "cell_secretary", SECRETARY),
        ("upper", "government", STATE),
        ("upper", "", LOWER),
    ):
        Office.objects.create(
            person=person, unit=cast.units[unit], role=role, title=title, since=date(2025, 1, 1)
        )


def did(cast, head, name, **facts):
    return take(name, cast.members["an"], head, today=TODAY, facts={"on": ON, "paper": "QĐ 1", **facts})


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("expelled", {STATE}),
        ("struck_off", {STATE}),
        ("left", {STATE}),
        ("died", set()),
        ("transfer_out", {STATE, LOWER}),
        ("move_within", {STATE, LOWER}),
    ],
)  # fmt: skip
def test_what_ends_and_what_stays(cast, head, posts, name, kept):
    facts = {"unit": cast.units["school"].pk} if name == "move_within" else {}
    act = did(cast, head, name, went_to="Đảng ủy xã khác", **facts)
    held = Office.objects.filter(person=cast.members["an"].person)
    assert {one.title for one in held if one.until == FOREVER} == kept
    assert {one.until for one in held} - {FOREVER} == {ON}
    told = Entry.objects.filter(flow="post", step="end", pk__gt=act.pk)
    assert {one.facts["title"] for one in told} == {SECRETARY, STATE, LOWER} - kept


def test_an_expelled_secretary_reads_nothing_and_the_book_says_what_ended(at, cast, posts):
    member = cast.members["an"]
    assert at("buong").get("/dang-vien/").status_code == 200
    answer = at("chanh").post(
        f"/dang-vien/{member.pk}/khai-tru/", {"on": "01/06/2026", "paper": "QĐ 1"}, follow=True
    )
    assert f"Đã ghi thôi giữ: {SECRETARY}; {LOWER}." in answer.content.decode()
    assert at("buong").get("/dang-vien/").status_code == 403
