"""What a person must say at each step of discipline of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.party.case_day import CaseDayField
from soxa.party.censure.models import Censure
from soxa.party.discipline import forms as of_members
from soxa.party.forms import unit_field
from soxa.party.voting.forms import CaseForm, paper


class Open(of_members.Open):
    """Which organisation, or its committee; the violation, when it was, on what ground."""

    unit = unit_field(gettext_lazy("Tổ chức đảng"))
    subject = forms.ChoiceField(label=gettext_lazy("Đối tượng"), choices=Censure.SUBJECTS)
    outside_on = told_on = None  # type: ignore[assignment]
    field_order = ("unit", "subject")

    def __init__(self, *given: Any, units: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        offered: Any = self.fields["unit"]
        offered.choices = [("", "–"), *units]


class Decide(CaseForm):
    """Who decided what, when, by which paper."""

    level = forms.ChoiceField(label=gettext_lazy("Hình thức kỷ luật"), choices=Censure.LEVELS)
    body = forms.ChoiceField(label=gettext_lazy("Nơi quyết định"), choices=Censure.BODIES)
    on = CaseDayField(gettext_lazy("Ngày quyết định"))
    paper = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))
