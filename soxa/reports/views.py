"""Pages of reports: the list, one report as a sheet of paper, what people write in it, and how it goes out."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.roles import PARTY_OFFICES
from soxa.reports import content, forms
from soxa.reports.assessed import TOTAL
from soxa.reports.flow import FLOW, ISSUE, WRITE, title_of
from soxa.reports.freezing import doors
from soxa.reports.models import Report, ReportText
from soxa.reports.sheet import on_page
from soxa.reports.writing import issue_report, open_draft, paper_of, rendered, write_text
from soxa.values.cut_off import moments, party_cut_off, set_party_cut_off

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
LIGHTS = {Report.DRAFT: "quiet", Report.ISSUED: "good", Report.WITHDRAWN: "warn"}


def seen_or_404(request: HttpRequest, pk: int) -> Report:
    """The report, if it lies in the reader's sight; Http404 otherwise."""
    reports = (
        Report.objects.seen_by(request.user).select_related("seal", "document").prefetch_related("texts")
    )
    found: Report = get_object_or_404(reports, pk=pk)
    return found


def state_of(report: Report) -> str:
    """Where a report stands, in words: "Dự thảo lần 2", "Đã phát hành"."""
    if report.state == Report.DRAFT:
        return _("Dự thảo lần {round}").format(round=report.draft_no)
    return str(report.get_state_display())


def _own_commune(request: HttpRequest) -> int | None:
    """The commune that the reader may write reports of; None when there is none."""
    standing, day, reader = tree(), book_day(), request.user
    for held in reader.held_offices():  # type: ignore[union-attr]
        around = [standing.nodes[up] for up in standing.ancestors(held.unit_id, day)]
        commune = next((one for one in around if one.kind == "commune"), None)
        if commune and may(reader, WRITE, commune.id):
            return commune.id
    return None


@allow(*PARTY_OFFICES)
def index(request: HttpRequest) -> HttpResponse:
    """Reports by period, newest first, and the form that begins one."""
    home = _own_commune(request)
    form = forms.Write(request.POST or None, today=book_day())
    if request.method == "POST" and form.is_valid():
        actor = actor_for(request.user, WRITE, home)
        if home is None:
            raise Http404("no commune")
        told = form.cleaned_data
        return redirect("report", pk=open_draft(told["kind"], home, told["period"], actor).pk)
    reports = Report.objects.seen_by(request.user).select_related("document").order_by("-period", "-pk")
    leaves = Paginator(reports, 50).get_page(request.GET.get("page"))
    return page(
        request, "reports/index.html", form=form, leaves=leaves, writes=home is not None, query=request.GET,
        title_of=title_of, state_of=state_of, lights=LIGHTS, unit_name=tree().name,
        several=len({one.unit_id for one in leaves}) > 1,
    )  # fmt: skip


