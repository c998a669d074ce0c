"""Pages of filings: who has filed what for a period, and one grid with everything around it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.shown import NAME, Shown, sealed_mark
from soxa.kernel.units.tree import tree
from soxa.org.roles import VALUE_READERS, VALUES
from soxa.values.catalogue import groups
from soxa.values.filing import flow, lists, periods, saving
from soxa.values.filing.grid import Grid, grid
from soxa.values.filing.models import Filing
from soxa.values.filing.typed import Read, Typed
from soxa.values.measures.lists import known_to
from soxa.values.models import Measure
from soxa.values.views.places import Place, place

SLUGS = {"submit": "trinh", "check": "kiem-tra", "approve": "duyet", "send_back": "tra-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}
STATES = [str(words) for _state, words in Filing.STATES]


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """What is filed for a period, catalogue by catalogue or commune by commune, and who has not filed yet."""
    here = place(request, book_day())
    return _index(request, here)


def _index(request: HttpRequest, here: Place, *, refused: str = "") -> HttpResponse:
    today, group = book_day(), request.GET.get("nhom", "")
    group = group if group in {one.code for one in groups()} else groups()[0].code
    filed = (
        lists.of_communes(here.unit_id, here.period, group)
        if here.above
        else lists.filed(here.unit_id, here.period)
    )
    return page(
        request, "values/filings.html", status=422 if refused else 200, here=here, refused=refused, group=group,
        owed=filed.owed, groups=[(one.code, one.title) for one in groups()], by_measure=filed.by_measure,
        offered=here.offered(today), ended=here.period.until <= today,
        measures=[(one.code, one.title) for one in _filed_by_place(here.unit_id)],
    )  # fmt: skip


def _filed_by_place(unit_id: int) -> QuerySet[Measure]:
    """Measures that a unit files for each place below it: those it knows and still reports, but words."""
    today = book_day()
    still = Q(ended=None) | Q(ended__gt=today)
    return known_to(unit_id, today).filter(still).exclude(kind=Measure.WORD).order_by("position", "code")


@allow(*VALUE_READERS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a filing, or open the one that stands."""
    here, today = place(request, book_day()), book_day()
    actor = actor_for(request.user, flow.WRITE, here.unit_id, domain=VALUES)
    sort = Filing.ESTIMATE if request.POST.get("loai") == "uoc" else Filing.ACTUAL
    group, code = request.POST.get("nhom", ""), request.POST.get("chi-tieu", "")
    measure = _filed_by_place(here.unit_id).filter(code=code).first() if code else None
    if code and measure is None:
        raise Http404(code)
    try:
        made = flow.begin(flow.Wish(here.unit_id, here.period, sort, group, measure), actor, today=today)
    except Refused as refused:
        return _index(request, here, refused=str(refused))
    return redirect("filing", key=made.pk)


def filing_or_404(request: HttpRequest, key: int) -> Filing:
    """The filing, if it lies in the reader's sight; Http404 otherwise."""
    seen: Any = Filing.objects.seen_by(request.user)  # type: ignore[attr-defined]
    found: Filing | None = seen.select_related("measure").filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*VALUE_READERS)
def filing(request: HttpRequest, key: int) -> HttpResponse:
    """One grid; posted, its lines are written or each bad one is told beside its field."""
    one = filing_or_404(request, key)
    if request.method != "POST":
        return shown(request, one, grid(one))
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    mark = Shown.read(request.POST.get(NAME, ""))
    try:
        saved = saving.save(one, request.POST, mark, actor, today=book_day())
    except saving.Held as held:
        return shown(request, one, _with_papers(held.judged.grid), judged=held.judged)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("filing", key=key)
    _tell(request, saved)
    return redirect("filing", key=key)


def _with_papers(found: Grid) -> Grid:
    return grid(found.filing)


def _tell(request: HttpRequest, saved: saving.Saved) -> None:
    if saved.entry is None:
        messages.info(request, _("Không có ô nào thay đổi; chưa ghi gì."))
    else:
        said = _("Đã ghi {new} số mới, thay {changed} số, bỏ {emptied} số.")
        messages.success(request, said.format(new=saved.fresh, changed=saved.changed, emptied=saved.emptied))
    if saved.theirs:
        names = "; ".join(f"{line.name}: {line.text or _('để trống')}" for line in saved.theirs[:5])
        more = " …" if len(saved.theirs) > 5 else ""
        said = _("Trong lúc đồng chí nhập, người khác đã ghi {n} ô, sổ giữ số của họ: {names}{more}.")
        messages.warning(request, said.format(n=len(saved.theirs), names=names, more=more))


