"""What belongs to single lines of a grid: its workbook, a correction after it is locked, the papers behind a number."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.downloads import attached, bytes_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import VALUE_READERS, VALUES
from soxa.values.figures import value_text
from soxa.values.filing import flow, forms, lists, saving
from soxa.values.filing import workbook as book
from soxa.values.filing.grid import Grid, Line, grid
from soxa.values.filing.models import FiledPaper, Filing
from soxa.values.filing.typed import OVER, VALUE, Typed
from soxa.values.models import Measure
from soxa.values.views.filings import filing_or_404, shown

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 10 * 1024 * 1024
# rows of a workbook that are of no line of the grid and told one by one
_MOST_LEFT = 5


@allow(*VALUE_READERS)
def workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The grid as a workbook."""
    one = filing_or_404(request, key)
    answer = HttpResponse(book.written(grid(one, shown=False)), content_type=EXCEL)
    answer["Content-Disposition"] = (
        f'attachment; filename="so-lieu-{one.group or one.pk}-{one.period.key}.xlsx"'
    )
    return answer


@allow(*VALUE_READERS)
@require_POST
def fill(request: HttpRequest, key: int) -> HttpResponse:
    """Lay the numbers of a workbook into the fields; they are written when the grid is."""
    one = filing_or_404(request, key)
    actor_for(request.user, flow.WRITE, one.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    given = request.FILES.get("workbook")
    if given is None or (given.size or 0) > LARGEST:
        messages.error(request, _("Chọn một tệp Excel, không quá 10 MB."))
        return redirect("filing", key=key)
    found = grid(one)
    try:
        laid = book.laid(given.read(), found, on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("filing", key=key)
    if laid.faults:
        return shown(request, one, found, refused=laid.faults)
    said = _("Đã đọc {n} số từ tệp vào các ô dưới đây, chưa ghi sổ. Xem lại rồi bấm Ghi.").format(
        n=laid.taken
    )
    for words in laid.left[:_MOST_LEFT]:
        messages.warning(request, words)
    if more := len(laid.left[_MOST_LEFT:]):
        messages.warning(request, _("Còn {n} dòng nữa không có trong bảng này, bỏ qua.").format(n=more))
    return shown(request, one, found, judged=laid.judged, filled=said)


def _line(found: Grid, cell: str) -> Line:
    line = found.by_key.get(cell)
    if line is None:
        raise Http404(cell)
    return line


@allow(*VALUE_READERS)
def correct(request: HttpRequest, key: int, cell: str) -> HttpResponse:
    """A new version of one approved number, with its basis."""
    one = filing_or_404(request, key)
    line = _line(grid(one, shown=False), cell)
    actor = actor_for(request.user, flow.APPROVE, one.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    home = f"{reverse('filing', args=[key])}#o-{cell}"
    told: dict[str, Any] = {
        "label": _("Đính chính: {name}").format(name=line.name), "sub": lists.name_of(one), "home": home,
        "line": line, "button": _("Ghi đính chính"), "two": False,
        "versions": [(row, value_text(row)) for row in lists.versions(one, line.measure.pk, line.unit_id)],
    }  # fmt: skip
    if one.state != Filing.APPROVED:
        why = _("Bảng chưa khóa: sửa thẳng trên bảng.")
        return page(request, "values/correct.html", status=409, refused=why, form=None, **told)
    standing = Typed.of(line, one)
    initial = {name: getattr(standing, name) for name in ("value", "over", "under", "note")}
    ratio = line.measure.kind == Measure.RATIO
    form = forms.Correct(request.POST or None, initial=initial, divided=line.divided, ratio=ratio)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data.get(name, "") for name in ("value", "over", "under", "note")}
        typed = replace(standing, **given, looked=form.cleaned_data["looked"])
        try:
            flow.correct_value(one, cell, typed, actor, basis=form.cleaned_data["basis"], today=book_day())
        except saving.Held as held:
            _say(form, held.judged.reads[cell])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi đính chính; số cũ vẫn đọc được ở trang số liệu."))
            return redirect(home)
    if "looked" not in form.errors and not form["looked"].data:  # nothing was asked
        form.fields["looked"].widget = HiddenInput()
    return page(request, "values/correct.html", status=422 if form.is_bound else 200, form=form, **told)


def _say(form: Any, told: Any) -> None:
    for name, words in told.wrong.items():
        place = name if name in form.fields else OVER if name == VALUE and OVER in form.fields else None
        form.add_error(place, words)
    if told.asked and not told.typed.looked:
        form.add_error("looked", _("{asked} Đúng thì đánh dấu ô này.").format(asked=told.asked))


@allow(*VALUE_READERS)
def papers(request: HttpRequest, key: int, cell: str) -> HttpResponse:
    """The papers behind one number, and the form that adds one."""
    one = filing_or_404(request, key)
    line = _line(grid(one), cell)
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    adds = one.state != Filing.APPROVED and may(request.user, flow.WRITE, unit_id, domain=VALUES)
    form = forms.PaperForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST":
        actor = actor_for(request.user, flow.WRITE, unit_id, domain=VALUES)
        if form.is_valid():
            try:
                flow.add_paper(one, cell, form.cleaned_data["file"], actor, today=book_day())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã ghi tài liệu."))
                return redirect("filing_papers", key=key, cell=cell)
    return page(
        request, "values/papers.html", status=422 if form.is_bound and form.errors else 200, form=form, filing_key=one.pk, line=line,
        adds=adds, sub=lists.name_of(one), home=f"{reverse('filing', args=[key])}#o-{cell}",
    )  # fmt: skip


@allow(*VALUE_READERS)
def paper(request: HttpRequest, key: int, paper: int) -> HttpResponse:
    """One paper as it was handed in; always saved, never opened inside the book."""
    one = filing_or_404(request, key)
    kept = get_object_or_404(FiledPaper, pk=paper, filing=one)
    return attached(bytes_of(kept.digest, kept.name), kept.media_type, kept.name)
