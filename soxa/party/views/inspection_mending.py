"""Pages that put right what was written of an inspection: a stage, a recommendation, an answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, allow
from soxa.kernel.flow import Refused
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_READERS
from soxa.party.inspection import mend_forms, mending
from soxa.party.inspection.models import Answer, Inspection, Recommendation, Stage
from soxa.party.views.inspection import document_key, form_page, seen_case, writer


def _taken(
    request: HttpRequest,
    case: Inspection,
    form: Any,
    act: Callable[[dict[str, Any], Actor, str], None],
    words: str,
) -> HttpResponse:
    """The form, or the act of it and back to the inspection."""
    home, actor = reverse("inspection", args=[case.pk]), writer(request, case)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            act(told, actor, told.pop("basis"))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect(home)
    return form_page(request, form, _("Đính chính"), home, one=case, words=words)


@allow(*PARTY_READERS)
def stage(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A stage that was written, with the conclusion where it is that."""
    case = seen_case(request, pk)
    writer(request, case)
    row: Stage = get_object_or_404(Stage, inspection=case, code=code, done_on__isnull=False)
    initial: dict[str, Any] = {"on": row.done_on, "paper": row.paper, "note": row.note}
    form_class: Any = mend_forms.MendStage
    if code == "conclude":
        form_class = mend_forms.MendConclusion
        initial |= {"report_paper": case.report_paper, "conclusion": case.conclusion}
    form = form_class(request.POST or None, today=book_day(), document=case, initial=initial)

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        key = document_key(request, facts["paper"])
        mending.mend_stage(row, {**facts, "document_key": key}, actor, basis=basis)

    return _taken(request, case, form, act, row.title)


def _recommendation(request: HttpRequest, pk: int, number: int) -> tuple[Inspection, Recommendation]:
    case = seen_case(request, pk)
    writer(request, case)
    return case, get_object_or_404(Recommendation, inspection=case, number=number)


@allow(*PARTY_READERS)
def recommendation(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What a conclusion asks for."""
    case, row = _recommendation(request, pk, number)
    initial = {"text": row.text, "addressee": row.addressee, "due_on": row.due_on}
    form = mend_forms.MendRecommendation(
        request.POST or None, today=book_day(), document=case, initial=initial
    )

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        mending.mend_recommendation(row, facts, actor, basis=basis)

    return _taken(request, case, form, act, _("Kiến nghị số {number}").format(number=number))


@allow(*PARTY_READERS)
def answer(request: HttpRequest, pk: int, number: int, place: int) -> HttpResponse:
    """What was reported on a recommendation, and what was found of it."""
    case, asked = _recommendation(request, pk, number)
    row: Answer = get_object_or_404(Answer, recommendation=asked, pk=place)
    initial: dict[str, Any] = {"on": row.on, "words": row.words, "paper": row.paper}
    form_class: Any = mend_forms.MendAnswer
    if row.checked_on:
        form_class = mend_forms.MendChecked
        initial |= {
            "checked_on": row.checked_on, "outcome": "done" if row.done else "not", "found": row.found,
        }  # fmt: skip
    form = form_class(request.POST or None, today=book_day(), document=asked, initial=initial)

    def act(facts: dict[str, Any], actor: Actor, basis: str) -> None:
        mending.mend_answer(row, facts, actor, basis=basis)

    return _taken(request, case, form, act, asked.text)