class Row:
    """A line of the page: what it is, what stands in its fields, how it was read."""

    def __init__(self, line: Any, filing: Filing, read: Read | None) -> None:
        self.line, self.read = line, read
        self.typed = read.typed if read else Typed.of(line, filing)
        self.wrong: dict[str, str] = read.wrong if read else {}
        self.asked: str = read.asked if read else ""


def shown(  # noqa: PLR0913 – what a page of a grid may have to tell
    request: HttpRequest,
    one: Filing,
    found: Grid,
    *,
    judged: saving.Judged | None = None,
    filled: str = "",
    refused: Sequence[str] = (),
) -> HttpResponse:
    """The page of a grid; `judged`: how the posted lines were read, `filled`: what was laid into the fields from a file,
    `refused`: why nothing was taken from the file."""
    reads = judged.reads if judged else {}
    rows = [Row(line, one, reads.get(line.key)) for line in found.lines]
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    writes = one.state == Filing.OPEN and may(request.user, flow.WRITE, unit_id, domain=VALUES)
    steps, barred = _steps(request, one)
    wrong = [row for row in rows if row.read and row.read.stops]
    return page(
        request, "values/filing.html", status=422 if refused or (judged and judged.stops and not filled) else 200, one=one, rows=rows,
        found=found, writes=writes, title=lists.title_of(one), when=periods.title(one.period), unit_code=tree().nodes[unit_id].code,
        unit_name=tree().name(unit_id, one.period.last_day), steps=steps, slugs=SLUGS, barred=barred, wrong=wrong,
        whole=judged.whole if judged else [], filled=filled, refused=refused, states=STATES,
        here=[state for state, _words in Filing.STATES].index(one.state) + 1, estimates=one.sort == Filing.ESTIMATE,
        corrects=one.state == Filing.APPROVED and may(request.user, flow.APPROVE, unit_id, domain=VALUES),
        mark=sealed_mark({line.key: Typed.of(line, one).print for line in found.lines}) if writes else "", mark_name=NAME,
        has_estimates=any(line.estimate for line in found.lines),
    )  # fmt: skip


def _steps(request: HttpRequest, one: Filing) -> tuple[list[Any], str]:
    """Steps that the reader may take now; and why he may not, where it is only that he submitted it himself."""
    found, barred = [], ""
    for step in flow.FILE.steps.values():
        unit_id: int = one.unit_id  # type: ignore[attr-defined]
        if one.state not in step.from_states or not may(request.user, step.by, unit_id, domain=VALUES):
            continue
        actor = actor_for(request.user, step.by, unit_id, domain=VALUES)
        if why := step.refusal(one, actor):
            barred = why
        else:
            found.append(step)
    return found, barred


@allow(*VALUE_READERS)
@require_POST
def try_line(request: HttpRequest, key: int, cell: str) -> HttpResponse:
    """What the book says of one line as it is being typed; nothing is written."""
    one = filing_or_404(request, key)
    actor_for(request.user, flow.WRITE, one.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    found = grid(one, shown=False)
    read = saving.judged(found, request.POST, Shown.read(request.POST.get(NAME, ""))).reads.get(cell)
    if read is None:
        raise Http404(cell)
    return page(request, "values/line_said.html", row=Row(read.line, one, read), tried=True)


@allow(*VALUE_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step; back to the grid once it is written."""
    one, today, name = filing_or_404(request, key), book_day(), NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    chosen = flow.FILE.steps[name]
    actor = actor_for(request.user, chosen.by, one.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    told: dict[str, Any] = {
        "label": chosen.label, "cite": chosen.cite, "home": reverse("filing", args=[key]), "sub": lists.name_of(one),
        "button": chosen.label,
    }  # fmt: skip
    if why := chosen.refusal(one, actor):
        return page(request, "values/act.html", status=409, refused=why, form=None, **told)
    kind: Any = chosen.form
    form = kind(request.POST or None, today=today, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            flow.take(name, one, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("filing", key=key)
    return page(request, "values/act.html", status=422 if form.is_bound else 200, form=form, **told)
