"""What a form says of a field it cannot take: words of the office, none of the framework's."""

import pytest
from django import forms


class Asked(forms.Form):
    name = forms.CharField(max_length=5)
    number = forms.IntegerField(max_value=99_999, min_value=1)
    kind = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()


GOOD = {"name": "Ấn", "number": "12", "kind": "a"}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Ô này phải ghi."),
        ({"name": "sáu chữ"}, "name", "Dài quá: nhiều nhất 5 ký tự, đang có 7."),
        ({"number": "mười"}, "number", "Ghi một số nguyên, ví dụ 12."),
        ({"number": "100000"}, "number", "Nhiều nhất là 99999."),
        ({"number": "0"}, "number", "Ít nhất là 1."),
        ({"kind": "z"}, "kind", "Chọn một dòng trong danh sách."),
        ({}, "file", "Chọn một tệp."),
    ],
)
def test_it_speaks_as_offices_do(typed, field, said):
    form = Asked({**GOOD, **typed})
    assert form.errors[field] == [said]
