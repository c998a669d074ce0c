"""The person behind a card number typed in a form, in the reader's sight only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from soxa.org.models import Person
from soxa.party.models import Membership
from soxa.party.rules import card_digits


def member_of_card(text: str, reader: Any, today: date) -> Person:
    """The member at home in sight today whose card has this number; ValidationError in words when there is none."""
    try:
        digits = card_digits(text, today)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
    seen: Any = Membership.objects.seen_by(reader)
    spells = seen.home().filter(Membership.standing(today), member__card_no=digits)
    found = spells.select_related("member__person").first()
    if found is None:
        raise forms.ValidationError(_("Không có đảng viên nào mang số thẻ này trong phạm vi đang xem."))
    person: Person = found.member.person
    return person
