"""Ballots that wait for the reader while a vote is open."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting
from soxa.meetings.voting.lists import open_to
from soxa.meetings.voting.models import Vote


def votes(reader: Any, today: date) -> list[Waiting]:
    """Votes that are open to the reader and that he has not cast a ballot in; one question."""
    return [_line(one) for one in open_to(reader.person_id)]


def _line(vote: Vote) -> Waiting:
    return Waiting(
        title=_("Bỏ phiếu: {text}").format(text=vote.text),
        detail=vote.meeting.called,
        verb=_("Bỏ phiếu"),
        address=reverse("ballot", args=[vote.pk]),
        level=WARN,
        words=_("Đang bỏ phiếu"),
    )
