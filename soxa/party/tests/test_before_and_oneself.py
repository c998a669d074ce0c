"""Nothing of a member is dated before his birth or his joining; nobody is transferred to where he is; an unknown first day has words."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import ALWAYS, Entry
from soxa.kernel.page import day_text
from soxa.party.flow import enter
from soxa.party.models import Membership
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_flow import TRANSFER, did, refused
from soxa.party.transfers.flow import arrive, begin
from soxa.party.transfers.models import Transfer

pytestmark = pytest.mark.django_db
BEFORE_BIRTH = "Ngày {day} trước ngày sinh 05/03/1962."
BEFORE_PARTY = "Ngày {day} trước ngày vào Đảng 03/02/1996."


@pytest.fixture
def always(cast):
    """Đặng Thị Ân, born 05/03/1962, admitted 03/02/1996, stands in her cell since the book was begun: nobody knows since when."""
    spells = Membership.objects.filter(member=cast.members["dang"])
    spells.moved(Entry.objects.latest("pk"), since=ALWAYS, assumed=True)
    return cast


def acts(cast):
    paper = {"paper": "Giấy 1"}
    return {
        "died": paper,
        "expelled": paper,
        "struck_off": paper,
        "left": paper,
        "transfer_out": {**paper, "went_to": "Đảng bộ phường Hồng Hà"},
        "move_within": {"unit": cast.units["school"].pk},
        "file_checked": {},
        "begin_exemption": {**paper, "kind": "exempt"},
    }


NAMES = ("died", "expelled", "struck_off", "left", "transfer_out", "move_within", "file_checked", "begin_exemption")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("on", "words"), [(date(1962, 3, 4), BEFORE_BIRTH), (date(1996, 2, 2), BEFORE_PARTY), (date(1962, 3, 5), BEFORE_PARTY)]
)  # fmt: skip
def test_nothing_comes_before_birth_or_joining(always, head, name, on, words):
    said = refused(always, head, name, "dang", on=on, **acts(always)[name])
    assert said == words.format(day=day_text(on))


def test_on_the_very_day_of_joining_it_is_written(always, head):
    assert did(always, head, "died", "dang", on=date(1996, 2, 3), paper="x").person.died_on == date(
        1996, 2, 3
    )


def test_a_day_of_a_spell_is_not_put_right_to_before_birth(always, head):
    key = f"since:{always.members['dang'].memberships.get().pk}"
    facts = {"edge": key, "paper": "x", "consent": "y"}
    said = refused(always, head, "correct_day", "dang", on=date(1962, 3, 4), **facts)
    assert said == BEFORE_BIRTH.format(day="04/03/1962")
    did(always, head, "correct_day", "dang", on=date(1985, 1, 1), **facts)


def test_a_first_day_that_nobody_knows_is_not_a_day_of_the_year_one(always, at):
    assert day_text(ALWAYS) == "khi lập sổ"
    page = at("chanh").get(f"/dang-vien/{always.members['dang'].pk}/").content.decode()
    assert "có trong sổ từ khi lập sổ" in page
    assert "01/01/1<" not in page


ASKED = {
    "sort": "official", "why": "residence", "effect_on": date(2026, 9, 1), "requested_on": date(2026, 10, 5),
    "returns_on": None, "portal_no": "",
}  # fmt: skip
ARRIVING = {
    "sort": "official", "full_name": "Ai Đó", "letter_no": "12", "letter_on": date(2026, 11, 2),
    "presented_on": date(2026, 11, 9),
}  # fmt: skip
OWN = [
    "Chi bộ thôn Bến Đá",
    " chi bộ THÔN bến đá. ",
    "Chi bộ thôn Bến Đá, Đảng bộ xã Khe Trên",
    "Đảng ủy xã Khe Trên",
]
OTHERS = [
    "Chi bộ thôn Bến Đá, Đảng bộ xã Khe Dưới",
    "Chi bộ thôn Bến Đá Hạ",
    "Đảng ủy xã Khe Trên, tỉnh Sông Mây",
]


@pytest.mark.parametrize("named", OWN)
def test_nobody_is_transferred_to_where_he_is(cast, head, named):
    unit = cast.units["ben_da"].pk
    away = {"on": date(2026, 11, 2), "paper": "GT 1", "went_to": named}
    assert refused(cast, head, "transfer_out", **away).startswith("Nơi đi và nơi đến")
    before = Transfer.objects.count()
    for door in (
        lambda: begin(cast.members["an"], head, today=TODAY, facts={**ASKED, "other": named}),
        lambda: arrive(head, today=TODAY, facts={**ARRIVING, "unit": unit, "other": named}),
        lambda: enter("transfer_in", head, today=TODAY, facts={**TRANSFER, "unit": unit, "came_from": named}),
    ):
        with pytest.raises(Refused, match="Nơi đi và nơi đến"):
            door()
    assert Transfer.objects.count() == before


@pytest.mark.parametrize("named", OTHERS)
def test_a_cell_of_the_same_name_elsewhere_is_another(cast, head, named):
    away = {"on": date(2026, 11, 2), "paper": "GT 1", "went_to": named}
    assert did(cast, head, "transfer_out", **away).memberships.get().went_to == named
