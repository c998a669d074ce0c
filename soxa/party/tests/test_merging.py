"""Two records of one person made one: what goes with it, what is refused, who may, where the old address leads."""

from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, SealedCorrection
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.law.words import name_key
from soxa.org.models import Account, Apart, Merged, Office, Person
from soxa.org.roles import CLERK
from soxa.party.merging.flow import Grounds, merge, relations
from soxa.party.merging.lists import doubles
from soxa.party.merging.pair import GONE, KEPT, Pair
from soxa.party.models import Exemption, Member, Membership, MissingPaper, PaperKind
from soxa.party.tests.test_corrections import SCAN

pytestmark = pytest.mark.django_db
BASIS = "đối chiếu hồ sơ gốc"
GROUNDS = Grounds(BASIS)
AGREED = Grounds(BASIS, "CV 12-CV/ĐU", SCAN)


def again(cast, key, *, member=True, cell="ben_da", since=date(1990, 1, 1), until=date(1995, 1, 1), **facts):
    """A second record of a member of the cast: who was in a cell before the first one says he came."""
    first = cast.members[key].person
    person = Person.named(first.full_name, **facts)
    person.save()
    if member:
        other = Member.objects.create(person=person)
        Membership.objects.create(
            member=other, unit=cast.units[cell], since=since, until=until, name_key=name_key(first.full_name),
            closed_by="" if until == FOREVER else Membership.TRANSFERRED_OUT,
        )  # fmt: skip
    return person


def state():
    return [
        sorted(Person.objects.values_list("pk", "full_name", "born", "phone")),
        sorted(Member.objects.values_list("pk", "person", "card_no")),
        sorted(Membership.objects.values_list("member", "unit", "since", "until")),
        sorted(Office.objects.values_list("person", "title", "until")),
        sorted(Account.objects.values_list("pk", "person", "is_active")),
    ]


def test_all_that_points_to_the_one_points_to_the_other(cast, head):
    an = cast.members["an"]
    twin = again(cast, "an", phone="0912000111", address="thôn Bến Đá")
    gone_member, gone_person = twin.member.pk, twin.pk
    Office.objects.create(
        person=twin,
        unit=cast.units["ben_da"],
        title="Phó Bí thư",
        since=date(1992, 1, 1),
        until=date(1994, 1, 1),
    )
    entry = merge(Pair(an.person, twin), {}, head, grounds=GROUNDS, unit_id=cast.units["upper"].pk)
    an.person.refresh_from_db()
    assert (an.person.phone, an.person.address) == ("0912000111", "thôn Bến Đá")
    assert [spell.since for spell in an.memberships.order_by("since")] == [date(1990, 1, 1), date(1996, 2, 3)]
    assert an.person.offices.get().title == "Phó Bí thư"
    assert not Member.objects.filter(pk=gone_member).exists()
    assert not Person.objects.filter(pk=gone_person).exists()
    stone = Merged.objects.get()
    assert (stone.gone_person, stone.gone_member, stone.into_id) == (gone_person, gone_member, an.person_id)
    assert entry.facts["rows"] == 3 - 1
    assert "0912000111" not in str(entry.facts)
    assert SealedCorrection.objects.filter(entry=entry).exists()


def test_the_chosen_word_stands_and_the_name_goes_to_every_list(cast, head):
    an = cast.members["an"]
    twin = again(cast, "an", born=PartialDate.parse("21/11/1990"), home_place="xã Khe Dưới")
    Person.objects.filter(pk=twin.pk)
    twin.full_name = "Bùi Văn Ân"
    twin.save(update_fields=["full_name"])
    entry = merge(
        Pair(an.person, twin), {"full_name": GONE, "born": KEPT}, head, grounds=AGREED, unit_id=None
    )
    assert entry.facts["basis"] == f"{BASIS}; cấp ủy đồng ý: CV 12-CV/ĐU"
    assert an.correction_scans.get().entry == entry
    an.person.refresh_from_db()
    assert (an.person.full_name, an.person.born.text()) == ("Bùi Văn Ân", "20/11/1990")
    assert an.person.folded == "bui van an"
    assert set(an.memberships.values_list("name_key", flat=True)) == {name_key("Bùi Văn Ân")}
    assert an.person.citizen_id_token


