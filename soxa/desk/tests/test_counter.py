"""The counter: one asks, another grants; nobody alone, nobody for himself, nobody for another's account."""

from datetime import timedelta

import pytest
from django.utils import timezone

from soxa.desk import counter
from soxa.desk.tests.signing_in import first_page, signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.org.models import Account, CounterAsk, Office
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = "/quay-tai-khoan/"
ASK = {"username": "buong", "kind": "password", "shown": "CCCD, thẻ đảng viên"}


@pytest.fixture(autouse=True)
def people(cast):  # noqa: F811
    """A clerk and the keeper of the system beside the cast."""
    cast.office("thu", "clerk", "upper", "Văn thư")
    cast.office("giu", "system_admin", "upper", "Quản trị hệ thống")
    return cast


def asked(who="thu", **given):
    return signed_in(who).post(PAGE, {**ASK, **given})


def one():
    return CounterAsk.objects.get(settled_at=None)


def password(username):
    return Account.objects.get(username=username).password


def settle(who, slug="xac-nhan"):
    return signed_in(who).post(f"{PAGE}{one().pk}/{slug}/")


def test_one_asks_another_grants_both_in_the_journal():
    before = password("buong")
    assert asked().status_code == 302
    assert password("buong") == before
    assert "Người buong: mật khẩu mới" in words(first_page(signed_in("chanh"), "accounts"))
    told = settle("chanh")
    assert told["Cache-Control"] == "no-store"
    assert "chỉ hiện một lần" in words(told)
    assert password("buong") != before
    steps = list(Entry.objects.filter(flow="accounts").order_by("id").values_list("step", "actor"))
    assert steps[-2:] == [("ask", "Người thu"), ("password", "Người chanh")]
    assert not CounterAsk.objects.filter(settled_at=None).exists()


def test_nobody_is_both():
    assert asked("chanh").status_code == 302
    assert "phải là hai người" in words(signed_in("chanh").get(PAGE))
    assert settle("chanh").status_code == 403
    assert settle("giu").status_code == 403, "the keeper answers for no office of the Party"
    assert settle("thu").status_code == 403, "a clerk answers for no account"
    assert CounterAsk.objects.get().settled_at is None


def test_nobody_grants_or_asks_his_own():
    assert asked("chanh", username="chanh").status_code == 422
    assert asked("thu", username="chanh").status_code == 302
    assert settle("chanh").status_code == 403


def test_the_page_of_the_account_gives_no_password_alone():
    before = password("buong")
    answer = signed_in("chanh").post("/cai-dat/tai-khoan/buong/mat-khau/", follow=True)
    assert "Phải có một đồng chí khác đề nghị tại quầy trước" in words(answer)
    assert password("buong") == before
    put(counter.TWO_HANDS, False, since=TODAY, actor=machine("thử"))
    assert "chỉ hiện một lần" in words(signed_in("chanh").post("/cai-dat/tai-khoan/buong/mat-khau/"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "khac"}, "Không có tài khoản “khac” trong phạm vi"),
        ({"username": "ai-do"}, "Không có tài khoản “ai-do”"),
        ({"shown": " "}, "Ghi giấy tờ đã xem"),
        ({"kind": "x"}, "Chọn việc đề nghị"),
    ],
)
def test_what_cannot_be_asked_is_said_and_not_written(given, said):
    before = Entry.objects.count()
    answer = asked(**given)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Entry.objects.count() == before


def test_an_ask_is_made_once_and_lapses_after_its_hours():
    asked()
    assert "đang chờ xác nhận" in words(asked("chanh"))
    held = one()
    held.until = timezone.now()
    held.save(update_fields=["until"])
    assert signed_in("chanh").post(f"{PAGE}{held.pk}/xac-nhan/").status_code == 404
    assert asked().status_code == 302
    assert CounterAsk.objects.count() == 2
    assert one().until - one().at == timedelta(hours=24)


def test_an_ask_is_taken_back_by_who_made_it_or_refused_by_who_could_grant_it():
    asked()
    assert settle("thu", "bo").status_code == 302
    asked()
    assert settle("chanh", "bo").status_code == 302
    assert list(CounterAsk.objects.values_list("granted", flat=True)) == [False, False]
    asked()
    assert settle("giu", "bo").status_code == 403


def test_who_comes_to_the_counter():
    asked()
    for who in ("buong", "nhung", "ubnd"):
        assert signed_in(who).get(PAGE).status_code == 403, who
    assert "Người buong" not in words(signed_in("khac").get(PAGE))
    assert settle("khac").status_code == 404


@pytest.mark.parametrize("kind", ["password", "second", "card"])
def test_a_former_officer_s_account_is_not_anybody_s(people, kind):
    """Whoever was office head may be so again: two clerks do not open that door between them."""
    people.office("tochuc", "organiser", "upper", "Cán bộ tổ chức")
    former = people.office("cu", "office_head", "upper", "Nguyên Chánh Văn phòng")
    held = Office.objects.get(person=former.person)
    held.until = TODAY
    held.save()
    before = password(former.username)
    assert asked("thu", username=former.username, kind=kind).status_code == 302
    assert settle("tochuc").status_code == 403
    assert password(former.username) == before
