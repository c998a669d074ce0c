"""Soft references to filings of numbers made readable."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from soxa.desk.reference_kinds import Kind, in_sight, nothing
from soxa.values.filing.lists import name_of
from soxa.values.models import Filing

VALUE_KINDS: dict[str, Kind] = {
    "filing": Kind(
        gettext_lazy("bảng số liệu"),
        nothing,
        lambda key: reverse("filing", args=[int(key)]),
        seen=in_sight(Filing, name_of),
    ),
}
