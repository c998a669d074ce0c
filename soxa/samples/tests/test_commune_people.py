"""The people of the demo commune: details known by name, plausible lives, offices and sign-ins."""

from collections import Counter
from datetime import date

import pytest
from django.contrib.auth import authenticate

from soxa.kernel.models import Entry
from soxa.kernel.preferences import BOOK_NAME, book_day, value_of
from soxa.kernel.sealed import open_text
from soxa.org.models import CITIZEN_ID, Account, Office, Person
from soxa.party.models import Exemption, Member, Membership, PaperKind
from soxa.samples.commune import load, sign_ins
from soxa.samples.commune.lives import lives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

T = date(2026, 11, 20)
HOME = {"kind": "home"}


def test_the_book_stands_on_its_day():
    assert book_day() == T
    assert value_of(BOOK_NAME) == "xã Đồng Vải, tỉnh Sông Cẩm"


def test_two_people_share_a_name_and_nobody_else_does():
    twice = [
        name
        for name, count in Counter(Person.objects.values_list("full_name", flat=True)).items()
        if count > 1
    ]
    doubled = Person.objects.get(offices__title="Trưởng Ban công tác Mặt trận thôn Bến Đá")
    assert sorted(twice) == sorted(["Nguyễn Văn Hùng", doubled.full_name])
    assert Person.objects.filter(full_name=doubled.full_name, member__isnull=False).count() == 1
    born = Person.objects.filter(full_name="Nguyễn Văn Hùng").order_by("born")
    assert [one.born.text() for one in born] == ["12/05/1968", "03/09/1974"]


def test_three_are_known_by_year_of_birth_only():
    loose = [one for one in Person.objects.filter(member__isnull=False) if not one.born.day]
    assert sorted((one.full_name, one.born.text()) for one in loose) == [
        ("Bàn Văn Phúc", "1936"),
        ("Nông Văn Sửu", "1941"),
        ("Phạm Thị Nụ", "1938"),
    ]


def test_one_home_place_names_a_dissolved_district():
    assert [one.full_name for one in Person.objects.filter(home_place__contains="huyện")] == ["Lê Xuân Hoạch"]


def test_the_card_written_with_two_dots_is_kept_as_digits():
    assert Member.objects.get(card_no="12345678").person.full_name == "Trần Thị Khuyên"
    assert not Member.objects.exclude(card_no="").exclude(card_no__regex=r"^[0-9]{8}$").exists()


def test_a_police_comrade_is_away_for_a_time():
    police = Membership.objects.filter(**HOME, unit__code="99901.41", until__gt=T).values("member")
    assert Exemption.objects.filter(kind="temp_out", member__in=police, until__gt=T).count() == 1


def test_nobody_joined_before_eighteen_or_after_sixty():
    for member in Member.objects.select_related("person"):
        age = member.person.born.age_on(member.admitted_on.exact)
        assert 18 <= age <= 60, (member.pk, age)
        assert member.decision_on < member.admitted_on


def test_every_recognition_is_twelve_months_after_the_ceremony():
    for member in Member.objects.exclude(recognised_on=None):
        admitted, recognised = member.admitted_on, member.recognised_on
        assert (recognised.year, recognised.month, recognised.day) == (
            admitted.year + 1,
            admitted.month,
            admitted.day,
        )


def test_spells_of_one_life_follow_each_other():
    ends = {}
    for spell in Membership.objects.filter(**HOME).order_by("member", "since"):
        if spell.member_id in ends:
            assert ends[spell.member_id] == (spell.since, spell.opened_by)
        assert spell.since >= spell.member.admitted_on.exact if spell.member_id not in ends else True
        ends[spell.member_id] = (spell.until, spell.closed_by)


def test_nothing_stands_after_a_death():
    for person in Person.objects.exclude(died_on=None).select_related("member"):
        assert not Membership.objects.filter(member=person.member, until__gt=person.died_on).exists()
        assert not Exemption.objects.filter(member=person.member, until__gt=person.died_on).exists()
        assert not Office.objects.filter(person=person, until__gt=person.died_on).exists()
        exchanged = person.member.card_exchanged_on
        assert exchanged is None or exchanged < person.died_on
    assert Person.objects.exclude(died_on=None).count() == 36  # 9 + 10 + 9 + 8


