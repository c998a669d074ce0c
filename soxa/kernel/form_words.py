"""What a form says of a field that cannot be taken, in the office's words instead of the framework's."""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy

OFFICE_WORDS = (
    (forms.Field, {"required": gettext_lazy("Ô này phải ghi.")}),
    (forms.ChoiceField, {"invalid_choice": gettext_lazy("Chọn một dòng trong danh sách.")}),
    (forms.TypedChoiceField, {"invalid_choice": gettext_lazy("Chọn một dòng trong danh sách.")}),
    (forms.ModelChoiceField, {"invalid_choice": gettext_lazy("Chọn một dòng trong danh sách.")}),
    (
        forms.MultipleChoiceField,
        {
            "invalid_choice": gettext_lazy("Chọn các dòng trong danh sách."),
            "invalid_list": gettext_lazy("Chọn các dòng trong danh sách."),
        },
    ),
    (forms.IntegerField, {"invalid": gettext_lazy("Ghi một số nguyên, ví dụ 12.")}),
    (forms.DecimalField, {"invalid": gettext_lazy("Ghi một số, ví dụ 12,5.")}),
    (forms.FileField, {"required": gettext_lazy("Chọn một tệp.")}),
)
LIMITS = (
    (
        validators.MaxLengthValidator,
        gettext_lazy("Dài quá: nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d."),
    ),
    (
        validators.MinLengthValidator,
        gettext_lazy("Ngắn quá: ít nhất %(limit_value)d ký tự, đang có %(show_value)d."),
    ),
    (validators.MaxValueValidator, gettext_lazy("Nhiều nhất là %(limit_value)s.")),
    (validators.MinValueValidator, gettext_lazy("Ít nhất là %(limit_value)s.")),
)


def say_it_as_the_office_does() -> None:
    """Put these words in the place of the framework's, for every form."""
    for field, words in OFFICE_WORDS:
        field.default_error_messages = {**field.default_error_messages, **words}
    for validator, message in LIMITS:
        validator.message = message