def test_a_member_and_an_office_holder_become_one(cast, head):
    """Only the record that goes is a member: the member's key stays, and so does its address."""
    member = cast.members["au"]
    holder = Person.named("Triệu Thị Âu")
    holder.save()
    Office.objects.create(
        person=holder, unit=cast.units["upper"], title="Phó Chủ tịch", since=date(2024, 1, 1)
    )
    merge(Pair(holder, member.person), {}, head, grounds=GROUNDS, unit_id=None)
    member.refresh_from_db()
    assert member.person_id == holder.pk
    assert Merged.objects.get().gone_member is None


def test_of_two_open_exemptions_and_missing_papers_the_longer_stands(cast, head):
    an, twin = cast.members["an"], again(cast, "an")
    paper = PaperKind.objects.create(code="p", title="Lý lịch", occasion="admission")
    for member, since in ((an, date(2025, 1, 1)), (twin.member, date(2024, 1, 1))):
        Exemption.objects.create(member=member, kind=Exemption.EXEMPT, since=since)
        MissingPaper.objects.create(member=member, paper=paper, since=since)
    merge(Pair(an.person, twin), {}, head, grounds=GROUNDS, unit_id=None)
    assert [one.since for one in an.exemptions.all()] == [date(2024, 1, 1)]
    assert [one.since for one in an.missing_papers.all()] == [date(2024, 1, 1)]


def home(cast):
    return again(cast, "an", cell="dong_cham", since=date(2020, 1, 1), until=FOREVER)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (home, "Cả hai đang sinh hoạt chính thức, ở Chi bộ thôn Bến Đá và Chi bộ thôn Đồng Chằm"),
        (lambda cast: again(cast, "an", until=date(1996, 2, 4)), "Hai bản ghi cùng lúc sinh hoạt"),
        (lambda cast: again(cast, "an", citizen_id="001062999999"), "số CCCD khác nhau"),
        (lambda cast: cast.members["dang"].person, "số thẻ đảng viên khác nhau"),
        (lambda cast: cast.members["an"].person, "Chọn hai bản ghi khác nhau"),
    ],
)
def test_what_cannot_be_one_person_is_refused_and_nothing_written(cast, head, make, words):
    other = make(cast)
    before, entries = state(), Entry.objects.count()
    with pytest.raises(Refused, match=words):
        merge(Pair(cast.members["an"].person, other), {}, head, grounds=GROUNDS, unit_id=None)
    assert (state(), Entry.objects.count()) == (before, entries)


def test_a_spell_may_begin_on_the_day_the_other_ended(cast, head):
    twin = again(cast, "an", until=date(1996, 2, 3))
    merge(Pair(cast.members["an"].person, twin), {}, head, grounds=GROUNDS, unit_id=None)
    assert cast.members["an"].memberships.count() == 2


def test_dates_that_cannot_all_be_true_are_refused(cast, head):
    twin = again(cast, "an")
    twin.member.recognised_on = PartialDate.parse("01/01/1996")
    twin.member.save(update_fields=["recognised_on"])
    pair = Pair(cast.members["an"].person, twin)
    with pytest.raises(Refused, match="trước ngày quyết định kết nạp"):
        merge(pair, {"recognised_on": GONE}, head, grounds=AGREED, unit_id=None)
    with pytest.raises(Refused, match="căn cứ"):
        merge(pair, {}, head, grounds=Grounds(" "), unit_id=None)
    merge(pair, {}, head, grounds=AGREED, unit_id=None)


@pytest.mark.parametrize("whose", [KEPT, GONE])
@pytest.mark.parametrize("grounds", [GROUNDS, Grounds(BASIS, "CV 12"), Grounds(BASIS, " ", SCAN)])
def test_of_two_words_on_an_identity_neither_gives_way_without_consent_and_scan(cast, head, whose, grounds):
    """Whichever record is called the kept one, the other's word on who the member is would be corrected by it."""
    twin = again(cast, "dang", born=PartialDate.parse("06/03/1962"))
    before, entries = state(), Entry.objects.count()
    with pytest.raises(Refused, match="kèm bản quét văn bản đồng ý của cấp ủy"):
        merge(Pair(cast.members["dang"].person, twin), {"born": whose}, head, grounds=grounds, unit_id=None)
    assert (state(), Entry.objects.count()) == (before, entries)