def test_no_fact_is_later_than_the_book():
    assert not Membership.objects.filter(since__gt=T).exists()
    assert not Membership.objects.filter(until__gt=T, until__lt=date(9999, 12, 31)).exists()
    assert not Exemption.objects.filter(since__gt=T).exists()
    assert not Member.objects.filter(card_exchanged_on__gt=T).exists()


def test_numbers_belong_to_nobody():
    with_number = Person.objects.exclude(citizen_id_sealed="")
    assert with_number.count() > 0.9 * Person.objects.count()
    for person in with_number[:20]:
        digits = open_text(person.citizen_id_sealed, CITIZEN_ID)
        assert len(digits) == 12
        assert digits.startswith("099")
        assert int(digits[4:6]) == person.born.year % 100
    assert not Person.objects.exclude(phone="").exclude(phone__startswith="0120 ").exists()


def test_upland_peoples_live_here():
    peoples = Counter(
        open_text(one.ethnicity_sealed, "ethnicity") for one in Person.objects.filter(member__isnull=False)
    )
    assert set(peoples) == {"Kinh", "Tày", "Nùng", "Dao", "Sán Chay", "Sán Dìu"}
    assert 0.5 < peoples["Kinh"] / sum(peoples.values()) < 0.7


def test_sign_ins():
    told = sign_ins()
    assert [(name, username) for name, _, username, _ in told] == [
        ("Đặng Hữu Thuần", "thuan.dang"),
        ("Vi Thị Lan", "lan.vi"),
        ("Cao Xuân Điệp", "diep.cao"),
        ("Ngô Thị Minh Tuyết", "tuyet.ngo"),
        ("Lê Hải Yến", "yen.le"),
        ("Phùng Đức Kiên", "kien.phung"),
        ("Hà Văn Sáng", "sang.ha"),
        ("Lục Văn Bường", "buong.luc"),
        ("Triệu Thị Hòa", "hoa.trieu"),
        ("Nguyễn Khắc Lượng", "luong.nguyen"),
        ("Tạ Thị Ngân", "ngan.ta"),
        ("Bùi Thế Quảng", "quang.bui"),
        ("Mông Thị Thắm", "tham.mong"),
        ("Doãn Minh Trí", "tri.doan"),
        ("Trần Thị Nhung", "nhung.tran"),
    ]
    assert {password for *_, password in told} == {"dong-vai-2026"}
    assert ("Ngô Thị Minh Tuyết", "Chánh Văn phòng Đảng ủy", "tuyet.ngo", "dong-vai-2026") in told


ROLES = {
    "thuan.dang": {("secretary", "99901"), ("cell_secretary", "99901.42")},
    "lan.vi": {("secretary", "99901"), ("cell_secretary", "99901.37")},
    "diep.cao": {("secretary", "99901"), ("government", "99901"), ("cell_secretary", "99901.38")},
    "tuyet.ngo": {("office_head", "99901"), ("unit_head", "99901.VPDU")},
    "yen.le": {("clerk", "99901"), ("unit_staff", "99901.VPDU")},
    "kien.phung": {("organiser", "99901"), ("unit_head", "99901.BXDD")},
    "sang.ha": {("inspector", "99901"), ("unit_head", "99901.UBKT")},
    "buong.luc": {("cell_secretary", "99901.14")},
    "hoa.trieu": {("committee_member", f"99901.{cell}") for cell in (14, 15, 16, 17)},
    "luong.nguyen": {("petition_officer", "99901")},
    "ngan.ta": {("petition_officer", "99901")},
    "quang.bui": {("government", "99901"), ("unit_head", "99901.TTHC"), ("cell_secretary", "99901.40")},
    "tham.mong": {("front", "99901"), ("unit_head", "99901.MTTQ")},
    "tri.doan": {("system_admin", "99901")},
    "nhung.tran": {("auditor", "99901")},
}


