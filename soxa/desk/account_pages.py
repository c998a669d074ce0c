"""Accounts: who may sign in, in which offices; opened, given offices, locked by the office itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.desk import account_acts
from soxa.desk.account_acts import WRITE, GivenOffice, NotYours, actors_of, answering, tends
from soxa.desk.counter import TWO_HANDS
from soxa.desk.setting_forms import EndOffice, GiveOffice, NewAccount
from soxa.desk.setting_pages import READERS
from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day, value_of
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.cards.flow import card_of
from soxa.org.models import Account, Office, Person
from soxa.org.roles import UNITS

_MOST = 20


def accounts_seen(reader: Any) -> QuerySet[Any]:
    """Accounts whose person holds or held an office of a unit in sight; of the whole book, every account."""
    found: Any = Account.objects.select_related("person").order_by("username")
    sight = sight_of(reader, UNITS)
    if sight.everything:
        return found
    return found.filter(person__offices__unit_id__in=sorted(sight.units)).distinct()


def _units(reader: Any) -> list[int]:
    """Units in which this reader may give offices."""
    today, sight = book_day(), sight_of(reader, UNITS)
    return [node.id for node in tree().nodes.values() if node.stands(today) and node.id in sight]


def _seen(request: HttpRequest, username: str) -> Account:
    found: Account | None = accounts_seen(request.user).filter(username=username).first()
    if found is None:
        raise Http404(username)
    return found


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Who may sign in."""
    today = book_day()
    accounts = list(accounts_seen(request.user))
    offices: dict[int, list[Office]] = {}
    people = [one.person_id for one in accounts if one.person_id]
    standing = Office.objects.filter(Office.standing(today), person_id__in=people).exclude(role="")
    for office in standing.order_by("rank", "id"):
        offices.setdefault(office.person_id, []).append(office)
    return page(
        request,
        "desk/accounts.html",
        rows=[(one, offices.get(one.person_id, [])) for one in accounts],
        writes=may(request.user, WRITE),
        names=tree(),
    )


