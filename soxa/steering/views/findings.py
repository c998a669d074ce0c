"""Pages of a programme's findings: stated, put right, corrected."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.programmes import findings, item_forms
from soxa.steering.programmes.flow import WRITE
from soxa.steering.programmes.models import Finding
from soxa.steering.views.acts import written
from soxa.steering.views.programmes import act_form, programme_or_404
from soxa.tasks.takers import grouped, units_around


def _home(one: Any) -> str:
    return f"{reverse('programme', args=[one.pk])}#kien-nghi"


def _units(one: Any) -> list[Any]:
    today = book_day()
    return grouped(units_around(one.unit_id, today), today)


@allow(*STEERING_READERS)
def new(request: HttpRequest, key: int) -> HttpResponse:
    """One more finding."""
    one, today = programme_or_404(request, key), book_day()
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    label = _("Ghi kết luận, kiến nghị")
    if not one.finds or one.adopted_on is None:
        why = _("Chỉ chương trình thanh tra, kiểm tra, nội chính đã ban hành mới ghi kết luận, kiến nghị.")
        template = "steering/act_of_programme.html"
        return page(
            request, template, status=409, refused=why, form=None, label=label, home=_home(one), sub=one.name
        )
    form = item_forms.FindingForm(request.POST or None, programme=one, units=_units(one), today=today)

    def write() -> HttpResponse:
        findings.state(one, form.facts(), actor)
        return redirect(_home(one))

    if done := written(request, form, write, _("Đã ghi kết luận, kiến nghị.")):
        return done
    return act_form(request, form, label, _home(one), one.name)


def _finding_or_404(one: Any, key: int) -> Any:
    found = Finding.objects.filter(programme=one, pk=key).first()
    if found is None:
        raise Http404(key)
    found.programme = one
    return found


def _named(found: Any) -> str:
    return _("Kiến nghị {n}: {text}").format(n=found.number, text=found.recommendation[:80])


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int, finding_key: int) -> HttpResponse:
    """Put right what is said of a finding, with the basis."""
    one, today = programme_or_404(request, key), book_day()
    found = _finding_or_404(one, finding_key)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    names = ("content", "recommendation", "amount", "since", "due_on")
    initial = {**{name: getattr(found, name) for name in names}, "unit": found.unit_id}
    form = item_forms.MendFinding(
        request.POST or None, programme=one, units=_units(one), today=today, initial=initial
    )

    def write() -> HttpResponse:
        told = form.facts()
        findings.mend(found, told, actor, basis=told.pop("basis"))
        return redirect(_home(one))

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    return act_form(request, form, _("Đính chính kết luận, kiến nghị"), _home(one), _named(found))


@allow(*STEERING_READERS)
def put_right(request: HttpRequest, key: int, finding_key: int) -> HttpResponse:
    """The finding has been put right."""
    one, today = programme_or_404(request, key), book_day()
    found = _finding_or_404(one, finding_key)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    initial = {"amount": found.amount}
    form = item_forms.PutRight(request.POST or None, today=today, label_suffix="", initial=initial)
    if found.amount is None:
        form.fields.pop("amount")

    def write() -> HttpResponse:
        findings.put_right(found, form.facts(), actor)
        return redirect(_home(one))

    if done := written(request, form, write, _("Đã ghi khắc phục xong.")):
        return done
    return act_form(request, form, _("Ghi khắc phục xong"), _home(one), _named(found))


@allow(*STEERING_READERS)
def reopen(request: HttpRequest, key: int, finding_key: int) -> HttpResponse:
    """What was written as put right was not."""
    one = programme_or_404(request, key)
    found = _finding_or_404(one, finding_key)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    form = item_forms.NotRight(request.POST or None, label_suffix="")

    def write() -> HttpResponse:
        findings.reopen(found, actor, basis=form.cleaned_data["why"])
        return redirect(_home(one))

    if done := written(request, form, write, _("Đã bỏ ghi khắc phục.")):
        return done
    return act_form(request, form, _("Bỏ ghi khắc phục"), _home(one), _named(found))
