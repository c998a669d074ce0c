"""Writes reports: opens a draft, takes what people write, issues it, and renders it as HTML, Word or PDF."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from soxa.kernel import files, flow, journal
from soxa.kernel.access import Actor
from soxa.kernel.lost import telling
from soxa.kernel.paper.html import STYLE, html
from soxa.kernel.paper.model import Paper
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.record import from_json
from soxa.kernel.paper.word import word
from soxa.kernel.refusal import Refused
from soxa.kernel.request_memo import held_request
from soxa.law.periods import Period
from soxa.reports import content
from soxa.reports.flow import FLOW, WRITE
from soxa.reports.freezing import doors
from soxa.reports.models import Report, ReportText
from soxa.reports.standing_words import Signer, signers


def open_draft(kind: str, unit_id: int, period: str, actor: Actor) -> Report:
    """The draft of this kind, unit and period, begun when there is none.

    ValueError in words for a period that is none or does not fit the kind; Refused when the actor may not write.
    """
    content.check_period(kind, Period.parse(period))
    wanted = Report.objects.filter(kind=kind, unit_id=unit_id, period=period, state=Report.DRAFT)
    if found := wanted.first():
        return found
    if not (actor.may(WRITE)):
        raise Refused(_("Chức vụ hiện nay của đồng chí không viết được báo cáo."))
    report = Report(kind=kind, unit_id=unit_id, period=period)
    try:
        FLOW.start(report, actor, unit_id=unit_id, facts={"kind": kind, "period": period})
    except IntegrityError:  # two people pressed at once: the other one's draft is the draft
        return wanted.get()
    return report


def write_text(report: Report, place: str, text: str, actor: Actor) -> ReportText:
    """Put words at a marked place of a draft, a new version each time they change; Refused for an issued report, for a strange place, for who may not write."""
    if place not in {one.key for one in content.places(report)}:
        raise Refused(_("Báo cáo này không có mục {place}.").format(place=place))
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        if locked.state != Report.DRAFT:
            raise Refused(_("Báo cáo đã phát hành, không sửa được nữa."))
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không viết được báo cáo."))
        last = locked.texts.filter(place=place).last()
        if last is not None and last.text == text.strip():
            return last
        kept = ReportText.objects.create(
            report=locked,
            place=place,
            number=last.number + 1 if last else 1,
            text=text.strip(),
            author=actor.name,
        )
        facts = {"place": place, "text": journal.digest(text.strip())}
        journal.write(
            actor, "report", "write", subject=flow.reference(locked), facts=facts, unit_id=locked.unit_id
        )
    return kept


def issue_report(report: Report, actor: Actor, *, signed_on: date, signer: Signer | None = None) -> Report:
    """Number, sign and freeze a report; places nobody wrote at are left out.

    The number is the next one of the register of the committee's reports. The signer is the secretary of that day unless one is named. Refused, in words, when something stands in the way;
    then nothing is written.
    """
    standing = [signer] if signer else signers(report.unit_id, signed_on)
    with held_request(), transaction.atomic():
        facts = {
            "signed_on": signed_on,
            "office": standing[0].office_id if standing else None,
        }
        FLOW.take("issue", report, actor, facts)
        sealed = report.seal.digest if report.seal else ""
        journal.write(
            actor,
            "report",
            "frozen",
            subject=flow.reference(report),
            on=signed_on,
            facts={"content": report.content, "seal": sealed, "figures": report.figures.count()},
            unit_id=report.unit_id,
        )
    return report


def paper_of(report: Report, on: date) -> Paper:
    """The paper as issued, read back from its frozen bytes; of a draft, with the book's numbers of now."""
    if report.content:
        with telling(_("Bản nội dung của báo cáo đã phát hành.")):
            return from_json(files.fetch(report.content))
    return content.build(report, on)


def rendered(report: Report, suffix: str, on: date) -> bytes:
    """The report as a file: ".html" (a document that stands alone), ".docx" or ".pdf"; KeyError for another suffix.

    A draft's gaps are printed as dotted lines.
    """
    kinds: dict[str, Callable[[Paper], bytes]] = {
        ".html": partial(_alone, report), ".docx": word, ".pdf": pdf,
    }  # fmt: skip
    made = kinds[suffix]
    with held_request():
        return made(paper_of(report, on))


def _alone(report: Report, paper: Paper) -> bytes:
    door = doors(report) if report.content else None
    style = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704 - our own stylesheet
    document = Markup(
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{title}</title><style>{style}</style></head><body>{paper}</body></html>\n"
    )
    return str(document.format(title=escape(paper.title), style=style, paper=html(paper, door=door))).encode()
