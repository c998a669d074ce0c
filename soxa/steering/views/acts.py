"""What every form of steering does once it is sent: write, or say on the form why not."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from soxa.kernel.page import page
from soxa.kernel.refusal import Refused

# what the address of a form bears while it is looked at and not yet sent
TYPING = "dang-go"
Bars = Callable[[dict[str, Any]], Iterable[str]]


def words_while_typing(form: Any) -> list[str]:
    """What is to be said of the fields that are filled in already; of the others nothing yet, but for those it names itself."""
    form.is_valid()
    waiting = {
        name
        for name, field in form.fields.items()
        if not isinstance(field, forms.BooleanField)
        and not str(form.data.get(form.add_prefix(name), "")).strip()
    } - set(getattr(form, "told_when_empty", ()))
    return [str(said) for name, told in form.errors.items() if name not in waiting for said in told]


def checked(request: HttpRequest, form: Any, bars: Bars | None = None) -> HttpResponse:
    """What is wrong with a form while it is typed: its own words, then what `bars` say of the fields that can be read. Writes nothing."""
    said = words_while_typing(form)
    if bars is not None and form.is_bound:
        said += [why for why in bars(form.cleaned_data) if why and why not in said]
    return page(request, "steering/checked.html", said=said)


def refused(*acts: Callable[[], object]) -> list[str]:
    """The words in which each of the acts is refused; none for those that are not."""
    said = []
    for one in acts:
        try:
            one()
        except Refused as why:
            said.append(str(why))
    return said


def written(
    request: HttpRequest,
    form: Any,
    write: Callable[[], HttpResponse],
    said: str,
    *,
    bars: Bars | None = None,
) -> HttpResponse | None:
    """What `write` answers, told in words; None while the form is not sent or cannot be, with the refusal on it.

    While it is typed (`TYPING` in the address) the answer is what is wrong with it, and nothing is written.
    """
    if request.method == "POST" and TYPING in request.GET:
        return checked(request, form, bars)
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = write()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return done


def shown(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The form, as one that has to be mended where something is wrong; `check`: the address that looks while it is typed."""
    query = request.GET.copy()
    query[TYPING] = "1"
    context.setdefault("check", f"{request.path}?{query.urlencode()}")
    return page(request, template, status=422 if form.is_bound and form.errors else 200, form=form, **context)
