"""Electronic votes: who may, once each, in time; a secret one keeps counts and who has voted, and nothing that joins them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import first_page, words
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put as set_to
from soxa.kernel.refusal import Refused
from soxa.meetings import flow as meetings
from soxa.meetings.lists import roll_of
from soxa.meetings.models import Presence
from soxa.meetings.tests.conftest import DAY, closing
from soxa.meetings.voting import casting, lists
from soxa.meetings.voting.casting import Ballot, cast
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.measures import ELECTION_RULE, LEAST_SECRET
from soxa.meetings.voting.models import Elector, Voice, Vote
from soxa.org.models import Account, Office
from soxa.party.models import Exemption
from soxa.party.tests.conftest import BACKEND

pytestmark = pytest.mark.django_db
OFFICIAL = ("an", "au", "dang", "sac")


@pytest.fixture
def few(head):
    """Four are enough for a secret vote."""
    set_to(LEAST_SECRET, 4, since=DAY - timedelta(days=300), actor=head)


@pytest.fixture
def opening(put, head, few):
    """Opens a vote of a form."""

    def made(form="secret", **more):
        one = put(form=form, **more)
        VOTES.take("open", one, head, {})
        return one

    return made


@pytest.fixture
def person(cast):
    """The person of a member by short name, and he as an actor."""
    return lambda key: cast.members[key].person_id


def voter(key):
    return Actor(f"Người {key}", "Đảng viên", account_id=None)


def test_the_electorate_is_who_has_a_vote_and_came(opening, person):
    one = opening()
    assert sorted(Elector.objects.values_list("person_id", flat=True)) == sorted(map(person, OFFICIAL))
    assert (one.official, one.present, one.state) == (4, 4, Vote.OPEN)


def test_a_secret_vote_is_counted_and_told_only_after_the_close(opening, person, head):
    one = opening()
    for key, said in zip(OFFICIAL, ("yes", "yes", "yes", "no"), strict=True):
        cast(one, person(key), Ballot(said), voter(key))
    one.refresh_from_db()
    assert lists.row_of(one).counts == ""
    before = Entry.objects.count()
    VOTES.take("close", one, head, {})
    assert (one.ayes, one.noes, one.other, one.passed) == (3, 1, 0, True)
    assert (one.given, one.returned, one.valid, one.invalid) == (4, 4, 4, 0)
    assert Entry.objects.count() == before + 1


def test_a_secret_ballot_leaves_no_row_no_entry_no_time(opening, person, head):
    one = opening()
    entries, marked = (
        Entry.objects.count(),
        list(Elector.objects.order_by("pk").values_list("entry", flat=True)),
    )
    cast(one, person("an"), Ballot("no"), voter("an"))
    assert (Entry.objects.count(), Voice.objects.count()) == (entries, 0)
    assert list(Elector.objects.order_by("pk").values_list("entry", flat=True)) == marked
    names = {field.name for field in Elector._meta.local_fields}
    assert names == {"id", "vote", "person", "voted", "entry"}
    for key in ("au", "dang", "sac"):
        cast(one, person(key), Ballot("yes"), voter(key))
    VOTES.take("close", one, head, {})
    closed = Entry.objects.order_by("-pk").first()
    assert set(Elector.objects.values_list("entry", flat=True)) == {closed.pk}


def test_a_named_vote_says_who_said_what(opening, person, head):
    one = opening("named")
    for key, said in zip(OFFICIAL, ("yes", "no", "other"), strict=False):
        cast(one, person(key), Ballot(said), voter(key))
    VOTES.take("close", one, head, {})
    assert lists.voices_of(one) == [
        ("Bùi Văn An", "Tán thành"),
        ("Đặng Thị Ân", "Ý kiến khác"),
        ("Lò Văn Ấn", "không bỏ phiếu"),
        ("Triệu Thị Âu", "Không tán thành"),
    ]
    assert (one.ayes, one.noes, one.other, one.returned, one.passed) == (1, 1, 1, 3, False)


def rejected(vote, who, ballot=None, key="an"):
    """Why a ballot is not taken, and that the counts stay as they were."""
    before = list(Vote.objects.filter(pk=vote.pk).values_list("ayes", "noes", "other", "state"))
    with pytest.raises(casting.Rejected) as refused:
        cast(vote, who, ballot or Ballot("yes"), voter(key))
    assert list(Vote.objects.filter(pk=vote.pk).values_list("ayes", "noes", "other", "state")) == before
    return refused.value.code


def entries_of_rejections():
    return [
        one.facts["rejected"] for one in Entry.objects.filter(flow="vote", step="rejected").order_by("pk")
    ]


@pytest.mark.parametrize("form", ["named", "secret"])
def test_nobody_votes_twice(opening, person, form):
    one = opening(form)
    cast(one, person("an"), Ballot("yes"), voter("an"))
    for _again in range(2):
        assert rejected(one, person("an"), Ballot("no")) == casting.TWICE
    assert entries_of_rejections() == ([casting.TWICE] if form == "named" else [])
    assert Vote.objects.get(pk=one.pk).ayes == 1


def test_nobody_votes_before_the_opening_or_after_the_close(put, head, few, person):
    one = put(form="named")
    assert rejected(one, person("an")) == casting.EARLY
    VOTES.take("open", one, head, {})
    VOTES.take("close", one, head, {})
    for _again in range(2):
        assert rejected(one, person("an")) == casting.LATE
    assert entries_of_rejections() == [casting.EARLY, casting.LATE]


def test_a_ballot_that_was_read_before_the_close_comes_too_late(opening, person, head):
    one = opening("named")
    stale = Vote.objects.get(pk=one.pk)
    VOTES.take("close", one, head, {})
    assert rejected(stale, person("an")) == casting.LATE
    assert not Elector.objects.filter(voted=True).exists()


def test_nobody_votes_from_outside_the_electorate(opening, person):
    one = opening()
    # the probationary member came and has no vote; a member of another cell was never called
    assert rejected(one, person("moi"), key="moi") == casting.STRANGER
    assert rejected(one, person("thay"), key="thay") == casting.STRANGER
    assert rejected(one, None) == casting.STRANGER


def test_a_member_suspended_that_morning_does_not_vote(sitting, put, head, few, person, cast):
    Exemption.objects.create(member=cast.members["sac"], kind=Exemption.SUSPENDED, since=DAY)
    one = put(form="named")
    VOTES.take("open", one, head, {})
    assert not Elector.objects.filter(person=person("sac")).exists()
    assert (one.official, one.present) == (4, 3)
    assert rejected(one, person("sac"), key="sac") == casting.STRANGER
    Exemption.objects.create(member=cast.members["an"], kind=Exemption.SUSPENDED, since=DAY)
    assert rejected(one, person("an")) == casting.SUSPENDED


def test_options_are_chosen_up_to_the_number(opening, person, head):
    one = opening("secret", about=Vote.CHOICE, options=("Thứ Bảy", "Chủ nhật", "Tối thứ Tư"), seats=2)
    first, second, third = one.options.values_list("pk", flat=True)
    for ballot, said in (
        (Ballot("", (first, second, third)), "nhiều nhất 2 dòng; đang chọn 3"),
        (Ballot(), "Chọn ít nhất một dòng"),
        (Ballot("none", (first,)), "bỏ chọn các tên"),
        (Ballot("", (first, 999_999)), "không thuộc lượt bỏ phiếu này"),
    ):
        with pytest.raises(Refused, match=said):
            cast(one, person("an"), ballot, voter("an"))
    for key, ballot in zip(
        OFFICIAL,
        (
            Ballot("", (first, second)),
            Ballot("", (first,)),
            Ballot("", (third, first, first)),
            Ballot("none"),
        ),
        strict=True,
    ):
        cast(one, person(key), ballot, voter(key))
    VOTES.take("close", one, head, {})
    assert [(each.ayes, each.chosen) for each in one.options.all()] == [(3, True), (1, False), (1, False)]
    assert lists.row_of(one).verdict == ("warn", "Được chọn: Thứ Bảy; còn thiếu 1")


def test_a_secret_vote_of_too_few_is_neither_opened_nor_closed(put, head, person):
    one = put(form="secret")
    with pytest.raises(Refused, match="Chỉ 4 người có quyền biểu quyết có mặt; dưới 5 người"):
        VOTES.take("open", one, head, {})
    set_to(LEAST_SECRET, 4, since=DAY - timedelta(days=300), actor=head)
    VOTES.take("open", one, head, {})
    for key in OFFICIAL[:3]:
        cast(one, person(key), Ballot("yes"), voter(key))
    with pytest.raises(Refused, match="Mới có 3 phiếu; dưới 4 phiếu"):
        VOTES.take("close", one, head, {})
    VOTES.take("withdraw", one, head, {"why": "nhiều đồng chí về sớm"})
    assert (one.ayes, one.noes, one.other, one.passed) == (0, 0, 0, None)


def test_of_a_named_vote_that_is_withdrawn_no_voice_is_left(opening, head, person):
    one, other = opening("named"), opening("named")
    for each in (one, other):
        cast(each, person(OFFICIAL[0]), Ballot("no"), voter(OFFICIAL[0]))
    VOTES.take("withdraw", one, head, {"why": "hỏi sai"})
    assert set(Voice.objects.values_list("elector__vote", flat=True)) == {other.pk}
    assert one.electors.filter(voted=True).count() == 1


def test_a_meeting_is_not_sent_while_a_ballot_is_open(opening, head, person):
    one = opening("named")
    with pytest.raises(Refused, match="Còn lượt bỏ phiếu đang mở"):
        meetings.FLOW.take("close", one.meeting, head, closing(person("dang")))
    VOTES.take("close", one, head, {})
    meetings.FLOW.take("close", one.meeting, head, closing(person("dang")))


def test_nobody_there_means_no_ballots(sitting, put, head, few):
    away = {each.person_id: Presence.EXCUSED for each in roll_of(sitting, DAY)}
    meetings.call_roll(sitting, away, head)
    one = put(form="named")
    with pytest.raises(Refused, match="không ai có quyền biểu quyết có mặt"):
        VOTES.take("open", one, head, {})


def test_a_party_election_by_electronic_ballot_needs_a_rule(put, head, few):
    told = {"form": "secret", "about": Vote.ELECTION, "options": ("A", "B"), "text": "Bầu phó bí thư"}
    with pytest.raises(Refused, match="dùng phiếu giấy"):
        put(**told)
    set_to(ELECTION_RULE, "Quy định số …", since=DAY, actor=head)
    one = put(**told)
    VOTES.take("open", one, head, {})
    assert one.electors.count() == 4
    set_to(ELECTION_RULE, "", since=DAY, actor=head)
    other = Vote.objects.create(
        meeting=one.meeting, number=9, text="x", about=Vote.ELECTION, form="secret", state=Vote.PUT
    )
    with pytest.raises(Refused, match="Chưa có văn bản nào"):
        VOTES.take("open", other, head, {})


@pytest.fixture
def member_at(cast, client):
    """A member signs in who holds no office but that of taking part."""

    def signed_in(key):
        person = cast.members[key].person
        account = Account.objects.create_user(f"dv-{key}", "mat-khau-dai", person=person)
        Office.objects.create(
            person=person, unit=cast.units["ben_da"], role="participant", title="Đảng viên", since=DAY
        )
        client.force_login(account, backend=BACKEND)
        return client

    return signed_in


def test_a_ballot_on_its_page(opening, member_at):
    one, client = opening(), member_at("an")
    address = reverse("ballot", args=[one.pk])
    own = reverse("own_meetings")
    assert "Đang bỏ phiếu Nghị quyết tháng 11 Bỏ phiếu" in words(client.get(own))
    shown = words(client.get(address))
    assert "không ghi bỏ gì, lúc nào" in shown
    empty = client.post(address, {})
    assert (empty.status_code, "Chọn một trong ba ý" in words(empty)) == (422, True)
    assert client.post(address, {"answer": "no"}).url == address
    assert "Đã ghi phiếu của đồng chí" in words(client.get(address))
    again = client.post(address, {"answer": "yes"})
    assert (again.status_code, "Mỗi người một phiếu" in words(again)) == (409, True)
    assert "Đang bỏ phiếu" not in words(client.get(own))
    one.refresh_from_db()
    assert (one.ayes, one.noes) == (0, 1)


def test_an_open_ballot_waits_on_the_first_page(opening, cast, at):
    account = cast.accounts["buong"]
    account.person = cast.members["an"].person
    account.save()
    Office.objects.filter(unit=cast.units["ben_da"]).moved(Entry.objects.first(), person=account.person)
    one, client = opening(), at("buong")
    assert "Bỏ phiếu: Nghị quyết tháng 11" in words(first_page(client, "meetings.votes"))
    client.post(reverse("ballot", args=[one.pk]), {"answer": "yes"})
    assert "Bỏ phiếu: Nghị quyết" not in words(first_page(client, "meetings.votes"))


def test_a_refused_ballot_keeps_what_was_chosen(opening, member_at):
    one, client = opening("named", about=Vote.CHOICE, options=("Một", "Hai", "Ba"), seats=2), member_at("an")
    keys = [str(key) for key in one.options.values_list("pk", flat=True)]
    answer = client.post(reverse("ballot", args=[one.pk]), {"option": keys})
    assert answer.status_code == 422
    assert answer.content.decode().count(" checked") == 3


def test_one_of_several_or_none_by_radio(opening, member_at):
    one, client = opening("named", about=Vote.CHOICE, options=("Một", "Hai")), member_at("an")
    assert client.post(reverse("ballot", args=[one.pk]), {"option": "none"}).status_code == 302
    assert Voice.objects.get().answer == Voice.NONE


@pytest.mark.parametrize(("login", "status"), [("chanh", 200), ("khac", 404), ("ubnd", 404), ("la", 403)])
def test_who_opens_the_page_of_ballots(opening, at, login, status):
    assert at(login).get(reverse("ballot", args=[opening().pk])).status_code == status


def test_a_vote_by_hand_has_no_page_of_ballots(put, at):
    assert at("chanh").get(reverse("ballot", args=[put().pk])).status_code == 404


def test_while_ballots_are_open_the_page_tells_how_many_and_not_what(opening, person, at):
    one = opening()
    cast(one, person("an"), Ballot("no"), voter("an"))
    shown = words(at("chanh").get(reverse("vote", args=[one.pk])))
    assert "1/4" in shown
    assert "không tán thành" not in shown.lower()