def test_nobody_comes_by_anothers_office_by_a_merger(cast, head):
    """The clerk's account and the secretary's offices may be joined by who answers for both, and by no one himself."""
    from dataclasses import replace

    an, keeper = cast.members["an"].person, cast.accounts["buong"]
    pair = Pair(an, keeper.person)
    clerk = replace(head, role=CLERK, account_id=999)
    with pytest.raises(Refused, match="chỉ người quản lý tài khoản ấy"):
        merge(pair, {}, clerk, grounds=GROUNDS, unit_id=None)
    with pytest.raises(Refused, match="Không tự nhập bản ghi của mình"):
        merge(pair, {}, replace(head, account_id=keeper.pk), grounds=GROUNDS, unit_id=None)
    merge(pair, {"full_name": KEPT}, head, grounds=AGREED, unit_id=None)
    keeper.refresh_from_db()
    assert keeper.person_id == an.pk
    other = cast.accounts["ubnd"]
    merge(Pair(an, other.person), {}, head, grounds=AGREED, unit_id=None)
    other.refresh_from_db()
    assert (other.person_id, other.is_active) == (None, False)
    assert Entry.objects.filter(flow="accounts", step="lock", subject_key="ubnd").exists()


def test_every_room_that_points_to_a_person_or_a_member_is_known():
    """The generic move goes by the tables themselves: a many-to-many or a key of another sort would need thought."""
    odd = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model in (Person, Member) and field.many_to_many
    ]
    assert odd == []
    assert {one.related_model for one in relations(Person)} >= {Member, Account, Office, Merged, Apart}


# --- pages ---


def test_the_list_names_the_pair_until_it_is_said_to_be_two_people(cast, at):
    twin = again(cast, "an")
    an = cast.members["an"].person
    page = at("chanh").get("/dang-vien/trung/")
    assert f"/dang-vien/trung/{an.pk}/{twin.pk}/" in page.content.decode()
    assert at("chanh").post(f"/dang-vien/trung/{twin.pk}/{an.pk}/hai-nguoi/").status_code == 302
    assert not doubles(cast.accounts["chanh"]).pairs
    row = Apart.objects.get()
    assert (row.one_id, row.other_id) == (an.pk, twin.pk)


def test_the_pair_is_compared_merged_and_the_old_address_leads_on(cast, at):
    an, twin = cast.members["an"], again(cast, "an", born=PartialDate.parse("1990"), phone="0912000111")
    gone, office = twin.member.pk, at("chanh")
    address = f"/dang-vien/trung/{an.person_id}/{twin.pk}/"
    page = office.get(address).content.decode()
    assert 'name="born" value="giu" checked' in page
    assert "001062012345" not in page
    assert office.post(address, {"basis": ""}).status_code == 422
    told = {"basis": BASIS, "born": "giu"}
    assert 'name="scan"' in office.post(address, told).content.decode()
    scan = SimpleUploadedFile("dong-y.png", b"\x89PNG\r\n\x1a\n of a scan")
    said = office.post(address, {**told, "consent": "CV 12-CV/ĐU", "scan": scan})
    assert said.url == f"/dang-vien/{an.pk}/"
    answer = office.get(f"/dang-vien/{gone}/", follow=True)
    assert answer.redirect_chain == [(f"/dang-vien/{an.pk}/", 302)]
    assert "Bản ghi này đã được nhập vào hồ sơ dưới đây" in answer.content.decode()
    assert "Nhập hai bản ghi của một người" in answer.content.decode()
    assert office.get(f"/dang-vien/{gone}/dinh-chinh/").status_code == 404
    assert at("khac").get(f"/dang-vien/{gone}/").status_code == 404


def test_who_opens_the_pages(cast, at):
    an, twin = cast.members["an"].person, again(cast, "an")
    address = f"/dang-vien/trung/{an.pk}/{twin.pk}/"
    assert at("buong").get("/dang-vien/trung/").status_code == 403
    assert at("nhung").get(address).status_code == 403
    assert at("khac").get(address).status_code == 404
    assert at("khac").post(f"{address}hai-nguoi/").status_code == 404
    assert at("chanh").get(f"/dang-vien/trung/{an.pk}/{an.pk}/").status_code == 404
    assert at("chanh").get("/dang-vien/trung/so-sanh/?giu=1&bo=1").status_code == 302
    found = at("chanh").get("/dang-vien/trung/?q=bui+an").content.decode()
    assert found.count('name="giu"') == 2


def test_the_list_asks_the_same_however_many_pairs(cast, at):
    def asked():
        client = at("chanh")
        client.get("/dang-vien/trung/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/dang-vien/trung/").status_code == 200
        return len(found)

    again(cast, "an")
    one = asked()
    for key in ("an", "dang", "moi", "au"):
        again(cast, key)
    assert asked() == one
