"""Pages of a programme's items: added, looked at, put right, done, dropped, tied to a task, given as tasks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.programmes import articles, item_forms, lists, work
from soxa.steering.programmes.flow import WRITE
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.resolutions import lists as texts
from soxa.steering.views.acts import written
from soxa.steering.views.programmes import act_form, programme_or_404, with_held, writes_of
from soxa.tasks.flow import GIVE
from soxa.tasks.takers import grouped, people_choices, units_around
from soxa.tasks.views.giving import Desk

# slug → (label, form)
ACTS = {
    "xong": (gettext_lazy("Ghi xong"), item_forms.Done),
    "bo": (gettext_lazy("Bỏ khỏi chương trình"), item_forms.Dropped),
    "gan": (gettext_lazy("Gắn nhiệm vụ đã giao"), item_forms.LinkTask),
    "go": (gettext_lazy("Gỡ nhiệm vụ"), item_forms.Unlinked),
}


def _offered(one: Any, held: Any = None) -> dict[str, list[Any]]:
    today = book_day()
    nodes = units_around(one.unit_id, today)
    return {
        "unit": grouped(nodes, today), "person": with_held(people_choices(nodes, today), held), "article": articles.choices(one)
    }  # fmt: skip


def _home(one: Any) -> str:
    return reverse("programme", args=[one.pk])


@allow(*STEERING_READERS)
def new(request: HttpRequest, key: int) -> HttpResponse:
    """One more item."""
    one, today = programme_or_404(request, key), book_day()
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    initial = {"unit": one.lead_unit_id, "article": request.GET.get("nhiem-vu", "")}
    form = item_forms.ItemForm(request.POST or None, programme=one, offered=_offered(one), initial=initial)

    def write() -> HttpResponse:
        work.add(one, form.facts(), actor, today=today)
        return redirect(_home(one))

    if done := written(
        request, form, write, _("Đã thêm việc."), bars=lambda told: [work.objection(one, told, today)]
    ):
        return done
    return act_form(request, form, _("Thêm việc"), _home(one), one.name)


def _item_or_404(one: Any, key: int) -> Any:
    rows = lists.items_with_tasks(ProgrammeItem.objects.filter(programme=one))
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    found.programme = one
    return found


def _acts(item: Any) -> list[str]:
    """Which of ACTS fit an item as it stands."""
    if item.dropped_on or item.programme.state not in (WorkProgramme.DRAFT, WorkProgramme.ADOPTED):
        return []
    if work.given(item):
        return [] if item.task.source_kind == work.SOURCE else ["go"]
    return [] if item.done_on else ["gan", "xong", "bo"]


@allow(*STEERING_READERS)
def item(request: HttpRequest, key: int, item_key: int) -> HttpResponse:
    """One item: what is asked, how its task stands, what may be written."""
    one, today = programme_or_404(request, key), book_day()
    row = next((row for row in lists.items(one, request.user, today) if row.item.pk == item_key), None)
    if row is None:
        raise Http404(item_key)
    found = row.item
    found.programme = one
    text = found.article and texts.seen(request.user).filter(pk=found.article.resolution_id).first()
    writes = writes_of(request, one)
    running = one.state in (WorkProgramme.DRAFT, WorkProgramme.ADOPTED)
    return page(
        request,
        "steering/programme_item.html",
        one=one,
        row=row,
        text=text,
        item=found,
        acts=[(slug, ACTS[slug][0]) for slug in _acts(found)] if writes else [],
        mends=writes and running and not found.dropped_on,
    )


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int, item_key: int) -> HttpResponse:
    """Put right what is said of an item, with the basis."""
    one, today = programme_or_404(request, key), book_day()
    found = _item_or_404(one, item_key)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    names = ("kind", "content", "result_wanted", "due_on", "done_on", "result")
    initial = {name: getattr(found, name) for name in names}
    initial |= {"unit": found.unit_id, "person": found.person_id, "article": found.article_id}
    form = item_forms.MendItem(
        request.POST or None, programme=one, offered=_offered(one, found.person), initial=initial, today=today
    )
    home = reverse("item", args=[one.pk, found.pk])

    def write() -> HttpResponse:
        told = form.facts()
        work.mend(found, told, actor, basis=told.pop("basis"), today=today)
        return redirect(home)

    def bars(told: dict[str, Any]) -> list[str]:
        return [] if work.given(found) else [work.objection(one, told, today)]

    if done := written(request, form, write, _("Đã đính chính."), bars=bars):
        return done
    return act_form(request, form, _("Đính chính việc"), home, _named(found))


def _named(found: Any) -> str:
    return _("Việc {n}: {content}").format(n=found.number, content=found.content[:80])


@allow(*STEERING_READERS)
def act(request: HttpRequest, key: int, item_key: int, slug: str) -> HttpResponse:
    """One act on an item: done, dropped, tied to a task, untied."""
    one, today = programme_or_404(request, key), book_day()
    found = _item_or_404(one, item_key)
    if slug not in ACTS:
        raise Http404(slug)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    label, kind = ACTS[slug]
    home = reverse("item", args=[one.pk, found.pk])
    if slug not in _acts(found):
        return page(
            request, "steering/act_of_programme.html", status=409, form=None, label=label, home=home, sub=_named(found),
            refused=_("Việc này nay không làm được với đầu việc đang như thế; mở lại đầu việc để xem."),
        )  # fmt: skip
    form: Any
    if slug == "gan":
        form = item_forms.LinkTask(
            request.POST or None, tasks=lists.tasks_to_link(found, request.user, today)
        )
    else:
        form = kind(request.POST or None, today=today, label_suffix="")

    def write() -> HttpResponse:
        verbs: dict[str, Any] = {"xong": work.done, "bo": work.drop, "go": work.unlink}
        if slug == "gan":
            work.link(found, form.cleaned_data["task"], actor, today=today)
        else:
            verbs[slug](found, form.facts(), actor, today=today)
        return redirect(home)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return act_form(request, form, label, home, _named(found))


@allow(*STEERING_READERS)
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Give the items chosen as tasks, all or none."""
    one, today = programme_or_404(request, key), book_day()
    actor_for(
        request.user, GIVE, one.unit_id, domain=STEERING
    )  # a cell reads its commune's programmes and gives none of their items
    desk = Desk(request)
    rows = [row for row in lists.items(one, request.user, today) if _may_be_given(row)]
    home = _home(one)
    if why := _nothing_to_give(one, rows):
        return page(
            request, "steering/act_of_programme.html", status=409, form=None, label=_("Giao các việc"), home=home,
            sub=one.name, refused=why,
        )  # fmt: skip
    form = item_forms.GiveItems(
        request.POST or None, today=today, items=[(row.item.pk, _line(row)) for row in rows],
        ticked=[row.item.pk for row in rows if row.waits], givers=desk.givers(),
    )  # fmt: skip

    def write() -> HttpResponse:
        told = form.cleaned_data
        giver = desk.giver(told["giver"])
        actor = desk.actor(giver)
        work.give_items(one, told["items"], giver, actor, given_on=told["given_on"], today=today)
        return redirect(home)

    def bars(told: dict[str, Any]) -> list[str]:
        keys, on = told.get("items") or (), told.get("given_on")
        chosen = [row.item for row in rows if row.item.pk in keys]
        return [work.giving_objection(item, on) for item in chosen] if on else []

    if done := written(request, form, write, _("Đã giao các việc đã chọn thành nhiệm vụ."), bars=bars):
        return done
    button = _("Giao việc")
    return act_form(
        request, form, _("Giao các việc thành nhiệm vụ"), home, one.name, button=button, two=False
    )


def _may_be_given(row: lists.Shown) -> bool:
    return row.fate != lists.DROPPED and not row.item.done_on and not work.given(row.item)


def _nothing_to_give(one: Any, rows: list[lists.Shown]) -> str:
    if one.state == WorkProgramme.DRAFT:
        return _("Chương trình còn dự thảo: ghi ban hành rồi mới giao việc.")
    if one.state != WorkProgramme.ADOPTED:
        return _("Chương trình đã kết thúc hoặc dừng.")
    return "" if rows else _("Mọi việc của chương trình đều đã giao, đã xong hoặc đã bỏ.")


def _line(row: lists.Shown) -> str:
    said = _("{n}. {content} – {unit}{person}, hạn {day}")
    person = f", {row.person}" if row.person else ""
    return said.format(
        n=row.item.number,
        content=Truncator(row.item.content).chars(160),
        unit=row.unit,
        person=person,
        day=day_text(row.due),
    )
