"""The first day of a real book."""

import pytest
from django.contrib.auth import authenticate

from soxa.desk.opening import first_commune, matching_names, new_password, official_warning
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.kernel.preferences import BOOK_NAME, value_of
from soxa.kernel.units.tree import tree
from soxa.org.models import Account, Office


@pytest.mark.django_db
def test_a_book_begins_with_its_commune_and_one_account(rf):
    made = first_commune("xã  Liên Minh", "08227")
    assert (made.name, made.code, made.username) == ("xã Liên Minh", "08227", "van-phong")
    assert tree().name(tree().by_code("08227").id) == "xã Liên Minh"
    assert value_of(BOOK_NAME) == "xã Liên Minh"
    account = authenticate(rf.post("/"), username="van-phong", password=made.password)
    assert account is not None
    (held,) = account.held_offices()
    assert (held.role.code, account.full_name()) == ("office_head", "Văn phòng Đảng ủy")
    assert Entry.objects.filter(flow="accounts", step="create").count() == 1


@pytest.mark.django_db
def test_a_book_has_one_commune():
    first_commune("xã Liên Minh")
    with pytest.raises(Refused, match="đã có xã"):
        first_commune("xã Liên Minh")
    assert Account.objects.count() == Office.objects.count() == 1
    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_a_nameless_commune_is_refused():
    with pytest.raises(Refused):
        first_commune("   ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "code", "known"),
    [("xã Liên Minh", "", "xa"), ("xã Liên Minh, Phú Thọ", "", "08227"), ("phường Hoàn Kiếm", "", "00070")],
)
def test_the_code_is_looked_up_when_only_one_bears_the_name(name, code, known):
    assert first_commune(name, code).code == known


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xã Liên Minh", "08227"),
        ("Xã Liên Minh", ""),
        ("xa lien minh", "08227"),
        ("xã Liên Minh, tỉnh Phú Thọ", "08227"),
        ("phường Hoàn Kiếm", "00070"),
    ],
)
def test_an_official_name_passes(name, code):
    assert official_warning(name, code) == ""


def test_a_name_of_another_code_is_told_with_the_official_one():
    said = official_warning("xã Đồng Vải", "08227")
    assert "Xã Liên Minh" in said
    assert "xã Đồng Vải" in said


def test_a_strange_code_and_a_strange_name_offer_near_ones():
    assert "không có mã 99901" in official_warning("xã Đồng Vải", "99901")
    said = official_warning("xã Liên Mình Hạ")
    assert "không có “xã Liên Mình Hạ”" in said
    assert "Xã Liên Minh" in said


def test_names_are_searched_without_tone_marks():
    assert "08227" in [one.code for one in matching_names("lien minh phu tho")]
    assert matching_names("") == []


def test_passwords_differ_and_can_be_read_aloud():
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 17 and not set(one) & set("0o1il") for one in made)