@pytest.mark.parametrize("username", list(ROLES))
def test_roles_and_units_of_sign_ins(username):
    account = Account.objects.get(username=username)
    rows = Office.objects.filter(Office.standing(T), person=account.person).exclude(role="")
    assert {(row.role, row.unit.code) for row in rows} == ROLES[username]
    assert authenticate(username=username, password="dong-vai-2026") == account
    member = Membership.objects.filter(**HOME, member__person=account.person, until__gt=T).exists()
    assert member == (username not in ("tri.doan", "nhung.tran"))


def test_the_secretary_of_ben_da_is_sixty_four():
    assert Account.objects.get(username="buong.luc").person.born.age_on(T) == 64


def test_the_party_secretary_was_appointed_to_the_military_cell():
    office = Office.objects.get(unit__code="99901.42", code="cell_secretary")
    assert (office.person.full_name, office.way) == ("Đặng Hữu Thuần", "appointed")


def test_every_cell_has_one_secretary_who_is_an_official_member_there():
    offices = Office.objects.filter(Office.standing(T), code="cell_secretary").select_related("unit")
    assert offices.count() == len({office.unit_id for office in offices}) == 56
    for office in offices:
        spell = Membership.objects.get(**HOME, member__person=office.person, until__gt=T)
        assert spell.unit_id == office.unit_id
        assert spell.member.recognised_on.number <= 20250301


# officers that stand on the day of the book: secretary, deputy, members of the committee
COMMITTEES = {
    "99901.14": (1, 1, 1),
    "99901.01": (1, 1, 3),
    "99901.32": (1, 0, 0),  # Đồi Chè lost its deputy
    "99901.36": (1, 1, 0),  # Hồng Lạc: eight official members elect no committee
    "99901.42": (1, 1, 0),
    "99901.56": (1, 0, 0),
}


@pytest.mark.parametrize("code", list(COMMITTEES))
def test_committees(code):
    offices = Counter(
        Office.objects.filter(Office.standing(T), unit__code=code).values_list("code", flat=True)
    )
    assert (offices["cell_secretary"], offices["cell_deputy"], offices["cell_committee"]) == COMMITTEES[code]


def test_doi_che_has_no_committee_since_its_deputy_died():
    office = Office.objects.get(unit__code="99901.32", code="cell_deputy")
    assert office.person.full_name == "Ninh Văn Thức"
    assert office.until == office.person.died_on == date(2026, 4, 11)
    members = Membership.objects.filter(
        **HOME, unit__code="99901.32", until=date(2026, 4, 11), closed_by="died"
    )
    assert members.count() == 1


def test_every_row_carries_its_entry_and_loads_are_few():
    for model in (Person, Member, Membership, Exemption, Office):
        assert not model.objects.filter(entry=None).exists()
    loads = Entry.objects.filter(flow="samples")
    assert loads.filter(step="members").count() == 4
    assert loads.count() < 60


def test_the_checklist_is_there():
    occasions = Counter(PaperKind.objects.values_list("occasion", flat=True))
    assert occasions == {"admission": 12, "recognition": 6, "annual": 2, "other": 2}


def test_loading_twice_is_refused_and_writes_nothing():
    from django.db import transaction

    from soxa.kernel.flow import Refused

    before = Entry.objects.count()
    with pytest.raises(Refused, match="99911"), transaction.atomic():
        load(T)
    assert Entry.objects.count() == before


def test_lives_come_out_the_same_each_time():
    assert lives(T) == lives(T)


def test_an_earlier_day_keeps_what_was_and_a_later_one_goes_on():
    early, late = lives(date(2026, 7, 1)), lives(date(2027, 5, 1))
    for told in (early, late):
        assert sum(bool(life.cell_on(date(2026, 6, 15))) for life in told) == 1417
        assert sum(bool(life.cell_on(date(2026, 6, 30))) for life in told) == 1418
    assert any(life.admitted > T for life in late)
    with pytest.raises(ValueError, match="01/07/2026"):
        lives(date(2026, 6, 30))