@allow(*PARTY_OFFICES)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report on a sheet of paper; a draft with its numbers of now and its places to write at."""
    return _sheet(request, seen_or_404(request, pk))


def _sheet(
    request: HttpRequest, found: Report, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    written = content.written(found)
    draft, paper = found.state == Report.DRAFT, paper_of(found, book_day())
    places = content.places(found) if draft else []
    said = {one.key: forms.Words(initial=_standing(written.get(one.key))) for one in places}
    return page(
        request, "reports/report.html", status=status, report=found, paper=on_page(paper, doors(found) if found.content else None),
        title=title_of(found), state=state_of(found), light_of=LIGHTS[found.state],
        places=places, written=written, versions=_versions(found), wrong=wrong or {}, said={**said, **(wrong or {})},
        left=len(content.unwritten(found)) if draft else 0,
        writes=draft and may(request.user, WRITE, found.unit_id), issues=may(request.user, ISSUE, found.unit_id),
        cut=moments(found.unit_id, Period.parse(found.period)).party.on if draft else None,
        unassessed=all(one.code != TOTAL for one in paper.numbers()), unit_code=tree().nodes[found.unit_id].code,
    )  # fmt: skip


def _versions(found: Report) -> dict[str, list[ReportText]]:
    """What was written at each place before the last version, the latest first."""
    rows: dict[str, list[ReportText]] = {}
    for one in found.texts.all():
        rows.setdefault(one.place, []).insert(0, one)
    return {place: texts[1:] for place, texts in rows.items()}


def _standing(text: Any) -> dict[str, str]:
    return {"text": text.text if text else ""}


@allow(*PARTY_OFFICES)
def file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The report as a file: Word, PDF, or HTML that stands alone."""
    found = seen_or_404(request, pk)
    if suffix not in TYPES:
        raise Http404(suffix)
    name = (
        f"so-{found.document.number}-bc-du"
        if found.document
        else f"du-thao-{found.draft_no}-{found.kind}-{found.period}"
    )
    answer = HttpResponse(rendered(found, f".{suffix}", book_day()), content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


@require_POST
@allow(*PARTY_OFFICES)
def words(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """What a person writes at one place."""
    found = seen_or_404(request, pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    if place not in {one.key for one in content.places(found)}:
        raise Http404(place)
    form = forms.Words(request.POST, initial=_standing(content.written(found).get(place)))
    if not form.is_valid():
        return _sheet(request, found, wrong={place: form}, status=422)
    try:
        write_text(found, place, form.cleaned_data["text"], actor)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã lưu phần viết."))
    return redirect(f"{reverse('report', args=[pk])}#viet-{place}")


@require_POST
@allow(*PARTY_OFFICES)
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """The next round of a draft."""
    found = seen_or_404(request, pk)
    try:
        FLOW.take("redraft", found, actor_for(request.user, WRITE, found.unit_id))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("report", pk=pk)


@allow(*PARTY_OFFICES)
def cut_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day counted in reports on this period."""
    found = seen_or_404(request, pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    period = Period.parse(found.period)
    form = forms.CutOff(request.POST or None, initial={"day": party_cut_off(found.unit_id, period)})
    if request.method == "POST" and form.is_valid():
        try:
            set_party_cut_off(found.unit_id, period, form.cleaned_data["day"], on=book_day(), actor=actor)
        except Refused as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, _("Đã đặt ngày chốt số liệu."))
            return redirect("report", pk=pk)
    return _form(request, found, form, label=_("Ngày chốt số liệu đảng viên"), verb=_("Chốt số liệu"))


@allow(*PARTY_OFFICES)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, day and signer; then the report goes out and its figures are frozen."""
    found, today = seen_or_404(request, pk), book_day()
    actor = actor_for(request.user, ISSUE, found.unit_id)
    if why := FLOW.steps["issue"].refusal(found, actor):
        return _form(request, found, None, label=_("Phát hành"), verb="", refused=why, status=409)
    gaps = len(content.unwritten(found))
    form = forms.Issue(request.POST or None, report=found, today=today, gaps=gaps)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            issue_report(
                found,
                actor,
                signed_on=told["signed_on"],
                signer=told.get("signer") or None,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã phát hành: số liệu được đóng băng, sổ được niêm."))
            return redirect("report", pk=pk)
    about = _("Sau khi phát hành, nội dung và số liệu không đổi nữa, dù sổ có thay đổi.")
    return _form(request, found, form, label=_("Phát hành"), verb=_("Phát hành"), about=about)


@allow(*PARTY_OFFICES)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued report called back; its bytes and its number stay in the book."""
    found = seen_or_404(request, pk)
    actor = actor_for(request.user, ISSUE, found.unit_id)
    if why := FLOW.steps["withdraw"].refusal(found, actor):
        return _form(request, found, None, label=_("Thu hồi"), verb="", refused=why, status=409)
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            FLOW.take("withdraw", found, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thu hồi báo cáo."))
            return redirect("report", pk=pk)
    about = _("Bản đã phát hành vẫn giữ trong sổ; số của nó không cấp lại.")
    return _form(request, found, form, label=_("Thu hồi"), verb=_("Thu hồi"), about=about)


def _form(
    request: HttpRequest,
    found: Report,
    form: Any,
    *,
    label: str,
    verb: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    blank: dict[str, Any] = {"refused": "", "about": ""}
    told = {**blank, **context, "form": form, "label": label, "verb": verb}
    return page(request, "reports/step.html", status=status, report=found, title=title_of(found), **told)
