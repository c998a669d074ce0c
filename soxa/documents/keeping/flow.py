"""The life of a file of the plan: opened with the plan, closed, handed in to the archive, destroyed when its term is over."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.keeping import forms
from soxa.documents.keeping.destroying import destroy, objection
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import PLAN, Shelf
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.acts import ARCHIVES, ND_30

DESTROY = "documents.approve"
F = Folder


def _closed(folder: Folder, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if on < folder.opened_on:
        raise Refused(
            _("Hồ sơ mở ngày {day}; không kết thúc trước ngày ấy.").format(day=day_text(folder.opened_on))
        )
    folder.closed_on = on


def _reopened(folder: Folder, facts: dict[str, Any], entry: Entry) -> None:
    folder.closed_on, folder.reason = None, facts["reason"]


def _handed_in(folder: Folder, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if folder.closed_on and on < folder.closed_on:
        raise Refused(
            _("Hồ sơ kết thúc ngày {day}; không nộp trước ngày ấy.").format(day=day_text(folder.closed_on))
        )
    folder.handed_on, folder.receiver = on, facts["receiver"]


LIFE = Flow(
    "folder",
    Step(
        "close", gettext_lazy("Kết thúc hồ sơ"), (F.OPEN,), F.CLOSED, by=PLAN, cite=ND_30.at("Điều 29"),
        form=forms.Close, then=_closed,
    ),
    Step(
        "reopen", gettext_lazy("Mở lại hồ sơ"), (F.CLOSED,), F.OPEN, by=PLAN, form=forms.Reopen,
        untold=frozenset({"reason"}), then=_reopened,
    ),
    Step(
        "hand_in", gettext_lazy("Ghi đã nộp lưu trữ"), (F.CLOSED,), F.HANDED, by=PLAN, cite=ARCHIVES.at(""),
        form=forms.HandIn, untold=frozenset({"receiver"}), then=_handed_in,
    ),
    Step(
        "destroy", gettext_lazy("Hủy hồ sơ"), (F.CLOSED, F.HANDED), F.DESTROYED, by=DESTROY, cite=ARCHIVES.at(""),
        form=forms.Destroy, unless=objection, untold=frozenset({"reason"}), then=destroy,
    ),
)  # fmt: skip


def close_year(shelf: Shelf, actor: Actor, *, on: date) -> int:
    """Close every file of a plan that is still open, all or none; how many. Refused when none is."""
    with transaction.atomic():
        still = list(shelf.folders().filter(state=Folder.OPEN))
        if not still:
            raise Refused(_("Không còn hồ sơ nào của năm {year} đang mở.").format(year=shelf.year))
        for one in still:
            LIFE.take("close", one, actor, {"on": on})
    return len(still)
