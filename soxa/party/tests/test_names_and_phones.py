"""One form of a telephone number, however it comes; the name at birth beside the name in use, or in its stead."""

import pytest

from soxa.party.flow import ACTS
from soxa.party.member_import import plan
from soxa.party.models import Member
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import HEAD, members, person
from soxa.party.tests.test_member_import import ME, export_members


def load(cast, *rows, head=HEAD):
    preview = plan(members(*rows, head=head), unit_id=cast.units["upper"].pk, on=TODAY)
    assert [fault.text for fault in preview.findings] == []
    preview.commit(ME)
    return preview


def heads(*names):
    """The usual heading with these columns for "Họ và tên"."""
    return [HEAD[0], *names, *HEAD[2:]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912 345 678"),
        ("0912.345.678", "0912 345 678"),
        ("0912 345 678", "0912 345 678"),
        ("+84 912 345 678", "0912 345 678"),
        ("84912345678", "0912 345 678"),
        ("0912345678; 0987654321", "0912 345 678"),
        ("024 3825 1234", "02438251234"),
        ("+856 20 5551 2345", "+8562055512345"),
        ("", ""),
    ],
)
def test_a_number_is_kept_in_one_form(cast, typed, kept):
    load(cast, person(card="12000100", phone=typed or None))
    assert Member.objects.get(card_no="12000100").person.phone == kept
    form = ACTS["visit"].form({"phone": typed}, life=None, today=TODAY)
    assert form.fields["phone"].clean(typed) == kept


def test_what_is_no_number_is_told_in_the_form():
    form = ACTS["visit"].form({"phone": "12"}, life=None, today=TODAY)
    assert form.errors["phone"] == ["Không phải số điện thoại. Ghi đủ 10 chữ số, ví dụ 0912 345 678."]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Họ và tên khai sinh", "Họ và tên đang dùng"), ("Nguyễn Thị Mơ", "Nguyễn Thị Mây")),
        (("Họ và tên", "Họ và tên khai sinh"), ("Nguyễn Thị Mây", "Nguyễn Thị Mơ")),
        (("Họ tên đang dùng", "Tên khai sinh"), ("Nguyễn Thị Mây", "Nguyễn Thị Mơ")),
    ],
)
def test_both_names_go_where_they_belong(cast, names, said):
    number, _name, *rest = person(card="12000100")
    load(cast, [number, *said, *rest], head=heads(*names))
    one = Member.objects.get(card_no="12000100").person
    assert (one.full_name, one.birth_name, one.folded) == (
        "Nguyễn Thị Mây",
        "Nguyễn Thị Mơ",
        "nguyen thi may",
    )


@pytest.mark.parametrize(
    "name", ["Họ và tên khai sinh", "Họ và tên (theo khai sinh)", "Họ và tên theo khai sinh"]
)
def test_the_name_at_birth_alone_is_the_name(cast, name):
    load(cast, person("Nguyễn Thị Mơ", card="12000100"), head=heads(name))
    one = Member.objects.get(card_no="12000100").person
    assert (one.full_name, one.birth_name) == ("Nguyễn Thị Mơ", "")


def test_a_name_at_birth_learnt_later_is_a_correction(cast):
    number, name, *rest = person("Bùi Văn An", "20/11/1990", card="12345678", admitted=None, recognised=None)
    preview = load(cast, [number, name, "Bùi Văn Ân", *rest], head=heads("Họ và tên", "Họ và tên khai sinh"))
    assert [one.fields for one in preview.changed] == [("birth_name",)]
    assert Member.objects.get(card_no="12345678").person.birth_name == "Bùi Văn Ân"


def test_what_went_out_with_a_name_at_birth_comes_back_as_it_was(cast):
    one = cast.members["an"].person
    one.birth_name, one.phone = "Bùi Văn Ân", "0912 345 678"
    one.save()
    preview = plan(export_members(cast.units["upper"].pk, TODAY), unit_id=cast.units["upper"].pk, on=TODAY)
    assert [fault.text for fault in preview.findings] == []
    assert (preview.counts["changed"], preview.counts["new"]) == (0, 0)
