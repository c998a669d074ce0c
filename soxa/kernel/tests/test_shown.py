"""Two who correct one record: what one left alone stays as the other wrote it; what both changed is refused with both values."""

import re

import pytest
from django import forms

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import NAME, AsShown


class Correct(AsShown):
    name = forms.CharField(label="Tên")
    day = DayField("Ngày", required=False)
    way = forms.ChoiceField(label="Cách", choices=[("a", "Cách A"), ("b", "Cách B")], required=False)
    sure = forms.BooleanField(label="Chắc", required=False)
    note = forms.CharField(label="Ghi chú", required=False)
    number = forms.CharField(label="Số niêm kín", required=False)
    struck = forms.BooleanField(label="Ghi nhầm", required=False)
    basis = forms.CharField(label="Căn cứ")

    def __init__(self, data=None, *, sealed="s1", **options):
        super().__init__(data, **options)
        self.sealed = sealed

    def behind(self):
        return {"number": self.sealed}


BOOK = {"name": "An", "day": None, "way": "a", "sure": False, "note": "một\nhai"}
SENT = {"name": "An", "day": "", "way": "a", "note": "một\r\nhai", "number": "", "basis": "GT 1"}


def mark_of(form):
    return re.search(rf'name="{NAME}" value="([^"]+)"', form.mark()).group(1)


def posted(now=None, *, opened=None, sealed="s1", **typed):
    """The form as it is read when the book says `now`, opened when it said `opened`."""
    mark = mark_of(Correct(initial={**BOOK, **(opened or {})}))
    return Correct({**SENT, NAME: mark, **typed}, initial={**BOOK, **(now or {})}, sealed=sealed)


def test_what_was_left_alone_stays_as_another_hand_wrote_it():
    form = posted({"day": "2026-06-15", "way": "b", "sure": True, "note": "ba"}, name="Ân")
    assert form.is_valid(), form.errors
    told = form.cleaned_data
    assert (told["name"], f"{told['day']:%d/%m/%Y}", told["way"], told["sure"], told["note"]) == (
        "Ân",
        "15/06/2026",
        "b",
        True,
        "ba",
    )
    assert form["way"].value() == "b"


def test_a_box_that_another_hand_emptied_stays_empty():
    form = posted({"sure": False, "note": ""}, opened={"sure": True}, sure="on")
    assert form.is_valid()
    assert (form.cleaned_data["sure"], form.cleaned_data["note"]) == (False, "")


@pytest.mark.parametrize(
    ("now", "typed", "both"),
    [
        ({"name": "Ấn"}, {"name": "Ân"}, ("“Ấn”", "“Ân”")),
        ({"way": "b"}, {"way": ""}, ("“Cách B”", "“để trống”")),
        ({"day": "2026-06-15"}, {"day": "16/06/2026"}, ("“15/06/2026”", "“16/06/2026”")),
    ],
)
def test_what_both_changed_is_refused_with_both_values_and_the_typed_one_kept(now, typed, both):
    form = posted(now, **typed)
    (field,) = typed
    assert list(form.errors) == [field]
    assert all(words in form.errors[field][0] for words in both)
    assert form[field].value() == typed[field]
    again = Correct({**SENT, NAME: mark_of(form), **typed}, initial={**BOOK, **now})
    assert again.is_valid()  # both values have been seen


def test_the_same_change_by_both_is_no_clash():
    assert posted({"day": "2026-06-15", "name": "Ân"}, day="15.6.2026", name="Ân").is_valid()


def test_a_day_typed_otherwise_is_left_alone_all_the_same():
    form = posted({"day": "2026-06-16"}, opened={"day": "2026-06-15"}, day="15062026")
    assert form.is_valid()
    assert f"{form.cleaned_data['day']:%d}" == "16"


def test_a_sealed_fact_that_both_wrote_is_refused_without_a_value():
    assert posted(sealed="s2").is_valid()
    form = posted(sealed="s2", number="001")
    assert list(form.errors) == ["number"]
    assert "s2" not in str(form.errors)


def test_a_whole_row_is_not_taken_back_unseen():
    assert list(posted({"note": "ba"}, struck="on").errors) == ["struck"]
    assert posted(struck="on").is_valid()


def test_the_mark_tells_nothing_and_a_broken_one_is_none():
    mark = mark_of(Correct(initial=BOOK))
    assert "An" not in mark
    assert Correct({**SENT, NAME: mark[:-1] + "!"}, initial={**BOOK, "name": "Ấn"}).is_valid()
