"""The life of a report: drafted in rounds, issued with its figures frozen and the journal sealed, withdrawn for a reason."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.files import Paper as Printed
from soxa.documents.files import attach
from soxa.documents.flow import begin_issued
from soxa.documents.models import Document, DocumentFile
from soxa.kernel import files, flow, journal
from soxa.kernel.flow import Flow, Step
from soxa.kernel.locks import hold_still, one_at_a_time
from soxa.kernel.models import Entry, Seal
from soxa.kernel.page import day_text
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.record import to_json
from soxa.law.acts import QD_399
from soxa.law.periods import Period
from soxa.reports import content, forms
from soxa.reports.appendices import sealed
from soxa.reports.freezing import Keeping, freeze
from soxa.reports.models import Report
from soxa.reports.standing_words import BODY, KIND, Signer, signer_in
from soxa.steering.counted import counted_tables
from soxa.values.cut_off import moments

WRITE, ISSUE = "reports.write", "reports.issue"


def issue_refusal(report: Report, *, signed_on: date) -> str:
    """Why a report may not go out on this day; empty when nothing stands in the way."""
    cut = moments(report.unit_id, Period.parse(report.period)).party.on
    if signed_on < cut:
        return _(
            "Số liệu đảng viên chốt đến hết ngày {cut}, sau ngày ban hành {day}. Đặt lại ngày chốt hoặc ngày ban hành."
        ).format(cut=day_text(cut), day=day_text(signed_on))
    return ""


def _issued(report: Report, facts: dict[str, Any], entry: Entry) -> None:
    """Number it, freeze figures, seal the journal with this act inside, keep the paper's bytes.

    The locks are taken in one order, so that nobody waits for one who waits: reports one after the other (each ends in a
    seal), then the number, as any clerk takes one, then what is counted.
    """
    signed_on: date = facts["signed_on"]
    one_at_a_time(Seal)
    if why := issue_refusal(report, signed_on=signed_on):
        raise flow.Refused(why)
    hand = signer_in(report.unit_id, signed_on, facts["office"])
    numbered = _numbered(report, hand, signed_on, entry)
    hold_still(*counted_tables())
    keeping = Keeping(report.unit_id)
    out = content.Issue(numbered.notation, signed_on, hand.name, hand.post, keeping)
    paper, live = content.compose(report, signed_on, out)
    freeze(report, live.printed.values(), keeping.held, entry)
    seal = journal.seal() or Seal.objects.order_by("-id").first()
    paper = sealed(paper, seal.digest) if seal else paper
    report.content, report.seal, report.entry = files.keep(to_json(paper)), seal, entry
    report.document, report.signed_on, report.signer = numbered, signed_on, out.signer
    attach(
        numbered,
        Printed(pdf(paper), f"{numbered.notation.replace('/', '-')}.pdf", "application/pdf"),
        DocumentFile.ISSUED,
        entry,
    )
    report.cut_offs = {
        "party": live.moments.party.on.isoformat(),
        "values": live.moments.values.on.isoformat(),
    }


def _numbered(report: Report, hand: Signer, on: date, entry: Entry) -> Document:
    """The report in the register of what goes out."""
    document = Document(
        unit_id=report.unit_id,
        body=BODY,
        kind=KIND,
        abstract=title_of(report),
        signer=f"{hand.post.capitalize()} {hand.name}".strip(),
        recipients="\n".join(content.layout_of(report.kind, Period.parse(report.period)).recipients),
        origin_kind="report",
        origin_key=str(report.pk),
    )
    begin_issued(document, journal.signer(entry), on=on)
    return document


def title_of(report: Report) -> str:
    """The report in a list: "Báo cáo sơ kết 6 tháng đầu năm 2026"."""
    sort = _("Báo cáo sơ kết") if report.kind == Report.HALF_YEAR else _("Báo cáo tổng kết")
    return f"{sort} {Period.parse(report.period).title()}"


def _withdrawn(report: Report, facts: dict[str, Any], entry: Entry) -> None:
    report.reason = facts["reason"]


def _next_round(report: Report, facts: dict[str, Any], entry: Entry) -> None:
    report.draft_no += 1


FLOW = Flow(
    "report",
    Step(
        "issue", gettext_lazy("Phát hành"), (Report.DRAFT,), Report.ISSUED, by=ISSUE, cite=QD_399.at(""),
        form=forms.Issue, then=_issued,
    ),
    Step("redraft", gettext_lazy("Sang lần dự thảo sau"), (Report.DRAFT,), Report.DRAFT, by=WRITE, then=_next_round),
    Step(
        "withdraw", gettext_lazy("Thu hồi"), (Report.ISSUED,), Report.WITHDRAWN, by=ISSUE, cite=QD_399.at(""),
        form=forms.Withdraw, then=_withdrawn,
    ),
)  # fmt: skip
