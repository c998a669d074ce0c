"""The life of an inspection: prepared, carried out, concluded, followed up, filed; or taken out of the programme."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.discipline_acts import QD_296
from soxa.party.inspection import forms
from soxa.party.inspection.models import Inspection, Recommendation, Stage
from soxa.party.own_case import own_case
from soxa.party.year_opens import PLANS_AHEAD, opens

WRITE = "inspections.write"
I = Inspection  # noqa: E741
_LAW = QD_296.at("")


def _stage(code: str) -> Any:
    """The effect of a stage done: its row gets day, paper and note, in the order of the stages."""

    def done(case: Inspection, facts: dict[str, Any], entry: Entry) -> None:
        on: date = facts["on"]
        rows = {one.code: one for one in Stage.objects.select_for_update().filter(inspection=case)}
        latest = max((one.done_on for one in rows.values() if one.done_on), default=None)
        if on < (first := opens(case.year, PLANS_AHEAD)):
            raise Refused(_("Cuộc của năm {year}: bước này không trước {day}.").format(year=case.year, day=day_text(first)))  # fmt: skip
        begun = latest or case.since
        if begun and on < begun:
            raise Refused(_("Bước trước ghi ngày {day}; bước này không trước ngày ấy.").format(day=day_text(begun)))  # fmt: skip
        row = rows[code]
        row.done_on, row.paper, row.note, row.entry = on, facts.get("paper", ""), facts.get("note", ""), entry
        row.document_key = facts.get("document_key", "")
        row.save()

    return done


def _prepared(case: Inspection, facts: dict[str, Any], entry: Entry) -> None:
    _stage("prepare")(case, facts, entry)
    case.team = facts["team"]


def _concluded(case: Inspection, facts: dict[str, Any], entry: Entry) -> None:
    _stage("conclude")(case, facts, entry)
    case.concluded_on, case.report_paper = facts["on"], facts["report_paper"]
    case.conclusion = facts["conclusion"]


def _dropped(case: Inspection, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if case.since and on < case.since:
        raise Refused(
            _("Cuộc này vào chương trình ngày {day}; không đưa ra trước ngày ấy.").format(
                day=day_text(case.since)
            )
        )
    case.dropped_on, case.dropped_why = on, facts["reason"]
    if case.since:
        case.until = min(case.until, max(on, case.since))


def _approved(case: Inspection) -> str:
    programme = case.programme
    if programme and programme.approved_on is None:
        return _("Chương trình năm chưa ban hành; ghi ban hành chương trình rồi mới tiến hành.")
    return ""


def _all_verified(case: Inspection) -> str:
    left = Recommendation.objects.filter(inspection=case, verified_on=None).count()
    if left:
        return _("Còn {count} kiến nghị, yêu cầu chưa được xác minh là đã thực hiện.").format(count=left)
    return ""


LIFE = Flow(
    "inspection",
    Step(
        "prepare", gettext_lazy("Ghi đã chuẩn bị"), (I.PLANNED,), I.PREPARED, by=WRITE, cite=_LAW,
        form=forms.Prepare, unless=_approved, then=_prepared, untold=frozenset({"team", "note"}),
    ),
    Step(
        "carry_out", gettext_lazy("Ghi đã tiến hành"), (I.PREPARED,), I.CARRIED_OUT, by=WRITE, cite=_LAW,
        form=forms.Done, then=_stage("carry_out"), untold=frozenset({"note"}),
    ),
    Step(
        "conclude", gettext_lazy("Ghi kết luận"), (I.CARRIED_OUT,), I.CONCLUDED, by=WRITE, cite=_LAW,
        form=forms.Conclude, then=_concluded, untold=frozenset({"conclusion", "note"}),
    ),
    Step(
        "follow_up", gettext_lazy("Ghi đã thực hiện xong kết luận"), (I.CONCLUDED,), I.FOLLOWED_UP, by=WRITE,
        cite=_LAW, form=forms.FollowUp, unless=_all_verified, then=_stage("follow_up"), untold=frozenset({"note"}),
    ),
    Step(
        "file", gettext_lazy("Ghi đã lưu hồ sơ"), (I.FOLLOWED_UP,), I.FILED, by=WRITE, cite=_LAW,
        form=forms.FileAway, then=_stage("file"), untold=frozenset({"note"}),
    ),
    Step(
        "drop", gettext_lazy("Đưa ra khỏi chương trình"), (I.PLANNED, I.PREPARED, I.CARRIED_OUT), I.DROPPED,
        by=WRITE, cite=_LAW, form=forms.Drop, then=_dropped, untold=frozenset({"reason"}),
    ),
    bars=own_case,
)  # fmt: skip
SLUGS = {
    "prepare": "chuan-bi",
    "carry_out": "tien-hanh",
    "conclude": "ket-luan",
    "follow_up": "thuc-hien-xong",
    "file": "luu-ho-so",
    "drop": "dua-ra",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