@allow(*READERS)
def create(request: HttpRequest) -> HttpResponse:
    """A new account for a person of the book, or for a new person."""
    actor, actors = actor_for(request.user, WRITE), actors_of(request.user)
    person = _person(request)
    if person is not None:
        _answering(request, person.pk)
    initial = {"name": person.full_name if person else "", "since": book_day()}
    form = NewAccount(request.POST or None, units=_units(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            account, password = account_acts.create(
                person, given["name"], _office(given), username=given["username"], actors=actors
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return told(request, account, password)
    words = request.GET.get("tim", "")
    _offer(form, request.user)
    return page(
        request,
        "desk/account_new.html",
        status=422 if form.is_bound else 200,
        form=form,
        person=person,
        words=words,
        people=_people(request.user, words),
        actor=actor,
    )


def _answering(request: HttpRequest, person_id: int | None) -> None:
    """PermissionDenied unless the reader answers for every office of the person."""
    try:
        answering(person_id, actors_of(request.user))
    except NotYours as refused:
        raise PermissionDenied(str(refused)) from refused


def _offer(form: Any, reader: Any) -> None:
    """Show only the roles that the reader may give; the form has been checked against all of them."""
    actors, choice = actors_of(reader), form.fields["role"]
    choice.choices = [
        (code, title)
        for code, title in choice.choices
        if any(tends(actor, code, actor.unit_id or 0) for actor in actors)
    ]


def _office(given: dict[str, Any]) -> GivenOffice:
    return GivenOffice(
        given["role"], int(given["unit"]), given["title"], given["way"], given["decision"], given["since"]
    )


def _in_sight(reader: Any) -> QuerySet[Any]:
    """People with an office, or a membership, of a unit in sight."""
    units, party = sight_of(reader, UNITS), sight_of(reader, "party")
    if party.everything:
        return Person.objects.all()
    inside = Q(offices__unit_id__in=sorted(units.units)) if not units.everything else ~Q(offices=None)
    return Person.objects.filter(inside | Q(member__memberships__unit_id__in=sorted(party.units))).distinct()


def _people(reader: Any, words: str) -> list[Any]:
    found = _in_sight(reader).filter(account=None)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return list(found.order_by("name_key")[:_MOST]) if fold(words) else []


def _person(request: HttpRequest) -> Person | None:
    key = request.GET.get("nguoi", "")
    if not key:
        return None
    found: Person | None = _in_sight(request.user).filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        raise Http404(key)
    return found


def told(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    """The password, once: the page is kept nowhere."""
    answer = page(request, "desk/password.html", account=account, password=password)
    answer["Cache-Control"] = "no-store"
    return answer


@allow(*READERS)
def account(request: HttpRequest, username: str) -> HttpResponse:
    """One account: its offices over time, and what may be done with it."""
    return _account_page(request, _seen(request, username))


def _account_page(
    request: HttpRequest, found: Account, *, wrong: Any = None, ending: Any = None, status: int = 200
) -> HttpResponse:
    today = book_day()
    offices = Office.objects.filter(person=found.person).order_by("-until", "rank", "-since")
    writes, actors = may(request.user, WRITE), actors_of(request.user)
    own = found.pk == request.user.pk
    form = wrong or GiveOffice(units=_units(request.user), initial={"since": today})
    _offer(form, request.user)
    return page(
        request,
        "desk/account.html",
        status=status,
        account=found,
        offices=[
            (
                office,
                tree().name(office.unit_id),
                office.until == FOREVER and not own and _tended(office, actors),
            )
            for office in offices
        ],
        form=form,
        ending=ending or EndOffice(initial={"on": today}),
        writes=writes,
        answers=writes and _answers(found, actors),
        own=own,
        two_hands=value_of(TWO_HANDS),
        card=card_of(found),
    )


def _tended(office: Office, actors: account_acts.Actors) -> bool:
    return any(tends(actor, office.role, office.unit_id) for actor in actors)


def _answers(found: Account, actors: account_acts.Actors) -> bool:
    try:
        answering(found.person_id, actors)
    except NotYours:
        return False
    return True


@require_POST
@allow(*READERS)
def give(request: HttpRequest, username: str) -> HttpResponse:
    """One office more."""
    found = _seen(request, username)
    form = GiveOffice(request.POST, units=_units(request.user))
    if form.is_valid():
        try:
            account_acts.give(found, _office(form.cleaned_data), actors_of(request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã giao chức vụ."))
            return redirect("account", username=username)
    return _account_page(request, found, wrong=form, status=422)


@require_POST
@allow(*READERS)
def end(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """An office held no more."""
    found = _seen(request, username)
    office = Office.objects.filter(pk=pk, person=found.person).first()
    if office is None:
        raise Http404(pk)
    actor_for(request.user, WRITE, office.unit_id)
    form = EndOffice(request.POST)
    if form.is_valid():
        given, actors = form.cleaned_data, actors_of(request.user)
        try:
            account_acts.end(office, found, given["on"], decision=given["decision"], actors=actors)
        except NotYours as refused:
            raise PermissionDenied(str(refused)) from refused
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi thôi giữ chức vụ."))
            return redirect("account", username=username)
    return _account_page(request, found, ending=form, status=422)


@require_POST
@allow(*READERS)
def act(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """A new password, locked, or open again."""
    found = _seen(request, username)
    _answering(request, found.person_id)
    actors = actors_of(request.user)
    if slug == "mat-khau":
        if found.pk == request.user.pk:
            raise PermissionDenied(_("Đổi mật khẩu của mình ở mục Đổi mật khẩu."))
        if value_of(TWO_HANDS):
            messages.error(
                request, _("Phải có một đồng chí khác đề nghị tại quầy trước, rồi đồng chí xác nhận.")
            )
            return redirect("counter")
        return told(request, found, account_acts.reset_password(found, actors))
    if slug not in ("khoa", "mo"):
        raise Http404(slug)
    try:
        account_acts.lock(found, actors, locked=slug == "khoa")
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã khóa tài khoản.") if slug == "khoa" else _("Đã mở lại tài khoản."))
    return redirect("account", username=username)
